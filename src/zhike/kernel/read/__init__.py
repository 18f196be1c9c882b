"""The one read path: rights, chosen columns, conditions, pages and counts, with JSON built by PostgreSQL."""

from zhike.kernel.read.find import find_ids, reaches
from zhike.kernel.read.holds import holds_file
from zhike.kernel.read.page import Page, Query, page
from zhike.kernel.read.record import record, title
from zhike.kernel.read.related import related
from zhike.kernel.read.stream import Stream
from zhike.kernel.read.timeline import timeline
from zhike.kernel.read.used import used_tags

__all__ = [
    "Page",
    "Query",
    "Stream",
    "find_ids",
    "holds_file",
    "page",
    "reaches",
    "record",
    "related",
    "timeline",
    "title",
    "used_tags",
]
