"""The objects of the intake, for Django to find."""

from zhike.engines.intake.objects.import_template import ImportTemplate

__all__ = ["ImportTemplate"]
