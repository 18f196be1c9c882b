"""Cells that a spreadsheet would run as a formula (OWASP: CSV injection), made harmless and restored.

Export puts an apostrophe before them, import takes it away again, so that a file that comes back is unchanged; a text
that has such an apostrophe of its own gets one more. Plain numbers (-12.50) and E.164 phones (+8613800138000) are no
formulas and stay as they are.
"""

import re

_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫−"
_RISKY = re.compile(rf"'*(?:[\t\r\n]|[\s\ufeff\u200b]*[{_SIGNS}])")
_QUOTED = re.compile(rf"'+(?:[\t\r\n]|[\s\ufeff\u200b]*[{_SIGNS}])")
_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?%?|\+\d{5,15}", re.ASCII)


def neutralise(cell: str) -> str:
    """A text cell as it may stand in a file."""
    if _RISKY.match(cell) and not _PLAIN.fullmatch(cell):
        return "'" + cell
    return cell


def restore(cell: str) -> str:
    """What `neutralise` was given. Of other people's files it only takes the apostrophe before a sign."""
    return cell[1:] if _QUOTED.match(cell) else cell
