"""What an administrator takes out of the recycle bin for good; listing and restoring are as with any records."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel import specs
from zhike.kernel.errors import Forbidden, Malformed
from zhike.kernel.write import purge
from zhike.kernel.write.draft import is_handle

PURGE = Told(body=parts.ref("Purge"), answer=parts.ref("Purged"), once=True)


@general("POST", "/bin/purge", "bin_purge", PURGE)
def take_away(request: HttpRequest) -> HttpResponse:
    """Remove records that are in the recycle bin for good, with what was deleted along with them."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"object", "ids"}))
    name, ids = given.get("object"), given.get("ids")
    if not isinstance(ids, list) or not 0 < len(ids) <= purge.BATCH or not all(is_handle(one) for one in ids):
        raise Malformed("request.wrong_member", name="ids")
    if not isinstance(name, str):
        raise Malformed("request.wrong_member", name="object")
    if not actor.admin:
        raise Forbidden("right.admin_only")
    if name not in specs.all_of(actor):
        raise Malformed("request.unknown_object", name=name[:60])
    return once(request, actor, lambda: answers.value(asdict(purge.purge(actor, name, ids))))
