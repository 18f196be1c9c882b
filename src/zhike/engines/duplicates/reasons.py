"""Why two rows are taken for the same, in words."""

from __future__ import annotations

import numpy as np

from zhike.engines.duplicates.linkage.levels import SILENT
from zhike.engines.duplicates.linkage.model import Model, Weighed
from zhike.engines.duplicates.linkage.roles import ROLES
from zhike.kernel import words

TELLING = 0.5  # bits: what weighs less is not worth a word


def reasons(model: Model, weighed: Weighed, at: int, language: str) -> str:
    """What speaks for a pair and what against it, the weightiest first: ``姓名读音相同；电话相同；生日不同``."""
    weights = weighed.weights[at]
    telling = [column for column in np.argsort(-np.abs(weights)).tolist() if abs(weights[column]) >= TELLING]
    said = [
        words.say(
            f"duplicates.level.{ROLES[one.role].likeness.__name__}.{weighed.levels[at, column]}",
            language,
            column=one.name,
        )
        for column in telling
        for one in (model.measures[column],)
        if weighed.levels[at, column] != SILENT
    ]
    return words.say("duplicates.and", language).join(said)
