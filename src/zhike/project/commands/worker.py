"""Do background work: imports, exports, reminders. `./zhike up` runs one; more may run beside it."""

import argparse
import importlib

from zhike.project.site import ready

HELP = ("run one more background worker", "再运行一个后台任务进程")


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    del parser


def run(parsed: argparse.Namespace) -> int:
    """Work until told to stop."""
    del parsed
    with ready():
        importlib.import_module("zhike.project.background").work()  # needs Django set up
    return 0
