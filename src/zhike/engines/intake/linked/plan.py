"""What a person has decided about an import of several sheets, as the API takes it and a job keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from zhike.engines.intake import plan
from zhike.engines.intake.plan import Plan
from zhike.kernel.errors import Malformed

MOST_SHEETS = 30
MOST_LINKS = 20  # of one sheet
MOST_COLUMN = 99_999


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where a link field gets its record from."""

    field: str
    column: int | None = None  # index of the column of this sheet that names the record
    sheet: str | None = None  # the sheet among whose rows it is looked for; None: only among records that are there
    key: int | None = None  # index of the column of that sheet by which it is found
    record: int | None = None  # index of a column of this sheet that holds ids of records; they go first


@dataclass(frozen=True, kw_only=True)
class Part:
    """A sheet that takes part, and its links; None: they are proposed."""

    plan: Plan
    links: tuple[Link, ...] | None = None

    @property
    def sheet(self) -> str:
        """What it is called."""
        return self.plan.sheet or ""


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The sheets that are imported together, in the order of the file."""

    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, Any]:
        """As `read` takes it."""
        return {
            "sheets": [
                {
                    "plan": one.plan.as_json(),
                    "links": None if one.links is None else [asdict(link) for link in one.links],
                }
                for one in self.parts
            ]
        }

    def place(self, sheet: str) -> int:
        """Which part a sheet is."""
        return next(at for at, one in enumerate(self.parts) if one.sheet == sheet)


def read(body: Mapping[str, Any]) -> Linked | None:
    """The sheets from JSON; None where nothing is said of them: all are proposed. Errors: Malformed."""
    _only(body, {"sheets"})
    given = body.get("sheets")
    if given is None:
        return None
    if not isinstance(given, list) or not 0 < len(given) <= MOST_SHEETS:
        raise Malformed("request.wrong_member", name="sheets")
    parts = tuple(_part(one) for one in given)
    names = [one.sheet for one in parts]
    if not all(names) or len(set(names)) < len(names):
        raise Malformed("import.linked_sheets")
    _together(parts)
    return Linked(parts=parts)


def _part(given: Any) -> Part:
    if not isinstance(given, dict) or not isinstance(given.get("plan"), dict):
        raise Malformed("request.wrong_member", name="plan")
    _only(given, {"plan", "links"})
    found = plan.read(given["plan"])
    if found.checked:
        raise Malformed("request.wrong_member", name="checked")
    links = given.get("links")
    if links is not None and (not isinstance(links, list) or len(links) > MOST_LINKS):
        raise Malformed("request.wrong_member", name="links")
    return Part(plan=found, links=None if links is None else tuple(map(_link, links)))


def _link(given: Any) -> Link:
    if not isinstance(given, dict):
        raise Malformed("request.wrong_member", name="links")
    _only(given, set(Link.__dataclass_fields__))
    field, sheet = given.get("field"), given.get("sheet")
    if not isinstance(field, str) or not field or not (sheet is None or isinstance(sheet, str)):
        raise Malformed("request.wrong_member", name="links")
    column, key, record = (_column(given.get(name)) for name in ("column", "key", "record"))
    if sheet and (column is None or key is None):
        raise Malformed("import.linked_no_key", sheet=sheet[:60])
    return Link(field=field, column=column, sheet=sheet or None, key=key if sheet else None, record=record)


def _column(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_COLUMN:
        raise Malformed("request.wrong_member", name="links")
    return value


def _together(parts: Sequence[Part]) -> None:
    known = {one.sheet for one in parts}
    for part in parts:
        links = part.links or ()
        for link in links:
            if link.sheet and link.sheet not in known:
                raise Malformed("import.linked_unknown_sheet", sheet=link.sheet[:60])
        pairs = [(one.field, one.sheet) for one in links]
        if len(set(pairs)) < len(pairs):
            raise Malformed("import.field_twice", field=pairs[0][0][:60])


def _only(given: Mapping[str, Any], known: set[str]) -> None:
    for name in given:
        if name not in known:
            raise Malformed("request.unknown_member", name=name[:60])
