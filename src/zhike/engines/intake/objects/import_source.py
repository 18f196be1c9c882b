"""Where files come from by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.intake.sources import address, clock, folder, kept
from zhike.kernel import db, declare, kinds
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault

NAME = "import_source"
FOLDER, WEB = "folder", "web"


class ImportSource(declare.Object):
    """A folder or an address that is read again and again; each new file becomes an import by a template.

    It imports in the name of whoever saved it last, with their rights at that moment. The template is taken as it
    stands when the source is saved.
    """

    name = kinds.Text(max_length=60, title=True)
    template = kinds.Link("intake.ImportTemplate")
    reads = kinds.Choice(FOLDER, WEB)
    place = kinds.Text(max_length=2000, secret=True, sensitivity="secret")  # an address may hold what lets one in
    pattern = kinds.Text(max_length=100, null=True, blank=True)  # of the names of files in a folder: *.xlsx
    every = kinds.Integer(default=1)
    unit = kinds.Choice(*clock.UNITS, default="hour")
    at = kinds.Text(max_length=5, null=True, blank=True)  # of days: 07:30
    active = kinds.Boolean(default=True)

    class Shape(declare.Shape):
        plural = "import_sources"
        icon = "file-import"
        columns = ("name", "reads", "template", "every", "unit", "active", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("place", "reads")
    def its_place_can_be_read(self) -> declare.Verdict:
        """A folder that the operator has opened, or an address that may be asked; it is looked at again each time."""
        return folder.fault(self.place) if self.reads == FOLDER else address.fault(self.place)

    @declare.rule("every", "unit")
    def it_is_read_at_some_time(self) -> declare.Verdict:
        """At most once a minute, at least once in a month."""
        most = clock.MOST[self.unit]
        return None if 1 <= (self.every or 0) <= most else Fault("import_source.every", {"most": most})

    @declare.rule("at")
    def its_time_is_one(self) -> declare.Verdict:
        """Hours and minutes."""
        return None if not self.at or clock.time_of(self.at) else Fault("import_source.at")

    @staticmethod
    @declare.after
    def it_is_read_by_the_clock(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """From now on, by the template as it is now."""
        kept.saved(tx, actor.zone, ids)
