"""One or several of a set: choices, stages and tags. Stored are stable codes; words come from the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.kernel.kinds.base import Context, Kind, Value
from zhike.kernel.kinds.text import _Plain
from zhike.kernel.values import choice, tags


class Choice(_Plain):
    """One of a set of codes."""

    kind = "choice"
    family = "choice"

    def __init__(self, *codes: str, colors: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.codes = codes
        self.colors: Mapping[str, str] = colors or {}
        self.own_words = choice.table((one, ()) for one in codes)
        super().__init__(**kwargs)

    def parse(self, raw: object, context: Context) -> Value:
        return choice.parse(raw, context.choices.get(self.name or "") or self.own_words)

    def options(self) -> tuple[str, ...]:
        return self.codes

    def describe(self) -> dict[str, Any]:
        return {}


class Stage(Choice):
    """A choice whose codes are steps on a way, with an end that is won and one that is lost."""

    kind = "stage"

    def __init__(self, *codes: str, won: str | None = None, lost: str | None = None, **kwargs: Any) -> None:
        self.won, self.lost = won, lost
        on_the_way = dict(zip(codes, ("gray", "blue", "amber", "violet", "teal"), strict=False))
        ends = {end: color for end, color in ((won, "green"), (lost, "red")) if end}
        super().__init__(*codes, *ends, colors=on_the_way | ends, **kwargs)

    def describe(self) -> dict[str, Any]:
        return {"outcome": {"won": self.won, "lost": self.lost}}


class Choices(Kind, ArrayField):
    """Several of a set of codes."""

    kind = "choices"
    family = "list"
    plain = ArrayField
    pg_type = "text[]"

    def __init__(self, *codes: str, **kwargs: Any) -> None:
        self.codes = codes
        self.own_words = choice.table((one, ()) for one in codes)
        kwargs.pop("size", None)
        kwargs["base_field"] = models.TextField()
        super().__init__(**kwargs)

    def clone(self) -> Any:
        """A copy for another model; Django's way through `deconstruct` would lose what is ours."""
        return type(self)(*self.codes, null=self.null, blank=self.blank)

    def parse(self, raw: object, context: Context) -> Value:
        return choice.parse_many(raw, context.choices.get(self.name or "") or self.own_words)

    def options(self) -> tuple[str, ...]:
        return self.codes

    def custom_sql(self, holder: str, code: str) -> str:
        return f"(CASE WHEN {holder} ? '{code}' THEN ARRAY(SELECT jsonb_array_elements_text({holder}->'{code}')) END)"


class Tags(Choices):
    """Free words that mark a record."""

    kind = "tags"

    def parse(self, raw: object, context: Context) -> Value:
        return tags.parse(raw)
