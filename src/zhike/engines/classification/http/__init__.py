"""Classification over HTTP, one module a subject; operations are known once their module is imported."""

from zhike.engines.classification.http import analysis, measures, placing, reports, schemes, segments

__all__ = ["analysis", "measures", "placing", "reports", "schemes", "segments"]
