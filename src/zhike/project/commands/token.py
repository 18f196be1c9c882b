"""Make a token with which a program uses the API as a person."""

import argparse

from zhike.project import console
from zhike.project.site import ready

HELP = ("make an access token for a program", "为程序生成访问令牌")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`create`, the only verb: the others are in the settings pages."""
    verbs = parser.add_subparsers(dest="verb", metavar="create", required=True)
    create = verbs.add_parser("create", help=HELP[0])
    create.add_argument("--person", required=True, metavar="EMAIL", help="whom the program acts as")
    create.add_argument("--tenant", type=int, metavar="T", help="number of the company, for a person of several")
    create.add_argument("--name", default="command line", help="what the token is for")
    create.add_argument(
        "--days", type=int, default=365, help="how long it is valid; 0 is for ever (default %(default)s)"
    )
    create.add_argument(
        "--scope", choices=("read", "write", "admin"), default="write", help="how far it reaches (default %(default)s)"
    )


def run(parsed: argparse.Namespace) -> int:
    """Print the token, and nothing else, on standard output."""
    with ready():
        from zhike.project import people  # late import: models need Django set up

        text = people.make_token(
            email=parsed.person, tenant_id=parsed.tenant, name=parsed.name, scope=parsed.scope, days=parsed.days or None
        )
    console.say(text)
    return 0
