"""Access as a Django app."""

from django.apps import AppConfig

from zhike.kernel import actor


class AccessConfig(AppConfig):
    name = "zhike.access"
    label = "access"

    def ready(self) -> None:
        """Background work is done with the rights of whoever asked for it; sign-ins are noted."""
        from zhike.access import identity, signed  # late import: they need the apps to be loaded

        signed.listen()
        actor.resolve_with(lambda tenant_id, person_id, via: identity.person(tenant_id, person_id or 0, via=via))
