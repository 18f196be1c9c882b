"""The kinds of schemes, one module each: what a definition says, as SQL over the records, and what a class rests on."""

from __future__ import annotations

from zhike.engines.classification.schemes.kinds.by_hand import ByHand
from zhike.engines.classification.schemes.kinds.clusters import Clusters
from zhike.engines.classification.schemes.kinds.kind import Kind
from zhike.engines.classification.schemes.kinds.pareto import Pareto
from zhike.engines.classification.schemes.kinds.rfm import Rfm
from zhike.engines.classification.schemes.kinds.rules import Rules
from zhike.engines.classification.schemes.kinds.score import Score
from zhike.engines.classification.schemes.kinds.stages import Stages

__all__ = ["KINDS", "Kind"]
KINDS: dict[str, type[Kind]] = {
    "rules": Rules, "score": Score, "rfm": Rfm, "abc": Pareto, "cluster": Clusters, "stages": Stages, "manual": ByHand,
}  # fmt: skip
