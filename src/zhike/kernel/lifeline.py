"""A process that ends when the one that started it ends, however that ends: even by kill -9."""

import ctypes
import os
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(how: signal.Signals, parent: int | None = None) -> None:
    """Ask the kernel, in a child, to send it `how` when its parent ends (Linux; elsewhere nothing).

    `parent`, the process that forked, closes the gap of a parent that ended before the child could ask.
    """
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), how)
