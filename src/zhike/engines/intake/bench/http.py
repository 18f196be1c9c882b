"""The workbench over HTTP: a file is laid there, looked at, mended, and then imported by `imports_run`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import general
from zhike.engines.intake import plan
from zhike.engines.intake.bench import choosing, editing, opening, showing, told, values
from zhike.engines.intake.bench.showing import MOST_ROWS, Wrong
from zhike.kernel.errors import Malformed

_ROWS = frozenset({"at", "limit", "wrong", "field", "code"})
_FLAGS = {"0": False, "1": True}


@general("POST", "/imports/{str:upload}/check", "imports_check", told.LAY)
def lay(request: HttpRequest) -> HttpResponse:
    """Lay a file on the workbench: its first rows are checked at once, the others in the background."""
    actor, wanted = asked.actor(request), plan.read(asked.body(request))
    upload = asked.path_text(request, "upload")
    opening.lay(actor, upload, wanted)
    return answers.value(showing.status(actor, upload))


@general("GET", "/imports/{str:upload}/check", "imports_checked", told.STATUS)
def status(request: HttpRequest) -> HttpResponse:
    """How far the check of a file is, what would become of its rows, and what is wrong with them."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value(showing.status(actor, asked.path_text(request, "upload")))


@general("GET", "/imports/{str:upload}/rows", "imports_rows", told.ROWS)
def rows(request: HttpRequest) -> HttpResponse:
    """Rows on the workbench from a place on: all, only wrong ones, or those that are wrong in one way."""
    actor, given = asked.actor(request), asked.query(request, _ROWS)
    at, limit = asked.number(given, "at", 0) or 0, asked.number(given, "limit", MOST_ROWS, least=1) or MOST_ROWS
    if limit > MOST_ROWS or at > 2_000_000:
        raise Malformed("request.not_a_number", name="limit" if limit > MOST_ROWS else "at")
    if given.get("wrong", "0") not in _FLAGS:
        raise Malformed("request.wrong_member", name="wrong")
    only = _FLAGS[given.get("wrong", "0")] or "field" in given or "code" in given
    wrong = Wrong(field=given.get("field"), code=given.get("code")) if only else None
    return answers.value(showing.rows(actor, asked.path_text(request, "upload"), at, limit, wrong))


@general("PATCH", "/imports/{str:upload}/rows", "imports_mend", told.MEND)
def mend(request: HttpRequest) -> HttpResponse:
    """Put other words into cells. Their rows, and those that this makes right or wrong, come back checked."""
    actor, body = asked.actor(request), asked.body(request)
    asked.only(body, frozenset({"cells"}))
    upload, given = asked.path_text(request, "upload"), body.get("cells")
    if not isinstance(given, list) or not 0 < len(given) <= editing.MOST_CELLS:
        raise Malformed("request.wrong_member", name="cells")
    changed = editing.mend(actor, upload, [_cell(one) for one in given])
    return answers.value({**showing.status(actor, upload), "rows": showing.some(actor, upload, changed)})


@general("POST", "/imports/{str:upload}/choose", "imports_choose", told.CHOOSE)
def choose(request: HttpRequest) -> HttpResponse:
    """Of rows that are equal, let only one in; or leave a row out, or put it back."""
    actor, body = asked.actor(request), asked.body(request)
    asked.only(body, frozenset({"row", "way"}))
    upload, row, way = asked.path_text(request, "upload"), _number(body, "row"), body.get("way")
    if way not in choosing.WAYS:
        raise Malformed("request.wrong_member", name="way")
    changed = choosing.choose(actor, upload, row, way)
    return answers.value({**showing.status(actor, upload), "rows": showing.some(actor, upload, changed)})


@general("POST", "/imports/{str:upload}/values", "imports_values", told.VALUES)
def of_column(request: HttpRequest) -> HttpResponse:
    """The different values of a column of a file, what each would become, and what unknown ones may mean."""
    actor, body = asked.actor(request), asked.body(request)
    asked.only(body, frozenset({"plan", "column"}))
    given = body.get("plan")
    if not isinstance(given, dict):
        raise Malformed("request.wrong_member", name="plan")
    wanted, column = plan.read(given), _number(body, "column")
    return answers.value(values.of_column(actor, asked.path_text(request, "upload"), wanted, column))


@general("POST", "/imports/{str:upload}/alike", "imports_alike", told.ALIKE)
def alike(request: HttpRequest) -> HttpResponse:
    """Let a value of a column stand for another, in all of its rows."""
    actor, body = asked.actor(request), asked.body(request)
    asked.only(body, frozenset({"column", "value", "instead", "row"}))
    upload = asked.path_text(request, "upload")
    column, row = (_number(body, name) for name in ("column", "row"))
    value, instead = (_text(body, name) for name in ("value", "instead"))
    editing.mend_alike(actor, upload, column, value, instead, row)
    return answers.value(showing.status(actor, upload))


def _cell(given: Any) -> editing.Cell:
    if not isinstance(given, dict):
        raise Malformed("request.wrong_member", name="cells")
    asked.only(given, frozenset({"row", "column", "value"}))
    return _number(given, "row"), _number(given, "column"), _text(given, "value")


def _number(given: dict[str, Any], name: str) -> int:
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 2_000_000:
        raise Malformed("request.wrong_member", name=name)
    return value


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or len(value) > editing.LONGEST:
        raise Malformed("request.wrong_member", name=name)
    return value
