"""The objects and tables of this engine, for Django to find."""

from zhike.engines.intake.bench.models import Bench, BenchEdit, BenchFault, BenchKey, BenchPage
from zhike.engines.intake.linked.models import LinkedRow
from zhike.engines.intake.objects.import_template import ImportTemplate

__all__ = ["Bench", "BenchEdit", "BenchFault", "BenchKey", "BenchPage", "ImportTemplate", "LinkedRow"]
