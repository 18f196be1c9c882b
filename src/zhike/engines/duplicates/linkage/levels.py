"""How well the rows of each pair agree in each column: what the rest of the model speaks of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SILENT = -1  # one of the two says nothing; the levels are 0 for equal, then less and less alike
Agreement = NDArray[np.int8]  # pairs x columns
