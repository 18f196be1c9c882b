"""Where a Chinese number is from: by its area code or the prefix of a mobile, after libphonenumber's tables."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType

import phonenumbers

from zhike.kernel.values import Bad, region


@lru_cache(maxsize=1)
def _tables() -> ModuleType:
    from phonenumbers import geocoder  # late import: much memory, and few processes ever ask

    return geocoder


def place(value: str) -> str | None:
    """The region code of a phone in normal form; None for a number that tells of no province.

    A mobile tells where it was sold: good for a guess, not for proof.
    """
    if not value.startswith("+86"):
        return None
    number = phonenumbers.parse(value.partition(";")[0])
    return _named(_tables().description_for_number(number, "zh"))


@lru_cache(maxsize=2_000)
def _named(description: str) -> str | None:
    try:
        return region.parse_region(description)
    except Bad:
        return None  # the whole country, or nothing
