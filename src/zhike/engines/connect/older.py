"""Files from before files were sealed."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from zhike.engines.connect import storage
from zhike.kernel import db
from zhike.kernel.secrets import stream, vault

SUM = re.compile(r"[0-9a-f]{64}")


def seal(tenant_id: int) -> int:
    """Seal what lies plain; how many files that were."""
    places = [one for one in storage.folder(tenant_id).glob("??/*") if SUM.fullmatch(one.name)]
    return sum(_seal(tenant_id, one) for one in places if _is_plain(one))


def _is_plain(place: Path) -> bool:
    with place.open("rb") as file:
        return file.read(len(stream.MAGIC)) != stream.MAGIC


def _seal(tenant_id: int, place: Path) -> bool:
    handle, name = tempfile.mkstemp(dir=storage.folder(tenant_id), prefix="incoming-")
    incoming = Path(name)
    try:
        with place.open("rb") as plain, os.fdopen(handle, "wb") as file:
            sealed = stream.Writer(file, vault.of(tenant_id))
            while block := plain.read(1 << 20):
                sealed.write(block)
            written = sealed.finish()
            file.flush()
            os.fsync(file.fileno())
        if written.sha256 != place.name:  # it was damaged before: sealed, it could not be had at all
            return False
        with db.transaction(tenant_id) as tx:
            storage.hold(tx, place.name)
            if not place.exists():  # its time was over in the meantime
                return False
            incoming.replace(place)
    finally:
        incoming.unlink(missing_ok=True)
    return True
