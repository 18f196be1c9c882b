"""Values for any declared field, in normal form, from the spec alone: the same field and number give the same value."""

import datetime as dt
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from zhike.domains.customers.objects.consent import GIVEN
from zhike.kernel.spec import FieldSpec, ObjectSpec

Row = dict[str, Any]
TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
WORDS = ("星光科技", 'O\'Brien "q" \\n %_', "𠮷野家 🍜", "alpha Beta", "单单 (深圳)", "ＡＢ全角", "Ünïcode é")
REGIONS = ("440300", "440305", "440000", "110000", "110105", "330100", "330106")
BIRTHDAYS = ("1990-05-12", "--02-29", "lunar:1990-06-01", "2000-12-31", "lunar:--12-30", f"--{TODAY:%m-%d}")
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of a credit code


def text(field: FieldSpec, n: int) -> str:
    return f"{WORDS[n % len(WORDS)][: field.kind.longest - 9]} {n}"


def long_text(field: FieldSpec, n: int) -> str:
    return f"{text(field, n)}\n第二行\t{n}"


def integer(field: FieldSpec, n: int) -> int:
    return (n * 7919) % 41 - 20 if n % 11 else 2**62 + n


def decimal(field: FieldSpec, n: int) -> str:
    return f"{Decimal((n * 7919) % 4001 - 2000) / 8:.{field.kind.decimal_places}f}"


def date(field: FieldSpec, n: int) -> str:
    return str(TODAY + dt.timedelta(days=(0, 1, -1, 7, -6, 31, -45, 200, -400, 2)[n % 10]))


def datetime(field: FieldSpec, n: int) -> str:
    """Near the ends of days of China, and with parts of a second."""
    day = dt.datetime.combine(TODAY, dt.time(15, 59, 59))
    moment = day + dt.timedelta(days=(0, 1, -1, 7, -30)[n % 5], seconds=n % 3, milliseconds=500 * (n % 2))
    return (moment.isoformat().rstrip("0") if n % 2 else moment.isoformat()) + "Z"


def credit_code(field: FieldSpec, n: int) -> str:
    organization = f"{n + 10_000_000:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = (11 - sum(int(one) * by for one, by in zip(organization, weights, strict=True)) % 11) % 11
    body = f"91440300{organization}{'X' if rest == 10 else rest}"
    total = sum(LETTERS.index(one) * 3**i for i, one in enumerate(body))
    return body + LETTERS[-total % 31]


def identity_number(field: FieldSpec, n: int) -> str:
    body = f"11010519491231{n % 1000:03d}"
    return body + "10X98765432"[sum(int(one) * 2 ** (17 - i) for i, one in enumerate(body)) % 11]


def options(field: FieldSpec, n: int) -> str:
    codes = [one.value for one in field.options]
    return codes[n % len(codes)]


def several(field: FieldSpec, n: int) -> list[str]:
    codes = [one.value for one in field.options]
    return [codes[i] for i in range(len(codes)) if (n + 1) >> (i % 3) & 1] or codes[:1]


def tags(field: FieldSpec, n: int) -> list[str]:
    return [f"标签{n % 3}", *(["big client"] if n % 2 else [])]


def file(field: FieldSpec, n: int) -> Row:
    return {"key": f"k{n}", "name": f"合同{n}.pdf", "size": n, "type": "application/pdf", "sha256": f"{n:064x}"}


def past(n: int) -> str:
    """A moment that has been, near the ends of days of China."""
    day = dt.datetime.combine(TODAY - dt.timedelta(days=n % 400 + 1), dt.time(15, 59, 59))
    return (day + dt.timedelta(seconds=n % 3)).isoformat() + "Z"


def some(n: int) -> str:
    """An amount of money that is not negative."""
    return f"{n * 7919 % 4001}.50"


PRICES = (
    ("product", "price"), ("product", "cost"), ("order_line", "price"), ("order_line", "amount"),
    ("order_line", "cost"),
)  # fmt: skip


MAKE: dict[str, Callable[[FieldSpec, int], Any]] = {
    "text": text,
    "long_text": long_text,
    "integer": integer,
    "decimal": decimal,
    "money": decimal,
    "boolean": lambda field, n: n % 2 == 0,
    "date": date,
    "datetime": datetime,
    "choice": options,
    "stage": options,
    "choices": several,
    "tags": tags,
    "phone": lambda field, n: f"+86138{n + 1000:08d}" if n % 3 else f"+867552654{n % 10_000:04d};ext={n % 90 + 1}",
    "email": lambda field, n: f"u{n}.{field.name.replace('_', '')}@example.com",
    "url": lambda field, n: f"https://www.example.com/{field.name}?n={n}",
    "region": lambda field, n: REGIONS[n % len(REGIONS)],
    "code": lambda field, n: f"K{n:05d}",
    "file": file,
    "birthday": lambda field, n: BIRTHDAYS[n % len(BIRTHDAYS)],
    "credit_code": credit_code,
    "identity_number": identity_number,
    "bank_account": lambda field, n: f"6222{n + 1000:012d}",
    "json": lambda field, n: {"n": n, "list": ["一", None, 1.5, {"deep": True}]},
}
KINDS_OF_FIELDS = ("text", "integer", "date", "tags", "person")
# What only some values of a field mean, because code reads them: by object and field, from the number.
MEANT: Mapping[tuple[str, str], Callable[[int], Any]] = {
    ("custom_field", "object"): lambda n: "task",
    ("custom_field", "code"): lambda n: f"f{n}",
    ("custom_field", "kind"): lambda n: KINDS_OF_FIELDS[n % len(KINDS_OF_FIELDS)],
    ("custom_field", "to"): lambda n: None,
    ("custom_field", "required"): lambda n: False,
    ("custom_field", "unique"): lambda n: False,
    ("custom_field", "secret"): lambda n: False,
    ("custom_field", "choices"): lambda n: [{"value": f"c{n}", "label_zh": "甲", "label_en": "A"}],
    ("role", "addresses"): lambda n: f"10.{n % 250}.0.0/16\n2001:db8::/32",
    ("custom_field", "sensitivity"): lambda n: ("personal", "ordinary")[n % 2],
    ("consent", "given_at"): lambda n: f"2026-01-{n % 28 + 1:02d}T08:00:00Z",
    ("consent", "withdrawn_at"): lambda n: f"2026-02-{n % 28 + 1:02d}T08:00:00Z",
    ("privacy_request", "state"): lambda n: ("received", "checking")[n % 2],
    ("duplicate_rule", "object"): lambda n: ("customer", "contact")[n % 2],
    ("duplicate_rule", "least"): lambda n: 50 + n % 51,
    ("duplicate_rule", "through"): lambda n: [("import", "form")[n % 2]],  # and not in the way of what tests write
    ("retention_rule", "where"): lambda n: {"field": "created_at", "op": "<", "value": f"-{n % 50 + 1}y"},
    ("retention_rule", "action"): lambda n: ("erase", "delete")[n % 2],
    ("quality_rule", "where"): lambda n: {"field": "created_at", "op": "<", "value": f"-{n % 50 + 1}y"},
    ("quality_rule", "weight"): lambda n: n % 100 + 1,
    ("suggestion_rule", "object"): lambda n: "customer",
    ("suggestion_rule", "field"): lambda n: ("phone", "email", "wechat", "address", "website")[n % 5],
    ("code_rule", "object"): lambda n: "customer",
    ("code_rule", "pattern"): lambda n: f"R{n}-{{seq:4}}",
    ("web_form", "object"): lambda n: "customer",
    ("web_form", "questions"): lambda n: [{"field": "name"}, {"field": "remark", "value": f"{n}"}],
    ("web_form", "texts"): lambda n: {"title": {"zh-CN": f"表单{n}", "en": f"Form {n}"}},
    ("web_form", "purpose"): lambda n: None,
    ("web_form", "sites"): lambda n: f"https://s{n}.example.com",
    ("web_form", "confirm"): lambda n: False,
    ("event_kind", "code"): lambda n: f"kind_{n}",
    ("event_kind", "days"): lambda n: n % 1000 + 1,
    ("tracking_site", "origins"): lambda n: f"https://s{n}.example.com",
    ("import_source", "reads"): lambda n: "web",
    ("import_source", "place"): lambda n: f"https://www.example.com/export?n={n}",
    ("import_source", "every"): lambda n: n % 31 + 1,
    ("import_source", "at"): lambda n: f"{n % 24:02d}:30",
    ("self_service", "object"): lambda n: ("customer", "contact")[n % 2],
    ("self_service", "fields"): lambda n: {"name": "see", "phone": ("approve", "now")[n % 2]},
    ("self_service", "days"): lambda n: n % 90 + 1,
    ("order", "ordered_at"): past,
    ("refund", "at"): past,
    ("order", "amount"): lambda n: f"{1000 + n * 7919 % 4001}.50",
    ("order", "currency"): lambda n: None,
    ("order", "rate"): lambda n: "1.000000",  # another needs a currency
    ("refund", "amount"): lambda n: f"{n % 9 + 1}.25",
    **dict.fromkeys(PRICES, some),
    ("order_line", "quantity"): lambda n: f"{n % 7}.500000",
    ("product_category", "parent"): lambda n: None,
    ("measure", "object"): lambda n: "customer",
    ("measure", "code"): lambda n: f"measured_{n}",
    ("measure", "definition"): lambda n: {"related": "orders", "within": f"{n % 300 + 1}d"},
    ("segment", "object"): lambda n: "customer",
    ("segment", "where"): lambda n: {"field": "created_at", "op": "<", "value": f"-{n % 50 + 1}y"},
    ("scheme", "object"): lambda n: "customer",
    ("scheme", "code"): lambda n: f"scheme_{n}",
    ("programme", "in_class"): lambda n: f"class_{n}",
    ("programme", "held_out"): lambda n: n % 50 + 1,
    ("programme", "begins_at"): lambda n: f"2026-01-{n % 28 + 1:02}T00:00:00Z",
    ("programme", "ends_at"): lambda n: f"2027-01-{n % 28 + 1:02}T00:00:00Z",
    ("role", "grants"): lambda n: {"*": {"actions": {"read": True, "update": n % 2 == 0}, "scope": "department"}},
}
NAMES_AN_OBJECT = "object"  # a field of this name says which object a record is about
# What may not change once a record exists.
FIXED: Mapping[str, frozenset[str]] = {
    "custom_field": frozenset({"object", "code", "kind", "to", "choices", "secret"}),
    "consent": frozenset({*GIVEN, "withdrawn_at"}),
    "web_form": frozenset({"object"}),
    "measure": frozenset({"object", "code"}),
    "segment": frozenset({"object"}),
    "scheme": frozenset({"object", "code", "kind"}),
    "event_kind": frozenset({"code"}),
}


def value(field: FieldSpec, n: int, targets: Mapping[str, list[int]]) -> Any:
    """A value of the field, as a write takes it."""
    meant = MEANT.get((field.object, field.name))
    if meant:
        return meant(n)
    if field.name == NAMES_AN_OBJECT:
        return ("customer", "task")[n % 2]
    if field.to:
        ids = targets[field.to]
        if field.kind.family == "list":
            return list(dict.fromkeys([ids[n % len(ids)], ids[(n + 1) % len(ids)]]))
        return ids[n % len(ids)]
    return MAKE[field.kind.kind](field, n)


def writable(spec: ObjectSpec) -> list[FieldSpec]:
    return [one for one in spec.own_fields if not one.read_only]


def row(spec: ObjectSpec, n: int, targets: Mapping[str, list[int]], *, sparse: bool = False) -> Row:
    """A record. A sparse one leaves out optional values here and there, and repeats values that need not be unique."""
    together = {name for names in spec.shape.together for name in names}
    found: Row = {}
    for field in writable(spec):
        own = field.unique or field.name in together or field.name == spec.title
        if sparse and not field.required and (n + zlib.crc32(field.name.encode())) % 4 == 0:
            continue
        found[field.name] = value(field, n if own or not sparse else n // 2, targets)
    return found


def empty(field: FieldSpec) -> list[Any] | None:
    """How a read shows that there is no value."""
    return [] if field.to and field.kind.family == "list" else None


def bare(field: FieldSpec, read: Any) -> Any:
    """A read value with links as bare ids."""
    if not field.to or read is None:
        return read
    return [one["id"] for one in read] if isinstance(read, list) else read["id"]
