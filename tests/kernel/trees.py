"""Condition trees invented from the specs, and what they mean in plain Python over whole tables."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.conformance import oracle, targets
from tests.conformance.worlds import World
from zhike.kernel.conditions import operators
from zhike.kernel.spec import FieldSpec, ObjectSpec

Tree = dict[str, Any]
Specs = Mapping[str, ObjectSpec]
Tables = Mapping[str, Mapping[int, Mapping[str, Any]]]
MEASURED = {"count": (), "sum": ("number",), "avg": ("number",)}


class Data:
    """All records of some objects, by object and id, links as bare ids; and who looks at them.

    No dataclass: hypothesis would show all of it for each strategy it makes.
    """

    def __init__(self, specs: Specs, tables: Tables, judge: oracle.Oracle) -> None:
        self.specs, self.tables, self.judge = specs, tables, judge
        self.known: dict[Any, list[Any]] = {}

    @classmethod
    def of(cls, world: World, names: tuple[str, ...]) -> "Data":
        actor = world.actor
        tables = {name: {one["id"]: one for one in world.rows(name)} for name in names}
        judge = oracle.Oracle(zone=actor.zone, me=actor.person_id, people=actor.people)
        return cls({name: world.spec(name) for name in names}, tables, judge)

    def meets(self, name: str, row: Mapping[str, Any], tree: Tree) -> bool:
        """Whether a record meets a condition."""
        if "all" in tree:
            return all(self.meets(name, row, one) for one in tree["all"])
        if "any" in tree:
            return any(self.meets(name, row, one) for one in tree["any"])
        if "not" in tree:
            return not self.meets(name, row, tree["not"])
        if "related" in tree:
            return self.measured(name, row, tree)
        field, value = self.follow(name, row, tree["field"].split("."))
        return self.judge.test(field, tree["op"], tree.get("value"), value)

    def follow(self, name: str, row: Mapping[str, Any], path: list[str]) -> tuple[FieldSpec, Any]:
        """The field that a path ends at, and its value; None where a link leads nowhere."""
        field = self.specs[name].fields[path[0]]
        value = row.get(path[0])
        if len(path) == 1:
            return field, value
        return self.follow(field.to, self.tables[field.to].get(value, {}), path[1:])

    def measured(self, name: str, row: Mapping[str, Any], tree: Tree) -> bool:
        backlink = self.specs[name].backlinks[tree["related"]]
        other = self.specs[backlink.object]
        found = [one for one in self.tables[backlink.object].values() if one[backlink.field] == row["id"]]
        if "where" in tree:
            found = [one for one in found if self.meets(other.name, one, tree["where"])]
        if "within" in tree:
            at = other.fields[other.shape.timeline_at]
            found = [one for one in found if self.judge.test(at, "within", tree["within"], one[at.name])]
        measure, _, key = tree["measure"].partition(":")
        if measure == "count":
            return self.judge.test(other.fields["version"], tree["op"], tree["value"], len(found))
        field = other.fields[key]
        values = [one[key] for one in found if one[key] is not None]
        if measure in ("sum", "avg"):
            total = sum((Decimal(str(one)) for one in values), Decimal(0))
            result = total if measure == "sum" else total / len(values) if values else None
        else:
            by = self.judge.moment if field.kind.family != "number" else lambda one: Decimal(str(one))
            result = (max if measure == "max" else min)(values, key=by, default=None)
        return self.judge.test(field, tree["op"], tree["value"], result)

    def present(self, name: str, field: FieldSpec) -> list[Any]:
        return [x for one in self.tables[name].values() if (x := one[field.name]) not in (None, [])]

    def paths(self, name: str) -> list[tuple[str, str, FieldSpec]]:
        """What can be asked about a record, worked out once."""
        if name not in self.known:
            self.known[name] = list(paths(self, name))
        return self.known[name]

    def values(self, name: str, field: FieldSpec, op: str) -> list[Any]:
        """What a field is compared with, worked out once."""
        key = (name, field.name, op)
        if key not in self.known:
            self.known[key] = list(targets.of(field, op, self.present(name, field)))
        return self.known[key]


def trees(data: Data, name: str, *, deep: bool = True) -> st.SearchStrategy[Tree]:
    """Conditions over an object."""
    leaf = st.one_of(comparisons(data, name), *([measures(data, name)] if deep and data.specs[name].backlinks else []))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(lambda parts: {"all": parts}),
            st.lists(inner, max_size=4).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=8,
    )


def paths(data: Data, name: str, steps: int = 2) -> Iterator[tuple[str, str, FieldSpec]]:
    """(path, object it ends in, field) of all that can be asked about a record."""
    for field in data.specs[name].fields.values():
        yield field.name, name, field
        if steps and field.to in data.tables and field.kind.family != "list":
            for path, at, last in paths(data, field.to, steps - 1):
                yield f"{field.name}.{path}", at, last


@st.composite
def comparisons(draw: st.DrawFn, data: Data, name: str) -> Tree:
    path, at, asked = draw(st.sampled_from(data.paths(name)))
    op = draw(st.sampled_from(operators.of(asked.kind)))
    value = draw(st.sampled_from(data.values(at, asked, op)))
    return {"field": path, "op": op} | ({} if value is None else {"value": value})


@st.composite
def measures(draw: st.DrawFn, data: Data, name: str) -> Tree:
    backlinks = [one for one in data.specs[name].backlinks.values() if one.object in data.tables]
    backlink = draw(st.sampled_from(backlinks))
    other = data.specs[backlink.object]
    fields = [one for one in other.fields.values() if one.kind.family in ("number", "date", "datetime")]
    field = draw(st.sampled_from([None, *fields]))
    tree: Tree = {"related": backlink.name, "op": draw(st.sampled_from(operators.COMPARE))}
    if field is None:
        tree |= {"measure": "count", "value": draw(st.integers(0, 4))}
    else:
        kinds = ("sum", "avg", "min", "max") if field.kind.family == "number" else ("min", "max")
        values = data.values(other.name, field, "=")
        measure = draw(st.sampled_from(kinds))
        tree |= {"measure": f"{measure}:{field.name}", "value": draw(st.sampled_from(values))}
    if draw(st.booleans()):
        tree["within"] = draw(st.sampled_from(targets.SPANS))
    if draw(st.booleans()):
        tree["where"] = draw(trees(data, other.name, deep=False))
    return tree


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["me", "today", "30d"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def broken(draw: st.DrawFn, whole: st.SearchStrategy[Tree]) -> Any:
    """A condition with something else in the place of one of its parts."""
    tree = draw(whole)
    return draw(st.sampled_from(list(replaced(tree, draw(JUNK)))))


def replaced(part: Any, by: Any) -> Iterator[Any]:
    """Every tree in which one part, or one key, stands for something else."""
    yield by
    if isinstance(part, dict):
        for key, value in part.items():
            for one in replaced(value, by):
                yield {**part, key: one}
            yield {**part, f"{key}x": value}
            yield {name: one for name, one in part.items() if name != key}
    elif isinstance(part, list):
        for i, value in enumerate(part):
            for one in replaced(value, by):
                yield [*part[:i], one, *part[i + 1 :]]
