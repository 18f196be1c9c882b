"""Where a table is read from and written to: a path of somebody's disk, a kept file, a scratch file."""

from __future__ import annotations

import os
from typing import BinaryIO, Literal, Protocol


class Place(Protocol):
    """Bytes that can be read, any number of times and from any place of them."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """For reading."""
        ...

    def __hash__(self) -> int:
        """What is known of a place is kept by it."""
        ...


class Goal(Protocol):
    """What can be written."""

    def open(self, mode: Literal["wb"], /) -> BinaryIO:
        """For writing, anew; a place once written may be written again before the end."""
        ...


def size(place: Place) -> int:
    """How many bytes there are."""
    with place.open("rb") as file:
        return file.seek(0, os.SEEK_END)
