"""Export the records of an object into a file."""

import argparse
import importlib
from pathlib import Path

from zhike.project.site import ready

HELP = ("export to an .xlsx or .csv file", "导出为 .xlsx 或 .csv 文件")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to export, and where to."""
    parser.add_argument("--object", required=True, metavar="OBJECT", help="such as customer")
    parser.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help="its ending says which kind: .xlsx, .csv"
    )
    parser.add_argument("--where", metavar="JSON", help="a condition, as the API takes it")
    parser.add_argument("--sort", default="", metavar="FIELDS", help="such as --sort=-updated_at,name")
    parser.add_argument(
        "--columns", default="", metavar="FIELDS", help="such as name,phone (default: those of the list)"
    )
    parser.add_argument("--q", default="", metavar="WORDS", help="only what a search for these words finds")
    parser.add_argument("--encoding", metavar="NAME", help="of a .csv: utf-8, gb18030, gbk (default: utf-8)")
    parser.add_argument("--person", metavar="EMAIL", help="who exports, with their rights (default: the system)")
    parser.add_argument("--tenant", type=int, metavar="T", help="number of the company, where there are several")


def run(parsed: argparse.Namespace) -> int:
    """Export, with a bar."""
    with ready():
        files = importlib.import_module("zhike.project.files")  # needs Django set up
        read = importlib.import_module("zhike.kernel.read")
        columns = tuple(one.strip() for one in parsed.columns.split(",") if one.strip())
        with files.in_words():
            where = files.condition(parsed.where)
            query = read.Query(where=where, sort=parsed.sort, columns=columns or None, q=parsed.q)
            files.give(files.acting(parsed.person, parsed.tenant), parsed.object, parsed.to, query, parsed.encoding)
    return 0
