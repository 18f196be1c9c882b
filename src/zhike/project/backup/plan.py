"""When backups are made by themselves: `backup.json` in the home, which the background work looks at.

It is no part of a backup: a restored copy would else write to the same place, and remove what the original keeps.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from zhike.project.backup import keep
from zhike.project.problem import Problem

_AGAIN: Final = timedelta(hours=1)  # after one that failed
KEEP: Final = "7d,4w,12m"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Where to, how often, which ones are kept; and how the last one went."""

    to: str = ""
    every: str = ""
    keep: str = ""
    tried: str = ""  # when the last one began, ISO 8601
    made: str = ""  # the name of the last one that is good
    failed: str = ""  # why the last one failed

    def words(self) -> str:
        """The options that bring it about; empty when there is none."""
        return f"--to {self.to} --every {self.every} --keep {self.keep}" if self.every else ""

    def due(self, now: datetime) -> bool:
        """Is it time for the next?"""
        if not self.every:
            return False
        if not self.tried:
            return True
        wait = keep.span(self.every)
        return now >= datetime.fromisoformat(self.tried) + (min(wait, _AGAIN) if self.failed else wait)


def read(home: Path) -> Plan:
    """The plan of a home; an empty one where there is none. Errors: Problem."""
    try:
        return Plan(**json.loads((home / "backup.json").read_text("utf-8")))
    except FileNotFoundError:
        return Plan()
    except (ValueError, TypeError) as error:
        raise Problem("backup_plan", file=home / "backup.json") from error


def write(home: Path, plan: Plan) -> None:
    """Keep a plan."""
    draft = home / f".backup-{os.getpid()}.json"
    draft.write_text(json.dumps(asdict(plan), indent=1, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(home / "backup.json")
