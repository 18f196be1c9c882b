"""The one write path. Set-based: a form save is a batch of one, an import is batches of thousands."""

from zhike.kernel.write.batch import prepare, trial, write
from zhike.kernel.write.result import Outcome, Result, RowResult

__all__ = ["Outcome", "Result", "RowResult", "prepare", "trial", "write"]
