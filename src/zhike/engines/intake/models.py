"""The objects and tables of this engine, for Django to find."""

from zhike.engines.intake.bench.models import Bench, BenchEdit, BenchFault, BenchKey, BenchPage
from zhike.engines.intake.linked.models import LinkedRow
from zhike.engines.intake.objects.import_source import ImportSource
from zhike.engines.intake.objects.import_template import ImportTemplate
from zhike.engines.intake.sources.models import SourceFile, SourceKey, SourceRun, SourceState

__all__ = [
    "Bench",
    "BenchEdit",
    "BenchFault",
    "BenchKey",
    "BenchPage",
    "ImportSource",
    "ImportTemplate",
    "LinkedRow",
    "SourceFile",
    "SourceKey",
    "SourceRun",
    "SourceState",
]
