"""What is written to the log stays in its line."""

import logging

import pytest

from zhike.project.logs import Line

NASTY = "a\r\nnoon INFO forged: line\x1b[31mred\x07\u2028b\u202ec"


def lines(message: object, error: Exception | None = None) -> list[str]:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("zhike", logging.WARNING, "", 1, "got %s", (message,), info)
    return Line(fmt="{asctime} {levelname} {name}: {message}", style="{").format(record).splitlines()


def test_a_message_is_one_line() -> None:
    (line,) = lines(NASTY)
    assert line.endswith(r"WARNING zhike: got a\x0d\x0anoon INFO forged: line\x1b[31mred\x07\u2028b\u202ec")
    assert lines("客户\t一")[0].endswith("got 客户\t一")


def test_a_traceback_follows_its_line() -> None:
    with pytest.raises(ValueError, match="forged") as raised:
        raise ValueError(NASTY)
    first, *rest = lines("x", raised.value)
    assert first.endswith("got x")
    assert len(rest) > 2
    assert all(one.startswith("    ") for one in rest)
    assert not set("".join(rest)) & set("\r\x1b\x07\u2028\u202e")


def test_the_settings_use_it(settings: object) -> None:
    assert isinstance(logging.getLogger().handlers, list)
    assert settings.LOGGING["formatters"]["line"]["class"] == "zhike.project.logs.Line"  # type: ignore[attr-defined]
