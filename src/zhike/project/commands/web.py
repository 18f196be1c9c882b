"""Build the web UI. The launcher does so before this runs; it is a command so that it can be asked for alone."""

import argparse

HELP = ("build the web UI", "构建网页界面")


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    del parser


def run(parsed: argparse.Namespace) -> int:
    """Nothing is left to do."""
    del parsed
    return 0
