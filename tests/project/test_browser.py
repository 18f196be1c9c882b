"""What the browser journeys need is installed by root, and otherwise said."""

import os
import shutil
import subprocess

import pytest

from zhike.project import browser
from zhike.project.problem import Problem


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A machine with apt-get and no browser; what was run on it."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        ran.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(subprocess, "run", run)
    return ran


def test_root_installs_it(bare: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    browser.install()
    assert bare[0][-1] == "update"
    assert bare[1][-2:] == ["chromium-headless-shell", "fonts-noto-cjk"]


def test_others_are_told(bare: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Problem, match="chromium-headless-shell fonts-noto-cjk"):
        browser.install()
    assert bare == []


def test_the_whole_browser_serves_where_the_other_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == browser.SHELL else f"/usr/bin/{name}")
    done = subprocess.CompletedProcess([], 0, "NotoSansCJK.ttc", "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    browser.install()
    assert browser.needed() == "/usr/bin/chromium"
