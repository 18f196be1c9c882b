"""What the worker does with an import: of one sheet, or of several that are linked."""

from __future__ import annotations

from typing import Any

from zhike.engines.intake import importing
from zhike.engines.intake.linked import running
from zhike.kernel import jobs

KIND = importing.KIND


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Does an import job."""
    return running.perform(handle) if "linked" in handle.params else importing.perform(handle)
