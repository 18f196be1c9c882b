"""The words by which sealed values are found: each is keyed (`Vault.blind`) before it is stored or asked for.

A value gives a word for itself, and some kinds for a part of it: a phone for its last 4 and 8 digits and, of a
landline, for its number without area code; an e-mail address for the part before the @ and for the domain.
The first character says which it is, so that no part is taken for a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhike.kernel.kinds import Kind
from zhike.kernel.secrets.vault import Vault
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import FALSE, Sql
from zhike.kernel.values import Bad, identity_number, phone
from zhike.kernel.values.text import fold

TAILS = (4, 8)
LOCAL = 7  # digits of a short number without its area code; longer ones have 8
NOT_DIGITS = re.compile(r"\D+")
SIGNS = re.compile(r"[\s\-+()]")


def same(kind: Kind, value: str) -> str:
    """The form under which two values are one: no provider tells Li@ from li@."""
    return value.lower() if kind.kind == "email" else fold(value) if kind.kind == "text" else value


def whole(vault: Vault, kind: Kind, value: str) -> str:
    """The keyed word of a value as a whole."""
    return vault.blind(f"{kind.kind}={same(kind, value)}")


def tail(vault: Vault, kind: Kind, digits: str) -> str:
    """The keyed word of the last digits; as many as `has_tail` takes."""
    return vault.blind(f"{kind.kind}~{digits}")


def domain(vault: Vault, kind: Kind, name: str) -> str:
    """The keyed word of a domain."""
    return vault.blind(f"{kind.kind}@{name.lower()}")


def having(vault: Vault, spec: ObjectSpec, field: FieldSpec, values: Iterable[str], alias: str) -> Sql:
    """SQL that is true for the rows of `alias` that have one of the values in a sealed field."""
    return holding(spec, field, [whole(vault, field.kind, one) for one in values], alias)


def holding(spec: ObjectSpec, field: FieldSpec, keyed: Iterable[str], alias: str) -> Sql:
    """The same for keyed words."""
    tag = spec.search_tag(field)
    pieces = [f"'{tag}{word}'" for word in keyed]  # Base64 needs no escape
    return Sql(f"{alias}.search @@ %s::tsquery", (" | ".join(pieces),)) if pieces else FALSE


def has_tail(digits: str) -> bool:
    """Whether so many digits are looked for."""
    return digits.isdecimal() and digits.isascii() and len(digits) in (*TAILS, LOCAL)


def words(vault: Vault, kind: Kind, value: str) -> set[str]:
    """Every keyed word of a value that is stored."""
    found = {whole(vault, kind, value)}
    if kind.kind == "phone":
        number = NOT_DIGITS.sub("", value.partition(";")[0])
        lengths = (*TAILS, LOCAL) if _is_short_line(value) else TAILS
        found |= {tail(vault, kind, number[-length:]) for length in lengths if len(number) >= length}
    elif kind.kind == "email":
        local, _, place = same(kind, value).rpartition("@")
        found |= {vault.blind(f"email<{local}"), domain(vault, kind, place)}
    return found


def _is_short_line(value: str) -> bool:
    """Whether a Chinese landline has seven digits after the area code: three of that and seven make ten."""
    return value.startswith("+86") and len(value.partition(";")[0]) == 13


def asked(vault: Vault, kind: Kind, part: str) -> set[str]:
    """The keyed words that somebody may mean who typed this into a search."""
    return {vault.blind(one) for one in _meant(kind, part)}


def _meant(kind: Kind, part: str) -> Iterable[str]:
    if kind.kind == "email":
        local, sign, place = part.lower().rpartition("@")
        if sign and local and place:
            yield f"email={local}@{place}"
        elif sign:
            yield f"email@{place}" if place else f"email<{local}"
        else:
            yield f"email<{place}"
            if "." in place:
                yield f"email@{place}"
    elif kind.kind == "phone":
        digits = SIGNS.sub("", part.removeprefix("+86"))
        if has_tail(digits):
            yield f"phone~{digits}"
        if digits.isdecimal() and len(digits) > LOCAL:
            yield from (f"phone={one}" for one in _numbers(part, digits))
    elif kind.kind == "identity_number":
        if len(part) in (15, 18):
            yield from (f"identity_number={one}" for one in _identity(part))
    else:
        yield f"{kind.kind}={same(kind, part)}"


def _numbers(part: str, digits: str) -> Iterable[str]:
    for text in dict.fromkeys((part, digits, f"+{digits}")):
        try:
            yield phone.parse(text)
        except Bad:
            continue


def _identity(part: str) -> Iterable[str]:
    try:
        yield identity_number.parse(part)
    except Bad:
        return
