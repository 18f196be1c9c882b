"""A web site that sends events."""

from __future__ import annotations

from zhike.engines.behaviour import sites
from zhike.kernel import declare, kinds


class TrackingSite(declare.Object):
    """A web site whose pages may send events with our script, from these origins and no others."""

    name = kinds.Text(max_length=60, title=True)
    origins = kinds.LongText(max_length=2000)  # one a line
    needs_consent = kinds.Boolean(default=True)  # nothing is taken before the visitor has agreed
    active = kinds.Boolean(default=True)

    class Shape(declare.Shape):
        plural = "tracking_sites"
        icon = "link"
        columns = ("name", "origins", "needs_consent", "active", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("origins")
    def origins_are_origins(self) -> declare.Verdict:
        """They are compared with what a browser says."""
        return sites.fault(self.origins)
