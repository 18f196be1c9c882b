"""What no sum of weights takes away: the doubt that names leave which are not the same.

Weights add up as if columns did not depend on each other. A family shares its address, its phone and its name, twins
their birthday as well, and firms in one house their switchboard: there a name tells more than all the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.levels import SILENT, Agreement
from zhike.engines.duplicates.linkage.roles import Role

NONE = 1 - 1e-9
INEXACT = 0.98  # names that are nearly the same, and nothing that is a person's own; or this is another's
BACKED = 0.9  # different names, but the same identity number, or birthday and phone; of another kind: one of these
UNBACKED = 0.4  # different names; or names of another kind, as of a firm and a person, and nothing but a place


def ceiling(roles: Sequence[Role], levels: Agreement) -> NDArray[np.float64]:
    """What the probability of each pair may not pass."""
    kinds = set[str]()  # of names that the table has
    person, company = np.full(len(levels), -1), np.full(len(levels), -1)  # 0 equal, 1 nearly, 2 alike, 3 different
    identity, birth, reach, born_apart, apart, slip, here_too, elsewhere = (
        np.zeros(len(levels), bool) for _ in range(8)
    )
    for at, role in enumerate(roles):
        here = levels[:, at]
        said = here != SILENT
        if role.name == "company":
            kinds.add("company")
            company = np.maximum(company, _names(role, here))
        elif role.aspect == "who" and role.name != "family_name":  # which people change when they marry
            kinds.add("person")
            person = np.maximum(person, _names(role, here))
        elif role.aspect == "identity":
            identity |= said & (here <= 1)
            apart |= here == role.levels - 1
        elif role.aspect == "birth":
            birth |= said & (here <= 1)
            born_apart |= here == role.levels - 1
        elif role.aspect == "reach":
            reach |= here == 0
            slip |= (here == 1) & (role.name == "email")
        elif role.aspect == "place":
            here_too |= said & (here <= 1) & (role.name == "address")
            elsewhere |= (here == role.levels - 1) & (role.name in ("address", "place"))
    worst = np.where(person >= 0, person, company)  # people change their employers, too
    own = identity | (birth & reach)
    doubtful = ((worst == 1) & ~(own | birth | reach)) | ((worst == 2) & ~own)
    doubtful |= born_apart & ~identity | apart & ~own
    doubtful |= slip & ~(own | birth | reach | here_too)  # an address of somebody who is called the same
    doubtful |= (company >= 0) & (person < 0) & elsewhere & ~(identity | here_too)  # one of a chain
    most = np.where(doubtful, INEXACT, NONE)
    if len(kinds) > 1:
        most = np.where((worst < 0) & ~own, np.where(birth | reach, BACKED, UNBACKED), most)
    return np.where(worst >= 3, np.where(own, BACKED, UNBACKED), most)


def _names(role: Role, levels: NDArray[np.int8]) -> NDArray[np.int8]:
    """Levels of a name as 0 equal, 1 nearly, 2 alike, 3 different; -1 where nothing is said."""
    found = np.where(levels == role.levels - 1, 3, np.clip(levels - role.same, 0, 2))
    return np.where(levels == SILENT, SILENT, found).astype(np.int8)
