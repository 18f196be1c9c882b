"""Write the description of the API into the repository, from which the types of the web UI are made."""

import argparse
import importlib
from pathlib import Path

from zhike.project import console, site

HELP = ("write docs/openapi.json", "生成 docs/openapi.json")

ROOT = Path(__file__).resolve().parents[4]


def arguments(parser: argparse.ArgumentParser) -> None:
    """--check."""
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")


def run(parsed: argparse.Namespace) -> int:
    """Write it, or compare."""
    site.set_up()
    document = importlib.import_module("zhike.engines.connect.schema.document")  # needs Django set up
    place, text = ROOT / "docs" / "openapi.json", document.written()
    same = place.exists() and place.read_text("utf-8") == text
    if not parsed.check:
        place.write_text(text, "utf-8")
    elif not same:
        console.complain("docs/openapi.json: ./zhike openapi")
        return 1
    return 0
