"""The audit trail from the command line: whether it is whole, and taking it elsewhere."""

import argparse

from zhike.project import console
from zhike.project.problem import Problem
from zhike.project.site import ready

HELP = ("check or export the audit trail", "校验或导出审计记录")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify`, `export`, `anchor`."""
    verbs = parser.add_subparsers(dest="verb", metavar="verify|export|anchor", required=True)
    verify = verbs.add_parser("verify", help="check every seal and name the first that does not hold")
    verify.add_argument("--anchor", metavar="FILE", help="the file that an earlier `anchor` wrote")
    export = verbs.add_parser("export", help="write journal and audit entries as JSON lines")
    export.add_argument("--to", required=True, metavar="FILE")
    anchor = verbs.add_parser("anchor", help="write the last hash to a file, to be kept elsewhere")
    anchor.add_argument("--to", required=True, metavar="FILE")
    for one in (verify, export, anchor):
        one.add_argument("--tenant", type=int, metavar="T", help="number of the company, where there are several")


def run(parsed: argparse.Namespace) -> int:
    """Exit code 1 when a link is broken."""
    with ready():
        from zhike.project import trail  # late import: models need Django set up

        if parsed.verb == "verify":
            return _verify(parsed)
        write = trail.export if parsed.verb == "export" else trail.anchor
        with console.step(console.word(f"audit_{parsed.verb}", file=parsed.to)):
            write(parsed.tenant, parsed.to)
    return 0


def _verify(parsed: argparse.Namespace) -> int:
    from zhike.project import trail  # late import: models need Django set up

    with console.step(console.word("audit_verify")) as advance:
        found = trail.verify(parsed.tenant, parsed.anchor, advance)
    if found.broken:
        told = {"number": found.broken.number, "since": found.broken.since or "-", "until": found.broken.until or "-"}
        raise Problem(f"audit_{found.broken.what}", **told)
    console.done(console.word("audit_whole", entries=found.entries, hash=found.hash))
    return 0
