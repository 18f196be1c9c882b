"""What the workbench takes and gives, for the OpenAPI document."""

from __future__ import annotations

from zhike.engines.connect.routing import Told
from zhike.engines.connect.schema.parts import (
    FLAG,
    MAYBE_TEXT,
    NATURAL,
    TEXT,
    YES_NO,
    Schema,
    by_name,
    many,
    maybe,
    members,
    one_of,
    parameter,
    ref,
    whole,
)
from zhike.engines.intake import schema
from zhike.engines.intake.bench.choosing import WAYS
from zhike.engines.intake.bench.editing import LONGEST, MOST_CELLS
from zhike.engines.intake.bench.pages import LETTERS
from zhike.engines.intake.bench.showing import MOST_ROWS

_PLACE: Schema = whole(0, 2_000_000)
_CELL_TEXT: Schema = {"type": "string", "maxLength": LONGEST}
_ROW = members(
    row=NATURAL, cells=many(TEXT), cut=many(NATURAL), mended=many(NATURAL), errors=by_name(ref("Fault")),
    outcome=one_of(tuple(LETTERS)), left_out=YES_NO, first=maybe(NATURAL),
)  # fmt: skip
_PROBLEM = members(
    field=TEXT, label=MAYBE_TEXT, columns=many(NATURAL), code=TEXT, message=TEXT, count=NATURAL, row=NATURAL
)  # fmt: skip
_COLUMN = members(index=NATURAL, header=TEXT, field=MAYBE_TEXT, label=MAYBE_TEXT, made=YES_NO)
_PARTS: dict[str, Schema] = {
    "upload": TEXT, "plan": schema.PLAN, "generation": NATURAL, "rows": NATURAL, "total": NATURAL,
    "checked": NATURAL, "done": YES_NO, "stopped": YES_NO, "job": maybe(NATURAL), "checker": maybe(NATURAL),
    "counts": by_name(NATURAL), "mended": NATURAL, "problems": many(_PROBLEM), "columns": many(_COLUMN),
}  # fmt: skip
_STATUS = members(**_PARTS)
_MENDED = members(**{**_PARTS, "rows": many(_ROW)})
_CELLS = members(
    cells={
        "type": "array", "minItems": 1, "maxItems": MOST_CELLS,
        "items": members(row=_PLACE, column=_PLACE, value=_CELL_TEXT, more=False),
    },
    more=False,
)  # fmt: skip
_ALIKE = members(column=_PLACE, value=_CELL_TEXT, instead=_CELL_TEXT, row=_PLACE, more=False)

_VALUE = members(
    value=TEXT, count=NATURAL, instead=MAYBE_TEXT, means=MAYBE_TEXT, fault=maybe(ref("Fault")), proposals=many(TEXT)
)  # fmt: skip

LAY = Told(body=schema.PLAN, answer=_STATUS, errors=(403, 409, 422))
STATUS = Told(answer=_STATUS, errors=(403,))
ROWS = Told(
    answer=members(at=NATURAL, count=NATURAL, rows=many(_ROW)), errors=(403,),
    query=(
        parameter("at", _PLACE, "From which place on, counted from 0."),
        parameter("limit", whole(1, MOST_ROWS), "How many rows."),
        parameter("wrong", FLAG, "1: only rows with faults."),
        parameter("field", TEXT, "Only rows with a fault of this field."),
        parameter("code", TEXT, "Only rows with this fault; rows that are equal stand together."),
    ),
)  # fmt: skip
MEND = Told(body=_CELLS, answer=_MENDED, errors=(403, 409))
ALIKE = Told(body=_ALIKE, answer=_STATUS, errors=(403, 409))
CHOOSE = Told(body=members(row=_PLACE, way=one_of(WAYS), more=False), answer=_MENDED, errors=(403, 409))
VALUES = Told(
    body=members(plan=schema.PLAN, column=_PLACE, more=False),
    answer=members(field=TEXT, more=YES_NO, rows=many(_VALUE)), errors=(403, 422),
)  # fmt: skip
