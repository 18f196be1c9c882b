"""A site that works: Django set up, the database running, of a good version, and up to date.

Every command that needs the database enters here; `up` does so too, as the one that keeps the server.
"""

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.apps import apps
from django.db import connections

from zhike.project import console, database, embedded, environment, migrations
from zhike.project import home as homes


class Site:
    """The database of this home while one process needs it; the embedded one is started and stopped for it."""

    def __init__(self) -> None:
        self.home = environment.home()
        self.cluster = None if environment.database_url() else embedded.Cluster(home=self.home)
        self._use = embedded.Use(self.cluster) if self.cluster else None

    def open(self, *, with_us: bool = False) -> None:
        """Start or join the database and set Django up."""
        homes.make(self.home)
        if self._use:
            self._use.enter(with_us=with_us)
        set_up()
        database.require_version()

    def migrate(self) -> None:
        """Bring the tables up to date, showing a step if it takes one; then see that we work as we should."""
        if migrations.needed():
            # What a command answers, such as a token, stands alone on standard output.
            with console.step(console.word("migrate"), console.err) as advance:
                migrations.apply(advance)
        database.require_role()
        importlib.import_module("zhike.project.keys").require()  # needs Django set up

    def close(self, *, stop: bool = False) -> None:
        """Close our sessions and leave the embedded database, which stops after the last (or now, with `stop`)."""
        try:
            if apps.ready:
                connections.close_all()
        finally:
            if self._use:
                self._use.leave(stop=stop)

    def forget(self) -> None:
        """In a forked child: the database is kept running by the parent, not by us."""
        if self._use:
            self._use.forget()


def set_up() -> None:
    """Set Django up; to be called before models are imported."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhike.project.settings"
    django.setup()


@contextmanager
def ready() -> Iterator[Site]:
    """The site for the length of a command."""
    site = Site()
    try:
        site.open()
        database.take_time()
        site.migrate()
        yield site
    finally:
        site.close()
