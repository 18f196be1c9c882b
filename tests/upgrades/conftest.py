"""The version before, unpacked once."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.upgrades import earlier


@pytest.fixture(scope="session")
def before() -> Iterator[earlier.Version]:
    with TemporaryDirectory(prefix="zhike-before-") as folder:
        yield earlier.unpacked(Path(folder))
