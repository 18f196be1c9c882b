"""What is done to all records when the program changes, beside what migrations do to tables."""

from zhike.access import second_step, tenants
from zhike.engines.connect import older
from zhike.kernel.search import rebuild
from zhike.project import erased_since, keys
from zhike.project.console import Advance


def perform(advance: Advance) -> None:
    """Whatever the records lack; harmless to repeat."""
    keys.require()
    keys.complete()
    erased_since.erase(advance)
    second_step.seal_anew()
    rebuild_search(advance)
    for tenant_id in tenants.ids():
        older.seal(tenant_id)


def rebuild_search(advance: Advance) -> None:
    """Make the search tokens of all companies anew where they were made in another way than today's."""
    for spec in rebuild.outdated("owner"):
        for tenant_id in tenants.ids():
            for done, total in rebuild.rebuild(tenant_id, spec.name):
                advance(done, total)
        rebuild.done("owner", spec)
