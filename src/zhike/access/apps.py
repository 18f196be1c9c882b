"""Access as a Django app."""

from django.apps import AppConfig

from zhike.kernel import actor


class AccessConfig(AppConfig):
    name = "zhike.access"
    label = "access"

    def ready(self) -> None:
        """Background work has the rights of whoever asked for it; codes go by the rules; sign-ins are noted."""
        from zhike.access import identity, numbering, signed  # late import: they need the apps to be loaded
        from zhike.kernel.write import codes

        signed.listen()
        codes.ruled_by(numbering.rules)
        actor.resolve_with(lambda tenant_id, person_id, via: identity.person(tenant_id, person_id or 0, via=via))
