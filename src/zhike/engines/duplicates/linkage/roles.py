"""What a column can be. The steward says which role each column has, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from zhike.engines.duplicates.linkage import likeness, normal
from zhike.engines.duplicates.linkage.firms import firms
from zhike.engines.duplicates.linkage.likeness import Likeness
from zhike.engines.duplicates.linkage.spoken import named, sound, written_in_latin
from zhike.engines.duplicates.linkage.values import Values

Aspect = Literal["who", "birth", "identity", "reach", "place", "other"]
Found = list[tuple[str, ...]]
Facets = Callable[[Values], Found]  # for each value, what others may share with it


def _nothing(values: Values) -> Found:
    return [()] * len(values)


def _each(work: Callable[[str], tuple[str, ...]]) -> Facets:
    """Facets of one value at a time."""
    return lambda values: [work(text) if text else () for text in values.texts]


def _whole(value: str) -> tuple[str, ...]:
    return (value,)


def _spoken_or_written(value: str) -> tuple[str, ...]:
    """How a name sounds, and how it is written in Latin letters."""
    return tuple(dict.fromkeys((named(value), written_in_latin(value))))


def _begun(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((named(value), value[:3])))


def _ends(value: str) -> tuple[str, ...]:
    """The whole, its beginning and its end: one slip leaves one of them as it was."""
    half = len(value) // 2
    return (value, f"{value[:half]}~", f"~{value[half:]}") if half >= 3 else (value,)


def _tail(value: str) -> tuple[str, ...]:
    return (value[-8:],)


def _mailbox(value: str) -> tuple[str, ...]:
    before = value.partition("@")[0]
    return (value, f"{before}@") if len(before) > 3 else (value,)


def _date_parts(value: str) -> tuple[str, ...]:
    return (f"y{value[:4]}", f"d{value[4:]}") if len(value) == 8 else ()


def _brand_or_whole(values: Values) -> Found:
    """How the brand sounds; and the name as it is, as many may have the brand."""
    brands = values.made(firms).brands.texts
    return [(sound(brand), f"={text}") if brand else () for brand, text in zip(brands, values.texts, strict=True)]


def _brand_and_words(values: Values) -> Found:
    """How the brand sounds, and of a Latin name its first words."""
    return [
        tuple(dict.fromkeys((sound(brand), *(word for word in brand.split()[:3] if len(word) > 2)))) if brand else ()
        for brand in values.made(firms).brands.texts
    ]


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role: how its values are read, compared, and used to find candidates."""

    name: str
    aspect: Aspect  # what of a person or company it tells
    normal: Callable[[str], str]
    likeness: Likeness
    chance: float  # that two others have the same value, as far as nothing is learned
    expected: tuple[float, ...]  # shares of the levels among records of the same, before anything is learned
    alone: Facets = _nothing  # what two rows may share to be compared
    same: int = 0  # of names: up to this level nothing is left to doubt
    part: Facets = _nothing  # what they may share beside a part of another column

    @property
    def levels(self) -> int:
        """How many levels of agreement there are, equal and different among them."""
        return len(self.expected)


NAME = (0.80, 0.10, 0.04, 0.06)
TEXT = (0.75, 0.12, 0.06, 0.07)
ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        Role(
            name="given_name",
            aspect="who",
            chance=0.005,
            normal=normal.given_or_family,
            likeness=likeness.names,
            expected=NAME,
            part=_each(_begun),
        ),
        Role(
            name="family_name",
            aspect="who",
            chance=0.003,
            normal=normal.given_or_family,
            likeness=likeness.names,
            expected=NAME,
            part=_each(_begun),
        ),
        Role(
            name="person",
            aspect="who",
            chance=0.0003,
            normal=normal.person,
            likeness=likeness.names,
            expected=NAME,
            alone=_each(_spoken_or_written),
            part=_each(_begun),
        ),
        Role(
            name="contact",  # who stands for a company
            aspect="other",
            chance=0.0003,
            normal=normal.person,
            likeness=likeness.names,
            expected=(0.6, 0.1, 0.05, 0.25),
            part=_each(_begun),
        ),
        Role(
            name="company",
            aspect="who",
            chance=1e-05,
            normal=normal.organization,
            likeness=likeness.companies,
            expected=(0.70, 0.14, 0.06, 0.05, 0.05),
            same=1,  # a place or a form left out
            alone=_brand_or_whole,
            part=_brand_and_words,
        ),
        Role(
            name="birth",
            aspect="birth",
            chance=0.0001,
            normal=normal.date,
            likeness=likeness.dates,
            expected=(0.85, 0.10, 0.02, 0.03),
            alone=_each(_whole),
            part=_each(_date_parts),
        ),
        Role(
            name="identity",
            aspect="identity",
            chance=1e-07,
            normal=normal.code,
            likeness=likeness.digits,
            expected=(0.92, 0.05, 0.03),
            alone=_each(_ends),
        ),
        Role(
            name="phone",
            aspect="reach",
            chance=1e-06,
            normal=normal.phone_number,
            likeness=likeness.phones,
            expected=(0.80, 0.05, 0.15),
            alone=_each(_tail),
        ),
        Role(
            name="email",
            aspect="reach",
            chance=1e-06,
            normal=normal.mail,
            likeness=likeness.emails,
            expected=(0.75, 0.10, 0.05, 0.10),
            alone=_each(_mailbox),
        ),
        Role(
            name="handle",  # the name of an account, such as at WeChat
            aspect="reach",
            chance=1e-06,
            normal=normal.words,
            likeness=likeness.classes,
            expected=(0.85, 0.15),
            alone=_each(_whole),
        ),
        Role(
            name="belonging",  # the record that it hangs on, by its id
            aspect="other",
            chance=0.0001,
            normal=normal.words,
            likeness=likeness.classes,
            expected=(0.8, 0.2),
            part=_each(_whole),
        ),
        Role(
            name="address",
            aspect="place",
            chance=1e-05,
            normal=normal.address,
            likeness=likeness.words,
            expected=TEXT,
            alone=_each(_whole),
        ),
        Role(
            name="place",
            aspect="place",
            chance=0.02,
            normal=normal.place,
            likeness=likeness.places,
            expected=NAME,
            part=_each(_whole),
        ),
        Role(
            name="postcode",
            aspect="place",
            chance=0.001,
            normal=normal.code,
            likeness=likeness.digits,
            expected=(0.85, 0.09, 0.06),
            part=_each(_whole),
        ),
        Role(
            name="number",
            aspect="place",
            chance=0.01,
            normal=normal.code,
            likeness=likeness.digits,
            expected=(0.85, 0.08, 0.07),
            part=_each(_whole),
        ),
        Role(
            name="category",
            aspect="other",
            chance=0.2,
            normal=normal.words,
            likeness=likeness.classes,
            expected=(0.92, 0.08),
        ),
        Role(
            name="text",
            aspect="other",
            chance=0.0001,
            normal=normal.words,
            likeness=likeness.words,
            expected=TEXT,
            alone=_each(_whole),
        ),
    )
}
