"""Recognising a record in pasted text over HTTP. Nothing is saved and nothing of the text is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.capture import recognize
from zhike.engines.capture.reading.read import LONGEST
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema.parts import ANY, NATURAL, TEXT, many, members
from zhike.kernel.errors import Malformed

_FOUND = members(
    field=TEXT, value=ANY, raw=TEXT, confidence={"type": "number", "minimum": 0, "maximum": 1},
    **{"from": NATURAL, "to": NATURAL},
)  # fmt: skip
RECOGNIZE = Told(
    body=members(text={"type": "string", "maxLength": LONGEST}, more=False),
    answer=members(fields=many(_FOUND), rest=TEXT),
    errors=(403, 413, 422),
)


@of_objects("POST", "/recognize", "recognize", lambda _: RECOGNIZE, only=lambda spec: not spec.shape.settings)
def recognized(request: HttpRequest, name: str) -> HttpResponse:
    """What pasted text tells for the fields of a new record, with how sure that is; nothing is saved."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"text"}))
    source = given.get("text")
    if not isinstance(source, str):
        raise Malformed("request.wrong_member", name="text")
    return answers.value(recognize.recognize(actor, name, source))
