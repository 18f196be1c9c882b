"""The keys of what is encrypted: how they stand, and new ones."""

import argparse

from zhike.project import console
from zhike.project.site import ready

HELP = ("show or renew the encryption keys", "查看或更换加密密钥")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`status`, `rotate`."""
    verbs = parser.add_subparsers(dest="verb", metavar="status|rotate", required=True)
    verbs.add_parser("status", help="which keys there are, and how much is sealed by older ones")
    rotate = verbs.add_parser("rotate", help="seal everything anew by new data keys, while Zhike runs")
    rotate.add_argument("--tenant", type=int, metavar="T", help="of one company only")
    rotate.add_argument(
        "--master", action="store_true", help="a new master key instead: it wraps the data keys, nothing is sealed anew"
    )


def run(parsed: argparse.Namespace) -> int:
    with ready():
        from zhike.project import keys  # late import: models need Django set up

        if parsed.verb == "status":
            for line in keys.status():
                console.say(line)
        elif parsed.master:
            console.done(keys.renew_master())
        else:
            for tenant in keys.of_whom(parsed.tenant):
                with console.step(console.word("keys_rotate", number=tenant)) as advance:
                    keys.rotate(tenant, advance)
    return 0
