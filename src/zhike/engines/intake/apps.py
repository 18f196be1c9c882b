"""The intake as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Its jobs are known as soon as the apps are ready."""

    name = "zhike.engines.intake"
    label = "intake"

    def ready(self) -> None:
        from zhike.engines.intake import exporting, working  # late import: they need the apps to be loaded
        from zhike.engines.intake.bench import opening  # late import: the same
        from zhike.engines.intake.linked import trying  # late import: the same

        assert len({exporting.KIND, working.KIND, opening.KIND, trying.KIND}) == 4
