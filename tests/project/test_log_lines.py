"""What is written to the log stays in its line."""

import logging

import pytest
from rich.console import Console

from zhike.project import console
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


@pytest.mark.parametrize("where", ["out", "err"])
@pytest.mark.parametrize("terminal", [False, True])
def test_a_name_does_not_speak_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str, terminal: bool
) -> None:
    """A-36: what somebody is called is shown at a terminal in many places, and commands it in none."""
    made = Console(highlight=False, soft_wrap=True, stderr=where == "err", force_terminal=terminal, no_color=True)
    monkeypatch.setattr(console, where, made)
    said = [(console.complain,)] if where == "err" else [(console.say,), (lambda text: console.done(text, 1.0, made),)]
    for (tell,) in said:
        tell(f"{NASTY}[/b][red]\x9b31m")
        told = getattr(capsys.readouterr(), where)
        assert told.count("\n") == NASTY.count("\n") + 1
        assert not set(told) & set("\r\x07\x9b\u2028\u202e")
        assert "\x1b[31m" not in told
        assert r"\x1b[31mred" in told
        assert "[/b][red]" in told
