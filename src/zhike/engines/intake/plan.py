"""What a person has decided about an import, as the API takes it and a job keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from zhike.engines.intake import shaping
from zhike.engines.intake.shaping import Shape
from zhike.kernel.errors import Malformed

VIA = "import"  # through what whoever imports acts: a trial of the rows goes by the same rules as their import
MODES = ("create", "update", "upsert")
BAD_CELLS = ("refuse", "leave_out")
EXISTING = ("replace", "fill")
MEMBERS = frozenset(
    {
        "object", "sheet", "encoding", "delimiter", "header_row", "header_rows", "mapping", "mode", "match", "defaults",
        "bad_cells", "existing", "append", "also_match", "made", "words", "dates", "checked",
    }
)  # fmt: skip
MOST_HEADER_ROWS = 20  # each is gone through with every row that is looked at
MOST_KEYS = 5
_LAST_ROW = 2_000_000
_DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How a file becomes records. What is None is proposed."""

    object: str
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None  # the first line of headings; 0: there are none
    header_rows: int | None = None  # how many lines they have
    mapping: Mapping[int, str | None] | None = None  # index of a column -> field
    mode: str = "create"
    match: str | None = None  # the field that finds the record of a row; None is the id
    also_match: tuple[str, ...] = ()  # of rows without a value in it, the first of these in which they have one
    defaults: Mapping[str, Any] = field(default_factory=dict)  # values of fields that a row leaves empty
    existing: str = "replace"  # what a found record has already is replaced, or (`fill`) only its blanks are filled
    append: bool = False  # a list, such as of tags, gets the entries of the row beside those that it has
    shape: Shape = shaping.NONE  # what was decided of the cells themselves
    checked: bool = False  # the rows are taken as they stand in the check, with what was mended there
    bad_cells: str = "refuse"  # what a wrong value costs: its row, or (`leave_out`) only itself where it is not needed

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that find the records of rows."""
        return () if self.mode == "create" else (self.match or "id", *self.also_match)

    def as_json(self) -> dict[str, Any]:
        """As `read` takes it."""
        found = {**asdict(self), **self.shape.as_json(), "also_match": list(self.also_match)}
        del found["shape"]
        if self.mapping is not None:
            found["mapping"] = {str(index): name for index, name in self.mapping.items()}
        return found


def read(body: Mapping[str, Any]) -> Plan:
    """A plan from JSON. Errors: Malformed."""
    for name in body:
        if name not in MEMBERS:
            raise Malformed("request.unknown_member", name=name[:60])
    mode = body.get("mode") or "create"
    if mode not in MODES:
        raise Malformed("write.wrong_mode", mode=str(mode)[:40])
    delimiter = _text(body, "delimiter")
    if delimiter is not None and delimiter not in _DELIMITERS:
        raise Malformed("request.wrong_member", name="delimiter")
    defaults = body.get("defaults") or {}
    if not isinstance(defaults, dict):
        raise Malformed("request.wrong_member", name="defaults")
    match = _text(body, "match")
    bad_cells = body.get("bad_cells") or "refuse"
    if bad_cells not in BAD_CELLS:
        raise Malformed("request.wrong_member", name="bad_cells")
    existing = body.get("existing") or "replace"
    if existing not in EXISTING:
        raise Malformed("request.wrong_member", name="existing")
    return Plan(
        object=_text(body, "object") or "",
        sheet=_text(body, "sheet"),
        encoding=_text(body, "encoding"),
        delimiter=delimiter,
        header_row=_number(body, "header_row"),
        header_rows=_number(body, "header_rows", MOST_HEADER_ROWS),
        mapping=_mapping(body.get("mapping")),
        mode=mode,
        match=match if mode != "create" else None,
        also_match=_names(body, "also_match", match) if mode != "create" else (),
        defaults=defaults,
        existing=existing if mode != "create" else "replace",
        append=_flag(body, "append") and mode != "create",
        shape=shaping.read(body),
        checked=_flag(body, "checked"),
        bad_cells=bad_cells,
    )


def _text(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Malformed("request.wrong_member", name=name)
    return value or None


def _names(body: Mapping[str, Any], name: str, first: str | None) -> tuple[str, ...]:
    value = body.get(name) or []
    if not isinstance(value, list) or len(value) > MOST_KEYS or not all(isinstance(one, str) for one in value):
        raise Malformed("request.wrong_member", name=name)
    return tuple(one for one in dict.fromkeys(value) if one and one != first)


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise Malformed("request.wrong_member", name=name)
    return bool(value)


def _number(body: Mapping[str, Any], name: str, most: int = _LAST_ROW) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Malformed("request.wrong_member", name=name)
    return value


def _mapping(value: Any) -> dict[int, str | None] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Malformed("request.wrong_member", name="mapping")
    found: dict[int, str | None] = {}
    for index, name in value.items():
        if not index.isdecimal() or len(index) > 5 or not (name is None or isinstance(name, str)):
            raise Malformed("request.wrong_member", name="mapping")
        found[int(index)] = name or None
    return found
