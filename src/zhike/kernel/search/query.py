"""What a person types, as a tsquery over the tokens of `tokens`: every part must be found.

The pairs of 有限公司 and the like stand in most companies' names. They narrow nothing and take the index long, so where
there is anything else to go by they are only looked for in the rows that it has found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.read import former
from zhike.kernel.search import tokens
from zhike.kernel.secrets import blind
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.secrets.vault import Vault
from zhike.kernel.spec import ObjectSpec, SearchSpace
from zhike.kernel.sql import FALSE, Sql, joined
from zhike.kernel.values import Bad
from zhike.kernel.values.text import clean, fold

PARTS = re.compile(rf"[{tokens.CJK}]+|[^\s{tokens.CJK}]+")
WORDS = re.compile(r"[^\W_]+")
SIGNS = re.compile(r"[\s\-+()]")  # between the groups of a number
GROUPS = re.compile(r"[+(\d][\d\s()\-]*")
CODE = re.compile(r"(?=.*\d)\S{2,60}")
MOST_PARTS = 12
ORDINARY = frozenset(form[i : i + 2] for form in tokens.LEGAL_FORMS for i in range(len(form) - 1))


class Term(NamedTuple):
    """A part of what was typed, and the piece of a tsquery that looks for it; "" where nothing can hold it."""

    word: str
    piece: str


def matches(actor: Actor, spec: ObjectSpec, text: str, alias: str) -> Sql:
    """SQL that is true for the rows of `alias` in which the actor may find the text. Errors: Malformed for no text."""
    wanted = terms(text, open_to(actor, spec), vaults.of(actor.tenant_id))
    before = _by_former_code(actor, spec, text, alias)
    if not wanted or not all(one.piece for one in wanted):
        return before or FALSE
    telling = [one.piece for one in wanted if one.word not in ORDINARY]
    found = Sql(f"{alias}.search @@ %s::tsquery", (" & ".join(telling or [one.piece for one in wanted]),))
    if telling and len(telling) < len(wanted):
        rest = " & ".join(one.piece for one in wanted if one.word in ORDINARY)
        found += Sql(f" AND ({alias}.search @@ %s::tsquery) IS TRUE", (rest,))  # so written that no index is asked
    return joined([found, before], " OR ").wrapped("(", ")") if before else found


def _by_former_code(actor: Actor, spec: ObjectSpec, text: str, alias: str) -> Sql | None:
    """The record to which a code leads that it has no more; None for what is none."""
    code = text.strip()
    shown = spec.code_fields and all(actor.on(spec.name).shows(one.name, one.kind) for one in spec.code_fields)
    if not shown or not CODE.fullmatch(code):
        return None
    with db.transaction(actor.tenant_id) as tx:
        ids = former.find(tx, spec, {code, code.upper()}).values()
    return Sql(f"{alias}.id = ANY(%s::bigint[])", (list(ids),)) if ids else None


def open_to(actor: Actor, spec: ObjectSpec) -> list[SearchSpace]:
    """The spaces of which the actor sees every field whole."""
    rights = actor.on(spec.name)
    return [one for one in spec.search_spaces if all(rights.shows(field.name, field.kind) for field in one.fields)]


def terms(text: str, spaces: Sequence[SearchSpace], vault: Vault) -> list[Term]:
    """What must be found; none when there is nothing to look for. Errors: Malformed for what is no text."""
    try:
        clean(text)
    except Bad as bad:
        raise Malformed(bad.code) from bad
    folded = fold(text[:200]).strip()
    found: list[Term] = []
    for part in PARTS.findall(folded)[:MOST_PARTS]:
        found += _chinese(part, spaces) if tokens.HAN.match(part) else _other(part, spaces, vault)
    if len(found) > 1 and GROUPS.fullmatch(folded):
        # A number as people write it and as pages show it, or several that each are meant.
        groups = [one.piece for one in found]
        together = [one.piece for one in _other(folded, spaces, vault)]
        found = [Term(folded, _any([*together, _all(groups)] if all(groups) else together))]
    return found


def _chinese(run: str, spaces: Sequence[SearchSpace]) -> Iterator[Term]:
    if len(run) == 1:
        yield Term(run, _any(_from(run, spaces, "text")))
    for i in range(len(run) - 1):
        pair = run[i : i + 2]
        yield Term(pair, _any(_whole(pair, spaces, "text")))


def _other(part: str, spaces: Sequence[SearchSpace], vault: Vault) -> Iterator[Term]:
    """Letters and digits: a prefix of a word, pinyin, initials, code or address, the tail of a number, a secret."""
    secret = _keyed(part, spaces, vault)
    if "@" in part:
        if address := part.lstrip("@"):
            forms = ("email",) if "@" in address else ("email", "text")
            yield Term(part, _any([*_from(address, spaces, *forms), *secret]))
        return
    digits = SIGNS.sub("", part.removeprefix("+86"))
    if digits.isdecimal() and len(digits) >= 3:
        tails = _from("~" + digits[::-1], spaces, "digits")
        yield Term(part, _any([*_from(digits, spaces, "text", "digits", "email", "code"), *tails, *secret]))
        return
    words = WORDS.findall(part)
    if not words:  # signs between words, which no token has
        return
    pieces = [_any(_word(one, spaces)) for one in words]
    # A code or an address may have signs in it, and is kept whole.
    whole = [] if words == [part] else _from(part[: tokens.LONGEST], spaces, "code", "email")
    yield Term(part, _any([_all(pieces), *whole, *secret] if all(pieces) else [*whole, *secret]))


def _keyed(part: str, spaces: Sequence[SearchSpace], vault: Vault) -> list[str]:
    """Pieces that are met by a sealed value, or by a part of one, that this may be."""
    return [
        _quoted(space.tag + word)
        for space in spaces
        if space.secret
        for word in sorted(blind.asked(vault, space.secret.kind, part))
    ]


def _word(word: str, spaces: Sequence[SearchSpace]) -> list[str]:
    if len(word) <= 2:
        return _whole(word, spaces, "text", "code")
    found = _from(word, spaces, "code", "email")
    if not (word.isascii() and word.isalpha()):
        return found + _from(word, spaces, "text")
    found += _from(word[: tokens.PINYIN_LENGTH], spaces, "text")
    # Initials are kept shorter than full pinyin: a longer run of them is still found by its beginning.
    return found + (
        _whole(word[: tokens.INITIALS_LENGTH], spaces, "text") if len(word) > tokens.INITIALS_LENGTH else []
    )


def _whole(token: str, spaces: Sequence[SearchSpace], *forms: str) -> list[str]:
    """Pieces that are met by the token itself, in the spaces with such forms."""
    return [_quoted(one.tag + token) for one in spaces if one.forms.intersection(forms)]


def _from(token: str, spaces: Sequence[SearchSpace], *forms: str) -> list[str]:
    """Pieces that are met by whatever begins with the token, in the spaces with such forms."""
    return [piece + ":*" for piece in _whole(token, spaces, *forms)]


def _any(pieces: Sequence[str]) -> str:
    return f"({' | '.join(pieces)})" if len(pieces) > 1 else "".join(pieces)


def _all(pieces: Sequence[str]) -> str:
    return f"({' & '.join(pieces)})" if len(pieces) > 1 else "".join(pieces)


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
