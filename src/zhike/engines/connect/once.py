"""`Idempotency-Key`: the same key and request give the same answer, and the work is done once.

The key is put down first, in the transaction of the work itself: a second request with it waits at the index until the
first has ended, and then finds its answer. Work that fails leaves no key, so that it can be tried again.

Request and answer hold values of records: the one is kept as a keyed digest, the other sealed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from psycopg.errors import DeadlockDetected, SerializationFailure

from zhike.engines.connect import answers
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Malformed, Refused
from zhike.kernel.secrets import vault

KEY = re.compile(r"[!-~]{1,200}")
PLACE = b"idempotency"
ATTEMPTS = 4
KEPT = "24 hours"


def key_of(request: HttpRequest) -> str | None:
    """The key of a request. Errors: Malformed."""
    key: str | None = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is not None and not KEY.fullmatch(key):
        raise Malformed("idempotency.bad_key")
    return key


def once(request: HttpRequest, actor: Actor, perform: Callable[[], HttpResponse]) -> HttpResponse:
    """Do the work, or give the answer that this key had. Errors: Malformed, Refused, and those of the work."""
    key = key_of(request)
    digest = "" if key is None else _digest(request, actor)
    for _ in range(ATTEMPTS):
        try:
            if key is None:
                return perform()
            with db.transaction(actor.tenant_id) as tx:
                return _answer(tx, actor.person_id or 0, key, digest, perform)
        except (DeadlockDetected, SerializationFailure):
            continue
    raise Conflict("write.race")


def _digest(request: HttpRequest, actor: Actor) -> str:
    what = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return vault.of(actor.tenant_id).blind(f"{PLACE.decode()}={hashlib.sha256(what).hexdigest()}")


def never(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The view of an operation that keeps no answers - a secret is told once, a file is too large - without a key."""

    @wraps(view)
    def keyless(request: HttpRequest) -> HttpResponseBase:
        if "HTTP_IDEMPOTENCY_KEY" in request.META:
            raise Malformed("idempotency.not_here")
        return view(request)

    return keyless


def _answer(
    tx: db.Transaction, person_id: int, key: str, digest: str, perform: Callable[[], HttpResponse]
) -> HttpResponse:
    taken = tx.one(
        "INSERT INTO kernel_idempotency (tenant_id, person_id, key, digest, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, now()) ON CONFLICT DO NOTHING RETURNING 1",
        (person_id, key, digest),
    )
    if taken is None:
        return _before(tx, person_id, key, digest)
    answer = perform()
    tx.execute(
        f"UPDATE kernel_idempotency SET status = %s, body = %s WHERE tenant_id = {tx.tenant_id} AND person_id = %s"
        " AND key = %s",
        (answer.status_code, vault.of(tx.tenant_id).own.seal(PLACE, answer.content.decode()), person_id, key),
    )
    return answer


def _before(tx: db.Transaction, person_id: int, key: str, digest: str) -> HttpResponse:
    """The answer that was given before."""
    row = tx.one(
        f"SELECT digest, status, body FROM kernel_idempotency WHERE tenant_id = {tx.tenant_id} AND person_id = %s"
        " AND key = %s",
        (person_id, key),
    )
    if row is None:  # it was pruned at this very moment
        raise Conflict("write.race")
    if row[0] != digest:
        raise Refused({}, "idempotency.other_body")
    answer = answers.text(vault.of(tx.tenant_id).own.open(PLACE, row[2]), row[1])
    answer.headers["Idempotent-Replay"] = "true"
    return answer


def prune(tenant_id: int) -> int:
    """Forget keys that are older than a day; how many there were."""
    with db.transaction(tenant_id) as tx:
        return tx.execute(
            f"DELETE FROM kernel_idempotency WHERE tenant_id = {tenant_id} AND at < now() - interval '{KEPT}'"
        ).rowcount
