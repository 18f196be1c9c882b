"""What intake refuses, as a stable code with data; the message stands in ``catalogue/`` and says what to do."""

from __future__ import annotations

from zhike.kernel.errors import ZhikeError


class IntakeError(ZhikeError):
    """A file that cannot be taken, or a table in it; never a fault of a single row."""

    status = 422
