"""The launcher: what it makes again, and when."""

import importlib.machinery
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings


@pytest.fixture(scope="module")
def launcher() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("zhike_launcher", str(settings.ROOT / "zhike"))
    spec = importlib.util.spec_from_loader("zhike_launcher", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_packages_are_installed_again_only_when_the_lock_changed(launcher: ModuleType, tmp_path: Path) -> None:
    place = launcher.Environment(tmp_path)
    assert place.missing(["base", "dev"]) == ["base", "dev"]
    place.stamp("base").write_text(place.wanted("base"))
    assert place.missing(["base", "dev"]) == ["dev"]
    place.stamp("base").write_text("of another lock")
    assert place.missing(["base"]) == ["base"]


def test_web_packages_are_installed_again_only_when_they_differ(launcher: ModuleType, tmp_path: Path) -> None:
    wanted = {"": {}, "node_modules/a": {"version": "1.0"}, "node_modules/b": {"version": "2.0", "optional": True}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": wanted}))
    assert not launcher.has_web_packages(tmp_path)
    (tmp_path / "node_modules").mkdir()
    there = tmp_path / "node_modules" / ".package-lock.json"
    there.write_text(json.dumps({"packages": {"node_modules/a": {"version": "1.0"}}}))
    assert launcher.has_web_packages(tmp_path)
    there.write_text(json.dumps({"packages": {"node_modules/a": {"version": "0.9"}}}))
    assert not launcher.has_web_packages(tmp_path)


def test_only_what_is_built_from_counts_as_source(launcher: ModuleType, tmp_path: Path) -> None:
    others = ("src/a.test.ts", "node_modules/x.js", "dist/a.js", "dev/fake.ts", "dist.lock")
    for name in ("src/a.ts", "index.html", *others):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = [str(path.relative_to(tmp_path)) for path in launcher.web_sources(tmp_path)]
    assert found == ["index.html", "src/a.ts"]


def test_a_step_that_fails_shows_its_last_lines_and_its_log(launcher: ModuleType, tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit) as end:
        launcher.Step("work").run(["sh", "-c", "echo broken; exit 3"], tmp_path / "log")
    assert end.value.code == 1
    assert "broken" in capsys.readouterr().err
    assert (tmp_path / "log").read_text() == "broken\n"


def test_what_is_not_understood_is_one_sentence() -> None:
    environment = {**os.environ, "LC_ALL": "", "LANG": "C.UTF-8", "PYTHONPATH": str(settings.ROOT / "src")}
    command = [sys.executable, "-m", "zhike.project.cli", "up", "--prot", "1"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert said.stderr == "unrecognized arguments: --prot 1. See ./zhike --help.\n"


@pytest.mark.soak
def test_a_fresh_clone_starts_with_one_command(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", settings.ROOT, clone], check=True)
    first = started(clone, tmp_path)
    assert all(word in first for word in ("Python packages", "web packages", "web UI", "tables"))
    second = started(clone, tmp_path)
    assert not any(word in second for word in ("Python packages", "web packages", "web UI", "tables"))


def started(clone: Path, tmp_path: Path) -> str:
    """What a start says until it answers; ended with Ctrl-C."""
    home = tmp_path / "home"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "ZHIKE_HOME": str(home), "LANG": "C.UTF-8"}
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "NODE_", "npm_"))}
    out = tmp_path / "out"
    with out.open("wb") as file:
        command = ["./zhike", "up", "--port", str(port)]
        up = subprocess.Popen(command, cwd=clone, env=kept | surroundings, stdout=file, stderr=file)
    try:
        deadline = time.monotonic() + 600
        while "ready:" not in out.read_text():
            assert up.poll() is None, out.read_text()
            assert time.monotonic() < deadline, out.read_text()
            time.sleep(0.5)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.status == 200
    finally:
        up.send_signal(signal.SIGINT)
        assert up.wait(60) == 0
    return out.read_text()
