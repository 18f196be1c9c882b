"""Help a person who cannot sign in."""

import argparse
import getpass
import sys

from zhike.project import console
from zhike.project.problem import Problem
from zhike.project.site import ready

HELP = ("set a person's password", "设置成员的登录密码")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`password EMAIL`."""
    verbs = parser.add_subparsers(dest="verb", metavar="password", required=True)
    password = verbs.add_parser("password", help=HELP[0])
    password.add_argument("email", metavar="EMAIL")


def run(parsed: argparse.Namespace) -> int:
    """Ask for the password twice at a terminal, or read its first line from standard input."""
    password = _ask()
    with ready():
        from zhike.project import people  # late import: models need Django set up

        people.set_password(parsed.email, password)
    console.done(console.word("password_set", email=parsed.email))
    return 0


def _ask() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(console.word("ask_password"))
    if getpass.getpass(console.word("ask_again")) != first:
        raise Problem("password_differs")
    return first
