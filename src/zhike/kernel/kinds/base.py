"""What every field kind is: how a value is parsed, stored, compared and shown.

A kind is a Django field (so that migrations come from the declaration) whose `deconstruct` gives Django's own field:
migrations never import the kernel, and an option that is not the database's makes no migration. A custom field uses the
same class without a model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import orjson
from django.db import models

from zhike.kernel.values import Bad

CHINA = ZoneInfo("Asia/Shanghai")
# What a value tells of a person: nothing; who they are or how they live; what can hurt them when it gets about (PIPL
# art. 28: identity, health, accounts, whereabouts ...); and what is not a person's but secret all the same.
SENSITIVITIES = ("ordinary", "personal", "sensitive", "secret")
PURPOSES = ("identify", "contact", "service", "deliver", "pay", "care", "analyse")  # why it is kept
Value = Any  # a normal form in Python: str, int, Decimal, bool, date, datetime, list, dict or None


@dataclass(frozen=True, kw_only=True)
class Context:
    """What parsing may depend on besides the value."""

    zone: ZoneInfo = CHINA
    # field name -> what `values.choice` looks up, for choices whose words come from the catalogues
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Kind(models.Field):
    """Mixin before a Django field class; see the module's text.

    Options every kind takes: `title` (names the record), `search` (weight in search, 0 is not searched), `unique` (one
    living record a tenant), `index`, `group` (section of the form), `derived` (set by code alone), `overflow` (the
    field that takes the second value of a cell), `secret` (stored sealed; some kinds always are), `sensitivity` and
    `purpose` (what its values tell of a person, and what for: see `SENSITIVITIES`, `PURPOSES`), `same_by` (as what it
    is compared by who looks for records of the same: a role such as person, company, address; "" is not compared),
    `rollup` (what it sums up: the name of a backlink, `sum` or `count`, a field of those records, see `write.rollups`),
    `computed` (an expression over other columns of the row, which PostgreSQL keeps). The last two are set by nobody.
    """

    kind: ClassVar[str] = ""
    family: ClassVar[str] = "text"  # which operators a condition may use
    plain: ClassVar[type[models.Field]]  # the Django field that stands in migrations
    pg_type: ClassVar[str] = "text"
    searched_as: ClassVar[str] = "text"  # which of `search.tokens` reads its values
    custom_ok: ClassVar[bool] = True  # whether an administrator may add a field of this kind
    maskable: ClassVar[bool] = False  # whether there is a form of its values that tells little
    guarded: ClassVar[bool] = False  # seen masked by whom no role lets see it whole
    is_secret: bool = False  # stored sealed, and found by keyed words: see `kernel.secrets`
    sensitivity: str = "ordinary"
    purpose: str = "service"
    same_by: str = ""

    def __init__(
        self,
        *args: Any,
        title: bool = False,
        search: float = 0,
        unique: bool = False,
        index: bool = False,
        group: str = "basic",
        derived: bool = False,
        overflow: str | None = None,
        secret: bool | None = None,
        sensitivity: str | None = None,
        purpose: str | None = None,
        same_by: str | None = None,
        rollup: tuple[str, str, str] | None = None,
        computed: models.expressions.Combinable | models.Q | None = None,
        **kwargs: Any,
    ) -> None:
        self.is_title = title
        self.search_weight = search
        self.is_unique = unique
        self.is_indexed = index
        self.group = group
        self.rollup = rollup
        self.computed = computed
        self.derived = derived or rollup is not None or computed is not None
        self.overflow = overflow
        if secret is not None:
            self.is_secret = secret
        self.sensitivity = sensitivity or self.sensitivity
        self.purpose = purpose or self.purpose
        self.same_by = self.same_by if same_by is None else same_by
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """As the plain Django field."""
        name, _, args, kwargs = super().deconstruct()
        package = (
            "django.db.models" if self.plain.__module__.startswith("django.db") else "django.contrib.postgres.fields"
        )
        if self.computed is not None:
            size = {key: kwargs[key] for key in ("max_digits", "decimal_places") if key in kwargs}
            output: models.Field = self.plain(**size)
            kept = {"expression": self.computed, "output_field": output, "db_persist": True}
            return name, "django.db.models.GeneratedField", args, kept
        return name, f"{package}.{self.plain.__qualname__}", args, kwargs

    def clone(self) -> Any:
        """What stands for it in the state of migrations."""
        _, _, args, kwargs = self.deconstruct()
        return super().clone() if self.computed is None else models.GeneratedField(*args, **kwargs)

    @property
    def required(self) -> bool:
        """Whether a record must have a value."""
        return not self.blank and not self.has_default() and not self.derived

    def parse(self, raw: object, context: Context) -> Value:
        """The normal form of what a person, a file or a program gave; never called with an empty value. Raises Bad."""
        raise NotImplementedError

    def dump(self, value: Value) -> Any:
        """The value as JSON: what the API shows, the journal keeps and `custom` stores."""
        return value

    def mask(self, value: str) -> str:
        """The form of a value for those who may not see it whole. A kind that is not maskable tells nothing."""
        del value
        return "***"

    def mask_sql(self, expression: str) -> str:
        """SQL that does the same with a column expression, for a title, which stands wherever a record is named."""
        return f"CASE WHEN {expression} IS NOT NULL THEN '***' END"

    def json_sql(self, expression: str) -> str:
        """SQL that gives the JSON value of a column expression."""
        return expression

    def custom_sql(self, holder: str, code: str) -> str:
        """SQL that reads a custom field of this kind from the jsonb column `holder`."""
        return f"({holder}->>'{code}')"

    def sort_sql(self, expression: str) -> str:
        """SQL to sort by."""
        return expression

    def options(self) -> tuple[str, ...]:
        """The codes to choose from, for kinds that have such."""
        return ()

    def describe(self) -> dict[str, Any]:
        """What the meta document says of this kind besides its name."""
        return {}


_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def storable(raw: Value) -> Value:
    """A JSON value that PostgreSQL can keep as it is: no NUL, no half of a surrogate pair, no number beyond 64 bits."""
    try:
        written = orjson.dumps(raw)
    except TypeError as error:
        raise Bad("json.cannot_be_stored") from error
    if _NUL.search(written):
        raise Bad("text.nul")
    return raw


def not_text(raw: object) -> Bad:
    """The fault of a value that is a list or an object where one plain value belongs."""
    return Bad("value.not_plain", type=type(raw).__name__)
