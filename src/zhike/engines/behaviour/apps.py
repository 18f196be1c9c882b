"""Behaviour events as a Django app: it provides deeds to conditions, and follows erasing, purging and merging."""

from django.apps import AppConfig


class BehaviourConfig(AppConfig):
    name = "zhike.engines.behaviour"
    label = "behaviour"

    def ready(self) -> None:
        from zhike.engines.behaviour import counts, deeds, forgetting  # late import: declarations are models
        from zhike.kernel.conditions import deeds as known  # late import: declarations are models
        from zhike.kernel.read import merged  # late import: declarations are models
        from zhike.kernel.write import erase, purge  # late import: declarations are models

        known.provide(deeds.find, deeds.every)
        erase.along(forgetting.forget)
        purge.before(lambda tx, _, spec, ids: forgetting.before_purge(tx, spec, ids))
        merged.after(counts.after_merge)
