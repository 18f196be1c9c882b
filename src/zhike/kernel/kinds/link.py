"""Links to other records, to people, and to files."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.kernel.kinds.base import Context, Kind, Value, not_text, storable
from zhike.kernel.values import Bad, text

PERSON = "access.Person"
TOP_ID = 2**63 - 1


def parse_id(raw: object) -> Value:
    """The id in a link value: a whole number, `{"id": n}`, or words that the write path will look up."""
    if isinstance(raw, dict):
        raw = raw.get("id")
    if isinstance(raw, bool) or raw is None:
        raise Bad("link.not_an_id")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, int):
        if not 0 < raw <= TOP_ID:
            raise Bad("link.not_an_id")
        return raw
    if isinstance(raw, str):
        return text.clean(raw.strip())
    raise not_text(raw)


class Link(Kind, models.BigIntegerField):
    """One record of another object (`to` is "app.Model"). `backlink` names the other direction."""

    kind = "link"
    family = "link"
    plain = models.BigIntegerField
    pg_type = "bigint"
    custom_ok = True

    def __init__(self, to: str = "", *, backlink: str | None = None, cascade: bool = False, **kwargs: Any) -> None:
        self.to = to
        self.backlink = backlink
        self.cascade = cascade  # whether deleting the other record deletes this one
        super().__init__(**kwargs)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        self.db_column = self.db_column or f"{name}_id"
        super().contribute_to_class(cls, name, private_only)

    def parse(self, raw: object, context: Context) -> Value:
        return parse_id(raw)

    def custom_sql(self, holder: str, code: str) -> str:
        return f"({holder}->>'{code}')::bigint"


class Person(Link):
    """A person of the tenant: owner, doer."""

    kind = "person"
    family = "person"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("to", None)
        super().__init__(PERSON, **kwargs)


class Links(Kind, ArrayField):
    """Several records of another object, in order."""

    kind = "links"
    family = "list"
    plain = ArrayField
    pg_type = "bigint[]"
    custom_ok = False
    backlink: ClassVar[None] = None

    def __init__(self, to: str = "", **kwargs: Any) -> None:
        self.to = to
        kwargs.pop("size", None)
        kwargs["base_field"] = models.BigIntegerField()
        super().__init__(**kwargs)

    def clone(self) -> Any:
        """See `Choices.clone`."""
        return type(self)(self.to, null=self.null, blank=self.blank)

    def parse(self, raw: object, context: Context) -> Value:
        many = raw if isinstance(raw, list) else [raw]
        return list(dict.fromkeys(parse_id(one) for one in many))


class File(Kind, models.JSONField):
    """A stored file: key, name, size in bytes, media type, SHA-256."""

    kind = "file"
    family = "none"
    plain = models.JSONField
    pg_type = "jsonb"

    def parse(self, raw: object, context: Context) -> Value:
        if not isinstance(raw, dict) or not isinstance(raw.get("key"), str):
            raise Bad("file.not_a_file")
        return storable({name: raw.get(name) for name in ("key", "name", "size", "type", "sha256")})

    def custom_sql(self, holder: str, code: str) -> str:
        return f"({holder}->'{code}')"
