"""Import a file into the records of an object."""

import argparse
import importlib
from pathlib import Path

from zhike.project.site import ready

HELP = ("import an .xlsx or .csv file", "导入 .xlsx 或 .csv 文件")


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, and how it becomes records; what is left out is proposed as on the page."""
    parser.add_argument("file", type=Path, metavar="FILE")
    into = parser.add_mutually_exclusive_group(required=True)
    into.add_argument("--object", metavar="OBJECT", help="such as customer")
    into.add_argument(
        "--linked", action="store_true", help="all sheets that hold objects, in one go; their rows link to each other"
    )
    parser.add_argument("--mode", choices=("create", "update", "upsert"), default="create", help="default: %(default)s")
    parser.add_argument("--match", metavar="FIELD", help="the field that finds the record of a row (default: the id)")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help="a heading or a letter, and its field; without a field the column is left out; may be repeated",
    )  # fmt: skip
    parser.add_argument("--sheet", metavar="NAME", help="default: the first one")
    parser.add_argument("--header-row", type=int, metavar="N", help="the row with the headings; 0: there are none")
    parser.add_argument("--encoding", metavar="NAME", help="of a .csv, such as gb18030 (default: guessed)")
    parser.add_argument("--leave-out", action="store_true", help="a wrong value costs only itself, not its row")
    parser.add_argument(
        "--after", type=_row, default=0, metavar="ROW", help="go on after this row, as an import that was stopped says"
    )
    parser.add_argument("--dry-run", action="store_true", help="try it and write nothing")
    parser.add_argument("--person", metavar="EMAIL", help="who imports, with their rights (default: the system)")
    parser.add_argument("--tenant", type=int, metavar="T", help="number of the company, where there are several")


def run(parsed: argparse.Namespace) -> int:
    """Import, with a bar; 1 when rows were refused, which are then beside the file with their reasons."""
    with ready():
        files = importlib.import_module("zhike.project.files")  # needs Django set up
        plans = importlib.import_module("zhike.engines.intake.plan")
        with files.in_words():
            if parsed.linked:
                return _linked(parsed)
            plan = plans.read(
                {
                    "object": parsed.object, "sheet": parsed.sheet, "encoding": parsed.encoding, "mode": parsed.mode,
                    "match": parsed.match, "header_row": parsed.header_row,
                    "bad_cells": "leave_out" if parsed.leave_out else "refuse",
                }
            )  # fmt: skip
            actor = files.acting(parsed.person, parsed.tenant)
            file, after, trial = parsed.file.resolve(), parsed.after, parsed.dry_run
            return int(files.bring(actor, file, plan, parsed.map, after=after, trial=trial))


def _linked(parsed: argparse.Namespace) -> int:
    files, books = (importlib.import_module(f"zhike.project.{one}") for one in ("files", "books"))
    single = ("match", "map", "sheet", "header_row", "encoding", "after")
    given = [name for name in single if getattr(parsed, name)] + ["mode"] * (parsed.mode != "create")
    actor = files.acting(parsed.person, parsed.tenant)
    return int(
        books.bring(actor, parsed.file.resolve(), given, leave_out=parsed.leave_out, trial=parsed.dry_run)
    )  # fmt: skip


def _row(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
