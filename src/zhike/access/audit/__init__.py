"""The audit trail: what the journal of records does not hold (sign-ins, tokens, exports), and the seals over both."""

from zhike.access.audit.entries import Asked, listed, note
from zhike.access.audit.seals import seal
from zhike.access.audit.verify import Broken, verify

__all__ = ["Asked", "Broken", "listed", "note", "seal", "verify"]
