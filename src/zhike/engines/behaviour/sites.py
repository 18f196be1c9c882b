"""Tracking sites as the public knows them: by an id that cannot be guessed, and from which origins they may send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from zhike.kernel import db
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Fault, Unable
from zhike.kernel.secrets import vault

ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?")
PUBLIC = re.compile(r"([1-9][0-9]{0,17})-([1-9][0-9]{0,17})-([A-Za-z0-9]{12})")
MOST = 20
VIA = "site"


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site from which events are taken."""

    id: int
    origins: frozenset[str]
    needs_consent: bool
    actor: Actor  # the system, for what is written in the site's name
    language: str  # the company's


def origins(text: str | None) -> list[str]:
    """The lines that are not empty."""
    return [one.strip() for one in (text or "").splitlines() if one.strip()]


def fault(text: str | None) -> Fault | None:
    """The first line that is no origin, as browsers write it: small letters, no path."""
    found = origins(text)
    wrong = next((one for one in found if not ORIGIN.fullmatch(one)), None)
    if wrong is not None or not found:
        return Fault("tracking_site.no_origin", {"line": (wrong or "")[:80]})
    return Fault("tracking_site.too_many_origins", {"most": MOST}) if len(found) > MOST else None


def public_id(tenant_id: int, site_id: int) -> str:
    """The id under which the pages of a site send: it stays for good."""
    keyed = vault.of(tenant_id).blind(f"tracking site {site_id}")
    return f"{tenant_id}-{site_id}-{keyed.replace('+', 'a').replace('/', 'b')[:12]}"


def find(public: str) -> Site | None:
    """The site; None for one that is not there, closed, deleted, or of a company that is closed."""
    named = PUBLIC.fullmatch(public)
    if named is None:
        return None
    tenant_id, site_id = int(named[1]), int(named[2])
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            f"SELECT s.origins, s.needs_consent, t.zone, t.language FROM behaviour_trackingsite s"
            f" JOIN access_tenant t ON t.id = {tenant_id}"
            f" WHERE s.tenant_id = {tenant_id} AND s.id = %s AND s.active AND s.deleted_at IS NULL AND t.active",
            (site_id,),
        )
        if row is None or not _named_so(public, tenant_id, site_id):
            return None
    text, needs_consent, zone, language = row
    actor = system(tenant_id, via=VIA, zone=ZoneInfo(zone))
    return Site(
        id=site_id, origins=frozenset(origins(text)), needs_consent=needs_consent, actor=actor, language=language
    )


def _named_so(public: str, tenant_id: int, site_id: int) -> bool:
    try:
        return public_id(tenant_id, site_id) == public
    except Unable:
        return False
