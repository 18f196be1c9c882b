"""Pictures that come with cards: each is kept as a file, which the record then holds.

One that is damaged, too large, no picture, or lies elsewhere costs only itself: its row goes in, and says so. Nothing
is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhike.engines.connect import media, storage
from zhike.engines.intake.fields import PICTURE
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import Attached
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.values import excerpt
from zhike.kernel.write.result import Faults

MOST = 10 << 20  # bytes of one picture
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
Rows = Sequence[dict[str, Any]]


class Pictures:
    """Settles the pictures of one file."""

    def __init__(self, actor: Actor, source: Source) -> None:
        self._actor = actor
        kinds = {one.name: one.kind for one in source.targets}
        self._names = [one.field for one in source.columns if one.field and kinds.get(one.field) == PICTURE]

    def kept(self, rows: Rows) -> dict[int, Faults]:
        """Puts files in the place of pictures; gives what is wrong with the others by the index of the row."""
        return self._each(rows, keep=True)

    def looked_at(self, rows: Rows) -> dict[int, Faults]:
        """Takes pictures out of rows that are only tried, with what is wrong with them."""
        return self._each(rows, keep=False)

    def _each(self, rows: Rows, *, keep: bool) -> dict[int, Faults]:
        found: dict[int, Faults] = {}
        for index, row in enumerate(rows if self._names else ()):
            for name in self._names:
                given = row.pop(name, None)
                if isinstance(given, Attached):
                    content = self._content(given)
                    if isinstance(content, Fault):
                        found.setdefault(index, {})[name] = content
                    elif keep:
                        row[name] = self._file(content)
                elif isinstance(given, str) and "://" in given:
                    found.setdefault(index, {})[name] = Fault("card.photo_elsewhere", {"address": excerpt(given)})
        return found

    def _content(self, given: Attached) -> bytes | Fault:
        if given.size > MOST:
            return Fault("card.photo_too_large", {"megabytes": MOST >> 20})
        content = given.load()
        if not content:
            return Fault("card.photo_damaged")
        return content if media.sniff(content[: media.ENOUGH], "") in ENDINGS else Fault("card.photo_unfit")

    def _file(self, content: bytes) -> dict[str, object]:
        """The same picture of the same person stays the same file, so that a second import changes nothing."""
        name = f"photo.{ENDINGS[media.sniff(content[: media.ENOUGH], '')]}"
        return (storage.same(self._actor, name, content) or storage.keep(self._actor, name, (content,))).value()
