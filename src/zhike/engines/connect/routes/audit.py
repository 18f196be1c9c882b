"""The audit trail, for administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.access import audit
from zhike.access.audit.entries import KINDS
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel.errors import Forbidden, Malformed

KIND = parts.parameter("kinds", parts.TEXT, f"Only these, with commas: {', '.join(KINDS)}.")
LIST = Told(query=(parts.AFTER_ID, KIND), answer=parts.ref("Audit"), errors=(403,))


@general("GET", "/audit", "audit_list", LIST)
def entries(request: HttpRequest) -> HttpResponse:
    """Sign-ins, tokens, passwords and exports, newest first; writes of records are in their history."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"after", "kinds"}))
    kinds = asked.names(given, "kinds")
    unknown = [one for one in kinds if one not in KINDS]
    if unknown:
        raise Malformed("audit.unknown_kind", kind=unknown[0][:40])
    if not actor.admin:
        raise Forbidden("right.admin_only")
    return answers.value(audit.listed(actor, after=asked.number(given, "after"), kinds=kinds))
