"""Found a company; with it comes its owner, who administers it."""

import argparse
import importlib

from zhike.project import console
from zhike.project.problem import chinese
from zhike.project.site import ready

HELP = ("found a company", "建立公司")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`create`, the only verb."""
    verbs = parser.add_subparsers(dest="verb", metavar="create", required=True)
    create = verbs.add_parser("create", help=HELP[1 if chinese() else 0])
    create.add_argument("--name", required=True, metavar="NAME", help="of the company")
    create.add_argument("--owner-email", required=True, metavar="EMAIL", help="with which its owner signs in")
    create.add_argument("--owner-name", metavar="NAME", help="of its owner (default: what stands before the @)")
    create.add_argument("--zone", default="Asia/Shanghai", metavar="ZONE", help="its time zone (default %(default)s)")
    create.add_argument("--language", choices=("zh-CN", "en"), default="zh-CN", help="its language")


def run(parsed: argparse.Namespace) -> int:
    """Make it, and say once with what its owner signs in."""
    with ready():
        companies = importlib.import_module("zhike.project.companies")  # needs Django set up
        made = companies.found(
            name=parsed.name, email=parsed.owner_email, owner=parsed.owner_name or parsed.owner_email.partition("@")[0],
            zone=parsed.zone, language=parsed.language,
        )  # fmt: skip
    console.done(console.word("founded", name=parsed.name.strip(), number=made.tenant))
    console.say(f"  {console.word('sign_in')} {made.email}")
    console.say(f"  {console.word('password')} {made.password or console.word('password_kept')}")
    return 0
