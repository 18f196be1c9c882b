"""Programs run one after the other, in lanes beside each other, each with its time and, when it fails, its output."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhike.project import console

_SIGN_OF_LIFE = 30.0
_TAIL = 400  # lines of a failed step that are shown


@dataclass(frozen=True, kw_only=True)
class Step:
    """One program; `fine` are the exit codes that mean it went well."""

    name: str
    command: Sequence[str]
    folder: Path | None = None
    fine: frozenset[int] = frozenset({0})


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a step went."""

    step: Step
    passed: bool
    seconds: float
    output: str
    log: Path


class Runner:
    """Runs lanes of steps in `root`, keeps their results in order of ending, and their output in files in `logs`."""

    def __init__(self, root: Path, logs: Path, environment: Mapping[str, str]) -> None:
        self.root = root
        self.logs = logs
        self.results: list[Result] = []
        beside = str(Path(sys.executable).parent)
        path = environment.get("PATH", os.environ.get("PATH", ""))
        self.environment = {**os.environ, **environment, "PATH": f"{beside}{os.pathsep}{path}", "NO_COLOR": "1"}
        # Hundreds of programs are started: where bytecode is not written, each compiles all of ours anew.
        self.environment["PYTHONDONTWRITEBYTECODE"] = ""
        self.environment["PYTHONPATH"] = os.pathsep.join([str(root / "src"), str(root)])
        self._lock = threading.Lock()
        logs.mkdir(parents=True, exist_ok=True)

    def run_lanes(self, lanes: Sequence[Sequence[Step]]) -> None:
        """Run the lanes beside each other, the steps of each in turn; a failure stops nothing."""
        threads = [threading.Thread(target=self._run_lane, args=(lane,)) for lane in lanes if lane]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _run_lane(self, lane: Sequence[Step]) -> None:
        for step in lane:
            self._run(step)

    def _run(self, step: Step) -> None:
        log = self.logs / f"{step.name.replace(' ', '-')}.log"
        begun = time.monotonic()
        with log.open("wb") as file:
            program = subprocess.Popen(
                list(step.command),
                cwd=step.folder or self.root,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
            code = self._wait(program, step, begun)
        output = log.read_text("utf-8", "replace")
        passed = code in step.fine
        result = Result(step=step, passed=passed, seconds=time.monotonic() - begun, output=output, log=log)
        with self._lock:
            self.results.append(result)
            console.say(f"{'✓' if passed else '✗'} {step.name}  {result.seconds:.1f} s")
            if not passed:
                console.say("\n".join(f"  {line}" for line in output.rstrip().splitlines()[-_TAIL:]))

    def _wait(self, program: "subprocess.Popen[bytes]", step: Step, begun: float) -> int:
        while True:
            try:
                return program.wait(_SIGN_OF_LIFE)
            except subprocess.TimeoutExpired:
                with self._lock:
                    console.say(f"⋯ {step.name}  {time.monotonic() - begun:.0f} s")
