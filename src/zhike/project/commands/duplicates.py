"""Find the rows of a file that mean the same person or company."""

import argparse
import importlib
from pathlib import Path

from zhike.project import site

HELP = ("find the duplicates in a file", "查找文件中的重复行")


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, perhaps OTHER, and what their columns are."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an .xlsx or .csv file")
    parser.add_argument("other", type=Path, nargs="?", metavar="OTHER", help="compare its rows with those of FILE only")
    parser.add_argument(
        "--column", action="append", default=[], metavar="HEADING=ROLE",
        help="what a column is (default: what its heading says); without a role it is left out; may be repeated",
    )  # fmt: skip
    parser.add_argument("--sheet", metavar="NAME", help="default: the first one")
    parser.add_argument("--encoding", metavar="NAME", help="of a .csv, such as gb18030 (default: guessed)")
    parser.add_argument(
        "--least", type=_share, default=0.5, metavar="P", help="least probability (default %(default)s)"
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="groups as .csv (default: beside FILE)")
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="pairs as .csv, each with its reasons")


def run(parsed: argparse.Namespace) -> int:
    """Say what the columns are taken for, and write groups or pairs."""
    site.set_up()
    finding = importlib.import_module("zhike.project.finding")  # needs Django set up
    told = dict(_told(one) for one in parsed.column)
    goal = parsed.to or (None if parsed.other else parsed.file.with_name(f"{parsed.file.stem}-duplicates.csv"))
    finding.find(
        parsed.file, parsed.other, told, sheet=parsed.sheet, encoding=parsed.encoding, least=parsed.least, goal=goal,
        pairs=parsed.pairs,
    )  # fmt: skip
    return 0


def _told(text: str) -> tuple[str, str]:
    heading, _, role = text.rpartition("=")
    return (heading.strip(), role.strip()) if heading else (role.strip(), "")


def _share(text: str) -> float:
    number = float(text)
    if not 0 < number <= 1:
        raise ValueError(text)
    return number
