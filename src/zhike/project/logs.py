"""What is logged of an error: which it is and where, never the values that its message quotes.

PostgreSQL and Python put what they stumble over into their messages ("Key (phone)=(138...) already exists"). Of the
database's errors the code, the sentence without what it quotes, and the names of table and constraint are told; of our
own the code; of others the sentence without what it quotes. Numbers of seven digits and addresses go wherever they are.
And nothing that somebody sent can begin a line of its own, or speak to a terminal.
"""

import copy
import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final

import psycopg

from zhike.kernel.errors import ZhikeError

LINE: Final = {
    "class": "zhike.project.logs.Line", "format": "{asctime} {levelname} {name}: {message}", "style": "{",
}  # fmt: skip
_QUOTED: Final = re.compile(r"\"[^\n]*\"|'[^\n]*'")  # from the first mark to the last: a value may hold marks itself
_DETAIL: Final = re.compile(r"DETAIL:[^\n]*")  # of PostgreSQL, in what another program has made text of
_NUMBER: Final = re.compile(r"\+?\d(?:[ -]?\d){6,}[Xx]?")
_ADDRESS: Final = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+")
_LEFT_OUT: Final = "…"
# Control characters, what ends a line for some readers, and what turns text around.
_UNFIT: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_INDENT: Final = "    "

_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line(logging.Formatter):
    """A record as a line, and the traceback of its error below."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of a record."""
        quiet = copy.copy(record)
        if isinstance(quiet.args, tuple):
            quiet.args = tuple(said(one) if isinstance(one, BaseException) else one for one in quiet.args)
        quiet.msg, quiet.args, quiet.exc_text = masked(quiet.getMessage()), None, None
        first, *rest = super().format(quiet).split("\n")
        return "\n".join([first, *(_INDENT + safe(one) for one in rest)])

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        """The line itself."""
        record.message = safe(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: _Info) -> str:  # noqa: N802 - the name is logging's
        """The traceback of an error and of those that led to it."""
        return "".join(_lines(ei[1], set())).rstrip("\n") if ei[1] else ""


def safe(text: str) -> str:
    """The text in one line, what does not belong into it written as its code."""
    return _UNFIT.sub(
        lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}", text
    )


def said(error: BaseException) -> str:
    """An error in one line."""
    if isinstance(error, ZhikeError):
        return error.code
    if isinstance(error, psycopg.Error) and error.sqlstate:
        diag = error.diag
        names = ", ".join(one for one in (diag.table_name, diag.column_name, diag.constraint_name) if one)
        text = _unquoted(diag.message_primary or "")
        return f"{error.sqlstate} {text}" + (f" ({names})" if names else "")
    if isinstance(error.__cause__, psycopg.Error):  # Django says again what it wraps
        return said(error.__cause__)
    return _unquoted(str(error).partition("\n")[0])


def masked(text: str) -> str:
    """A text without what may be a number or an address of somebody, or the values of a row."""
    return _ADDRESS.sub(_LEFT_OUT, _NUMBER.sub(_LEFT_OUT, _DETAIL.sub(_LEFT_OUT, text)))


def _unquoted(text: str) -> str:
    return masked(_QUOTED.sub(f'"{_LEFT_OUT}"', text))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "\nwhich led to:\n\n"
    if error.__traceback__:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}: {said(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _lines(one, seen)
