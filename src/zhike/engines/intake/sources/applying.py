"""A template applied to a file that nobody looks at: what it says of headings must be there, or nothing is imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhike.engines.intake import importing, plan
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.headers import Heading
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.shaping import Made
from zhike.engines.intake.source import Source, inspected
from zhike.kernel.actor import Actor

CARDS = "cards"  # these name only what stands in them, so nothing of theirs is missed
_USUAL = {"match": "match", "alsoMatch": "also_match", "badCells": "bad_cells", "existing": "existing"}


def plan_of(actor: Actor, place: Place, name: str, template: Mapping[str, Any]) -> Plan:
    """How a file is imported by a template. Errors: IntakeError, Malformed, NotFound, Forbidden."""
    details = template.get("details") or {}
    usual = details.get("usual") or {}
    info = inspected(place, name)
    visible = [one for one in info.sheets if not one.hidden] or list(info.sheets)
    fullest = max(visible, key=lambda one: one.survey.rows)
    first = {"object": template["object"], "sheet": fullest.name or None, "mode": usual.get("mode") or "create"}
    with importing.opened(actor, place, name, plan.read(first), open_ended=True) as source:
        found = _Applied(source, details)
        wanted = {heading: field for heading, field in (template.get("mapping") or {}).items() if field}
        missing = [one for one in wanted if one not in found.places] if info.kind != CARDS else []
        if missing or not wanted:
            raise IntakeError("import_source.headings", missing="、".join(missing)[:300])
        body = {
            **first,
            **{theirs: usual[ours] for ours, theirs in _USUAL.items() if usual.get(ours)},
            "append": bool(usual.get("append")),
            "mapping": found.mapping(wanted),
            "made": found.made,
            "words": found.placed(details.get("words")),
            "dates": found.placed(details.get("dates")),
            "defaults": details.get("defaults") or {},
        }
        return plan.read(body)


class _Applied:
    """Where the headings of a template are in a file."""

    def __init__(self, source: Source, details: Mapping[str, Any]) -> None:
        headings = source.proposal.columns if source.proposal.rows else ()
        self.places = {one.label: one.index for one in headings}
        width = max((one.index for one in headings), default=-1) + 1
        self._all = {one.index for one in headings}
        self.made: list[dict[str, Any]] = []
        self._fields: dict[int, str] = {}
        for one in details.get("made") or []:
            if all(heading in self.places for heading in one["headings"]):
                self._make(one, width + len(self.made), headings)

    def _make(self, one: Mapping[str, Any], index: int, headings: Sequence[Heading]) -> None:
        columns = [self.places[heading] for heading in one["headings"]]
        made = {"columns": columns, **{key: one[key] for key in ("sign", "part", "parts") if one.get(key) is not None}}
        column = Made(columns=tuple(columns), sign=one["sign"], part=one.get("part"), parts=one.get("parts") or 2)
        self.made.append(made)
        self.places.setdefault(column.heading(index, headings).label, index)
        self._fields[index] = one.get("field") or ""

    def mapping(self, wanted: Mapping[str, str]) -> dict[str, str | None]:
        """Index of a column -> field. A column that the template does not know goes nowhere."""
        named = {self.places[heading]: field for heading, field in wanted.items() if heading in self.places}
        return {str(at): named.get(at) or self._fields.get(at) or None for at in self._indexes()}

    def _indexes(self) -> Iterable[int]:
        return sorted({*self._all, *self._fields})

    def placed(self, by_heading: Mapping[str, Any] | None) -> dict[str, Any]:
        """What is said of headings, by index."""
        given = (by_heading or {}).items()
        return {str(self.places[heading]): one for heading, one in given if heading in self.places}
