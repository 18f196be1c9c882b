"""Write the bill of materials: every Python and npm package with its version, as CycloneDX JSON."""

import argparse
import importlib
from pathlib import Path

from zhike.project import console

HELP = ("write the bill of materials (SBOM)", "生成软件物料清单（SBOM）")

ROOT = Path(__file__).resolve().parents[4]


def arguments(parser: argparse.ArgumentParser) -> None:
    """--to."""
    parser.add_argument("--to", metavar="FILE", type=Path, default=ROOT / ".artifacts" / "sbom.json")


def run(parsed: argparse.Namespace) -> int:
    """Write it."""
    bill = importlib.import_module("zhike.project.bill")  # with a library that only developers have
    parsed.to.parent.mkdir(parents=True, exist_ok=True)
    parsed.to.write_text(bill.written(ROOT), "utf-8")
    console.say(str(parsed.to))
    return 0
