"""How well fields are recognised: precision and recall for each, over texts with what is expected of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from zhike.engines.capture import recognize
from zhike.kernel.actor import Actor

LEFT_OUT = frozenset(("kind", "customer"))


@dataclass
class Measure:
    """Counts by field."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)  # found, and not so expected
    missed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def precision(self, *names: str) -> float:
        right, wrong = self._sum(self.right, names), self._sum(self.wrong, names)
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, *names: str) -> float:
        right, missed = self._sum(self.right, names), self._sum(self.missed, names)
        return right / (right + missed) if right + missed else 1.0

    @staticmethod
    def _sum(counts: Counter[str], names: tuple[str, ...]) -> int:
        return sum(counts[name] for name in names or counts)

    def names(self) -> list[str]:
        return sorted({*self.right, *self.wrong, *self.missed})

    def table(self) -> str:
        """Field, how often expected, precision, recall."""
        rows = [
            (name, self.right[name] + self.missed[name], self.precision(name), self.recall(name))
            for name in self.names()
        ]
        rows.append(("all", sum(self.right.values()) + sum(self.missed.values()), self.precision(), self.recall()))
        return "\n".join(
            f"{name:16} {count:5} {precision:6.3f} {recall:6.3f}" for name, count, precision, recall in rows
        )


def measure(actor: Actor, cases: Iterable[tuple[str, str, dict[str, Any]]]) -> Measure:
    """Recognise each text and compare."""
    found = Measure()
    for object_name, text, expected in cases:
        told = recognize.recognize(actor, object_name, text)["fields"]
        given = {one["field"]: one["value"] for one in told if one["field"] not in LEFT_OUT}
        for name in {*given, *expected}:
            if name in given and given[name] == expected.get(name):
                found.right[name] += 1
                continue
            found.wrong[name] += name in given
            found.missed[name] += name in expected
            found.faults.append(f"{object_name}.{name}: {given.get(name)!r}, not {expected.get(name)!r}, in {text!r}")
    return found


def main() -> None:
    """Print the table of all cases, and with `-v` what went wrong. To be run with Django set up."""
    from tests.capture import later, made, written  # late import: the module can be used without the texts
    from zhike.kernel.actor import system  # late import: Django is set up by now

    sets = {"written": written.CASES, "made": tuple(made.cases()), "unseen": written.UNSEEN, "later": later.CASES}
    for name, cases in sets.items():
        result = measure(system(1), cases)
        sys.stdout.write(f"{name}: {len(cases)} texts\n{result.table()}\n")
        if "-v" in sys.argv:
            sys.stdout.write("\n".join(result.faults) + "\n")
