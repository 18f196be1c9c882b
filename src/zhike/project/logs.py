"""Lines of the log: nothing that somebody sent can begin a line of its own, or speak to a terminal."""

from __future__ import annotations

import logging
import re

# Control characters, what ends a line for some readers, and what turns text around.
UNFIT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
INDENT = "    "


def safe(text: str) -> str:
    """The text in one line, what does not belong into it written as its code."""
    return UNFIT.sub(
        lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}", text
    )


class Line(logging.Formatter):
    """One line for each message; those of a traceback follow it, indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - named by logging
        record.message = safe(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback if there is one."""
        first, *rest = super().format(record).split("\n")
        return "\n".join([first, *(INDENT + safe(one) for one in rest)])
