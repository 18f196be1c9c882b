"""A text read for one object: what would go into which field, and what is left over."""

from __future__ import annotations

from typing import Any

from zhike.engines.capture import fields
from zhike.engines.capture.fields import Filled
from zhike.engines.capture.reading import read as reading
from zhike.engines.capture.reading.spans import Finding, Page, trimmed
from zhike.kernel import read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.read import Query, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad, text

_REACHED_BY = ("phone", "email", "wechat")
_SHARED = frozenset(("company", "url", "credit_code", "fax"))
_CLEARLY = 0.7  # how sure a second person must be


def recognize(actor: Actor, object_name: str, source: str) -> dict[str, Any]:
    """`fields`: what was recognised, in the object's order; `rest`: what was not. Errors: Forbidden, Refused."""
    spec = specs.of(actor, object_name)
    scope.need(actor, "create", spec)
    source = _checked(source)
    page = reading.read(source, fields.own_labels(fields.writable(actor, spec)))
    filled = fields.fill(actor, spec, _first_person(spec, page))
    filled += _links(actor, spec, page, filled)
    return {"fields": [_shown(page, one) for one in filled], "rest": _rest(page, [one.finding for one in filled])}


def _checked(source: str) -> str:
    """Errors: Refused at `text` for nothing, too much, and what is no text."""
    try:
        if text.is_blank(source):
            raise Bad("capture.empty")
        if len(source) > reading.LONGEST:
            raise Bad("text.too_long", length=len(source), max=reading.LONGEST)
        text.clean(source)
    except Bad as bad:
        raise Refused({"text": Fault(bad.code, bad.data)}) from None
    strange = sum(not (char.isprintable() or char.isspace() or char > "\u2000") for char in source)
    if strange > len(source) // 10 + 2:
        raise Refused({"text": Fault("capture.not_text")})
    return source


def _first_person(spec: ObjectSpec, page: Page) -> list[Finding]:
    """What belongs to the first person, when the text tells of several and a record is one of them."""
    found = sorted(page.found, key=lambda one: (one.start, -one.confidence))
    if fields.is_firm(spec) or not spec.shape.personal:
        return found
    people = [one for one in found if one.role == "person" and one.confidence >= _CLEARLY]
    for one in people[1:]:
        at = page.line_of(one.start)[0] if page.line_of(one.start) != page.line_of(people[0].start) else one.start
        reached = [other.start >= at for other in found if other.role in _REACHED_BY]
        if one.value != people[0].value and True in reached and False in reached:
            first = [other for other in found if other.start < at]
            had = {other.role for other in first}
            return first + [
                other for other in found if other.start >= at and other.role in _SHARED and other.role not in had
            ]
    return found


def _links(actor: Actor, spec: ObjectSpec, page: Page, filled: list[Filled]) -> list[Filled]:
    """The organization that is named, where a link leads to such and exactly one has that name."""
    firms = [one for one in page.of("company") if one not in [other.finding for other in filled]]
    found = []
    for field, to in fields.firms_linked(actor, spec):
        for one in firms:
            where = {"field": to.title, "op": "is", "value": one.value}
            ids = read.find_ids(actor, to.name, Query(where=where), "read", 1)
            if len(ids) == 1:
                value = {"id": ids[0], "title": read.title(actor, to.name, ids[0])}
                found.append(Filled(field=field, value=value, finding=one, confidence=one.confidence))
                break
    return found


def _shown(page: Page, one: Filled) -> dict[str, Any]:
    start, end = page.plain.span(one.finding.start, one.finding.end)
    return {
        "field": one.field.name, "value": one.value, "raw": page.plain.source[start:end],
        "confidence": round(one.confidence, 2), "from": start, "to": end,
    }  # fmt: skip


def _rest(page: Page, used: list[Finding]) -> str:
    """What no field took, line by line; a value stays with its label."""
    gone = bytearray(page.taken)
    for one in page.found:
        if not any(one.start < other.end and other.start < one.end for other in used):
            start, first = one.start, page.line_of(one.start)[0]
            ends = [other.end for other in used if other.end <= one.start]
            start = max([first, *ends])
            gone[start : one.end] = bytes(one.end - start)
    lines = []
    for first, last in page.lines():
        pieces, start = [], first
        for at in range(first, last + 1):
            if at == last or gone[at]:
                left, right = trimmed(page.text, start, at)
                if left < right:
                    pieces.append(page.plain.value(left, right))
                start = at + 1
        lines.append(" ".join(pieces))
    return "\n".join(line for line in lines if line)
