"""What imports and exports take and give, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from zhike.engines.connect.routing import Told
from zhike.engines.connect.schema.parts import (
    ANY,
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
from zhike.engines.intake.cards.output import VERSIONS
from zhike.engines.intake.delimited.encodings import NAMES
from zhike.engines.intake.plan import BAD_CELLS, EXISTING, MODES, MOST_HEADER_ROWS, MOST_KEYS
from zhike.engines.intake.shaping import MOST_MADE, ORDERS
from zhike.engines.intake.writers import ENCODINGS
from zhike.kernel import words

_FORM: dict[str, Any] = {
    "type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}},
}  # fmt: skip
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_ENCODING = maybe(one_of(NAMES))
_GUESS = members(encoding=one_of(NAMES), confidence=_SHARE, undecodable=many(NATURAL), undecodable_count=NATURAL)
_UPLOAD = members(
    upload=TEXT, name=TEXT, size=NATURAL, sheets=many(members(name=TEXT, rows=NATURAL, hidden=YES_NO)),
    encoding=_ENCODING, encodings=many(_GUESS), delimiter=MAYBE_TEXT, delimiter_confidence=_SHARE,
    named_otherwise=YES_NO,
)  # fmt: skip
_MAYBE_NATURAL: Schema = maybe(whole(0, 2_000_000))


def _by_column(schema: Schema) -> Schema:
    """An object by the index of a column."""
    return {"type": "object", "patternProperties": {"^[0-9]{1,5}$": schema}, "additionalProperties": False}


_MADE = members(
    columns=many(whole(0, 99_999)), more=False,
    optional={"sign": {"type": "string", "maxLength": 20}, "part": maybe(NATURAL), "parts": whole(2, MOST_MADE)},
)  # fmt: skip
PLAN: Schema = {
    **members(
        object=TEXT, more=False,
        optional={
            "sheet": MAYBE_TEXT, "encoding": _ENCODING, "delimiter": maybe(one_of((",", "\t", ";", "|"))),
            "header_row": _MAYBE_NATURAL, "header_rows": {**_MAYBE_NATURAL, "maximum": MOST_HEADER_ROWS},
            "mapping": maybe(_by_column(MAYBE_TEXT)),
            "mode": maybe(one_of(MODES)), "match": MAYBE_TEXT, "defaults": maybe({"type": "object"}),
            "bad_cells": maybe(one_of(BAD_CELLS)), "existing": maybe(one_of(EXISTING)), "append": maybe(YES_NO),
            "also_match": maybe({**many(TEXT), "maxItems": MOST_KEYS}),
            "made": maybe(many(_MADE)), "words": maybe(_by_column(by_name(MAYBE_TEXT))),
            "dates": maybe(_by_column(one_of(ORDERS))), "checked": maybe(YES_NO),
        },
    ),
    "description": "How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none.",
}  # fmt: skip
_COLUMN = members(
    index=NATURAL, header=TEXT, samples=many(TEXT), field=MAYBE_TEXT, part=MAYBE_TEXT, confidence=_SHARE,
    by=maybe(one_of(("heading", "values", "person"))), made=YES_NO, unclear=YES_NO,
)  # fmt: skip
_ROW = members(
    row=NATURAL, cells=many(TEXT), values=by_name(ANY), errors=by_name(ref("Fault")), notes=by_name(ref("Fault")),
    outcome=one_of(("created", "updated", "unchanged", "refused")),
)  # fmt: skip
_PREVIEW = members(
    header_row=NATURAL, header_rows=NATURAL, reasons=many(members(code=TEXT, row=NATURAL)), columns=many(_COLUMN),
    rows=many(_ROW), total=NATURAL, encoding=_ENCODING, delimiter=MAYBE_TEXT,
)  # fmt: skip
_FLAG = maybe(YES_NO)
EXPORT_GIVEN = members(
    more=False,
    optional={
        "where": maybe(ref("Condition")), "sort": MAYBE_TEXT, "columns": maybe(many(TEXT)), "q": MAYBE_TEXT,
        "format": maybe(one_of(("xlsx", "csv", *VERSIONS))), "encoding": maybe(one_of(tuple(ENCODINGS))),
        "deleted": _FLAG,
    },
)  # fmt: skip

UPLOAD = Told(body=_FORM, body_media="multipart/form-data", answer=_UPLOAD, status=201, errors=(403, 413, 422))
PREVIEW = Told(body=PLAN, answer=_PREVIEW, errors=(403, 422))
CODES = Told(
    body=members(object=TEXT, more=False, optional={"sheet": MAYBE_TEXT}),
    answer=members(column=TEXT, codes=many(TEXT), cut=YES_NO),
    errors=(403, 404, 422),
)
RUN = Told(body=PLAN, answer=ref("JobStarted"), status=202, errors=(403, 422), once=True)
EXPORT = Told(body=EXPORT_GIVEN, answer=ref("JobStarted"), status=202, errors=(403, 422), once=True)
_LANGUAGE = parameter("language", one_of(words.LANGUAGES), "Of the headings; default: the asker's.")
TEMPLATE = Told(
    query=(_LANGUAGE,),
    answer={"type": "string", "format": "binary"},
    media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", errors=(403,),
)  # fmt: skip
_VERSION = parameter("version", one_of(("21", "3", "4")), "Of the card; default: 4.")
CARD = Told(query=(_VERSION,), answer={"type": "string"}, media="text/vcard", errors=(403, 404))
