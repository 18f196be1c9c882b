"""The audit trail as commands use it: sealed up to now, checked, and written to files."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from zhike.access import audit
from zhike.access.audit import anchors, lines, seals
from zhike.kernel import db
from zhike.project import companies
from zhike.project.problem import Problem


class Found(NamedTuple):
    """What a check found: the first broken link if there is one, the entries checked, and the last hash."""

    broken: audit.Broken | None
    entries: int
    hash: str


def verify(tenant_id: int | None, anchored: str | None, advance: Callable[[int, int], None]) -> Found:
    """Check a company's trail, also against an anchor. Errors: Problem."""
    tenant = companies.meant(tenant_id)
    anchors_ = _read(tenant, Path(anchored)) if anchored else {}
    with db.transaction(tenant) as tx:
        total = seals.newest(tx).number
    return Found(*audit.verify(tenant, anchors=anchors_, tell=lambda number: advance(number, max(total, 1))))


def export(tenant_id: int | None, to: str) -> None:
    """Write a company's entries, oldest first, as JSON lines. Errors: Problem."""
    tenant = companies.meant(tenant_id)
    audit.seal(tenant)
    with _written(to), Path(to).open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines.entries(tenant))


def anchor(tenant_id: int | None, to: str) -> None:
    """Add the last seal's number and hash to a file, to be kept where the database's owner cannot change it."""
    found = anchors.taken(companies.meant(tenant_id))
    with _written(to):
        anchors.keep(Path(to), [found])


@contextmanager
def _written(to: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Problem("cannot_write", file=to, reason=error.strerror) from error


def _read(tenant: int, path: Path) -> dict[int, str]:
    try:
        found = anchors.kept(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem("audit_no_anchor", file=path) from error
    if not found:
        raise Problem("audit_no_anchor", file=path)
    if tenant not in found:
        raise Problem("audit_other_anchor", file=path, tenant=min(found))
    return found[tenant]
