"""Bring the tables up to date, or write new migrations after a declaration changed."""

import argparse

from django.core.management import call_command

from zhike.project import console, database, migrations
from zhike.project.site import Site

HELP = ("bring the tables up to date", "更新数据表")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--make", nargs="*", metavar="APP", help="write the migrations of changed declarations instead")


def run(parsed: argparse.Namespace) -> int:
    site = Site()
    try:
        site.open()
        if parsed.make is not None:
            call_command("makemigrations", *parsed.make)
        with console.step(console.word("migrate")) as advance:
            migrations.apply(advance)
        database.require_role()
    finally:
        site.close()
    return 0
