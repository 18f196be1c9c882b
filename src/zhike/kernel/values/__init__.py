"""From raw text to normal form: pure functions, one module a kind of value, no Django.

Each module gives ``parse(raw, **options) -> value``. ``raw`` is what a person or a spreadsheet gives; empty values
never get here. Whatever cannot be understood raises `Bad` and nothing else. A normal form parses to itself.
"""

import datetime as dt
from decimal import Decimal

Raw = str | int | float | bool | Decimal | dt.date | dt.datetime | dt.time


class Bad(ValueError):
    """A value that cannot be taken.

    ``code`` is stable (``phone.too_short``); ``data`` fills the placeholders of its message in the catalogue
    (``kernel/catalogue/values.*.json``).
    """

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data

    def __reduce__(self) -> tuple[object, ...]:
        return _bad, (self.code, self.data)

    def __repr__(self) -> str:
        return f"Bad({self.code!r}, {self.data!r})"

    __str__ = __repr__


def _bad(code: str, data: dict[str, object]) -> Bad:
    return Bad(code, **data)


def excerpt(raw: object, length: int = 40) -> str:
    """The beginning of a refused value, fit to be shown in a message."""
    text = raw if isinstance(raw, str) else str(raw)
    text = "".join(c if c.isprintable() else "�" for c in text[: length + 1])
    return text if len(text) <= length else text[:length] + "…"
