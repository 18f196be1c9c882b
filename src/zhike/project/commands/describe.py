"""Show what an object is made of: its fields, their kinds, and what each accepts."""

import argparse

from rich.table import Table

from zhike.project import console
from zhike.project.problem import Problem, chinese
from zhike.project.site import ready

HELP = ("show the fields of an object", "查看对象的字段")


def arguments(parser: argparse.ArgumentParser) -> None:
    """OBJECT, and the company with whose custom fields."""
    parser.add_argument(
        "object", nargs="?", metavar="OBJECT", help="such as customer; without it, all objects are named"
    )
    parser.add_argument("--tenant", type=int, metavar="T", help="number of the company, where there are several")


def run(parsed: argparse.Namespace) -> int:
    """Print a table of fields, or the names of all objects."""
    language = "zh-CN" if chinese() else "en"
    with ready():
        from zhike.kernel import registry, specs  # late import: models need Django set up
        from zhike.kernel.actor import system  # late import: as above
        from zhike.project import companies  # late import: as above

        if parsed.tenant is None and not companies.any_yet():  # there are none but the declared fields
            known = {one.name: one for one in registry.declared()}
        else:
            known = specs.all_of(system(companies.meant(parsed.tenant)))
        if parsed.object is None:
            names, plurals = (max(map(len, some)) for some in (known, [one.plural for one in known.values()]))
            for one in known.values():
                console.say(f"{one.name:{names}}  /api/v1/{one.plural:{plurals}}  {one.label(language)}")
            return 0
        if parsed.object not in known:
            raise Problem("no_object", name=parsed.object, known=", ".join(known))
        spec = known[parsed.object]
        table = Table(title=f"{spec.name} · {spec.label(language)}", title_justify="left")
        for heading in ("field", "kind", "label", "notes"):
            table.add_column(heading)
        for field in spec.fields.values():
            notes = [
                *(word for word, holds in _marks(field.required, field.unique, field.read_only, field.custom) if holds),
                f"-> {field.to}" if field.to else "",
                " | ".join(f"{one.value} {field.option_label(one.value, language)}" for one in field.options),
            ]
            table.add_row(field.name, field.kind.kind, field.label(language), ", ".join(filter(None, notes)))
        console.out.print(table)
    return 0


def _marks(required: bool, unique: bool, read_only: bool, custom: bool) -> tuple[tuple[str, bool], ...]:
    return (("required", required), ("unique", unique), ("read only", read_only), ("custom", custom))
