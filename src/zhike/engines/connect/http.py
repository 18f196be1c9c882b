"""The operations of this engine, found as those of any other: by importing its module `http`."""

from zhike.engines.connect.routes import (
    about,
    access,
    audit,
    batches,
    beside,
    changes,
    files,
    jobs,
    me,
    records,
    recycle_bin,
    reveal,
    search,
    settings,
    team,
    tokens,
)

__all__ = [
    "about",
    "access",
    "audit",
    "batches",
    "beside",
    "changes",
    "files",
    "jobs",
    "me",
    "records",
    "recycle_bin",
    "reveal",
    "search",
    "settings",
    "team",
    "tokens",
]
