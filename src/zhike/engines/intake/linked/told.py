"""What imports of linked sheets take and give, for the OpenAPI document."""

from __future__ import annotations

from zhike.engines.connect.routing import Told
from zhike.engines.connect.schema.parts import (
    MAYBE_TEXT,
    NATURAL,
    TEXT,
    YES_NO,
    Schema,
    many,
    maybe,
    members,
    one_of,
    ref,
    whole,
)
from zhike.engines.intake import schema
from zhike.engines.intake.linked.plan import MOST_COLUMN, MOST_LINKS, MOST_SHEETS

_COLUMN: Schema = maybe(whole(0, MOST_COLUMN))
_LINK = members(
    field=TEXT, more=False, optional={"column": _COLUMN, "sheet": MAYBE_TEXT, "key": _COLUMN, "record": _COLUMN}
)  # fmt: skip
_SHEET = members(
    plan=schema.PLAN, more=False, optional={"links": maybe({**many(_LINK), "maxItems": MOST_LINKS})}
)  # fmt: skip
LINKED: Schema = {
    **members(more=False, optional={"sheets": maybe({**many(_SHEET), "minItems": 1, "maxItems": MOST_SHEETS})}),
    "description": "Which sheets are imported together; what is missing or null is proposed.",
}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_GUESS = members(object=TEXT, confidence=_SHARE, allowed=YES_NO)
_EXAMPLE = members(row=NATURAL, value=TEXT, why=one_of(("missing", "twice")))
_TOLD_LINK = members(
    field=TEXT, label=TEXT, to=TEXT, required=YES_NO, column=_COLUMN, sheet=MAYBE_TEXT, key=_COLUMN, record=_COLUMN,
    later=YES_NO, rows=NATURAL, found=NATURAL, records=NATURAL, missing=NATURAL, twice=NATURAL, blank=NATURAL,
    exact=YES_NO, examples=many(_EXAMPLE),
)  # fmt: skip
_TOLD_SHEET = members(
    sheet=TEXT, rows=NATURAL, hidden=YES_NO, objects=many(_GUESS), plan=maybe(schema.PLAN), total=NATURAL,
    columns=many(members(index=NATURAL, header=TEXT, samples=many(TEXT), field=MAYBE_TEXT)), links=many(_TOLD_LINK),
)  # fmt: skip

PREVIEW = Told(body=LINKED, answer=members(sheets=many(_TOLD_SHEET), order=many(TEXT)), errors=(403, 422))
RUN = Told(body=LINKED, answer=ref("JobStarted"), status=202, errors=(403, 422), once=True)
TRY = Told(body=LINKED, answer=ref("JobStarted"), status=202, errors=(403, 422), once=True)
