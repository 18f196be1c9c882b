"""Other master keys for a while, as after a change of them in the surroundings."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from zhike.kernel.secrets import vault
from zhike.kernel.secrets.master import MasterKey, read_again


@contextmanager
def holding(*keys: MasterKey) -> Iterator[None]:
    """The master keys of this process are these, and nothing is open yet."""
    with override_settings(ZHIKE_MASTER_KEYS=lambda: keys):
        read_again()
        vault._cache.clear()
        try:
            yield
        finally:
            vault._cache.clear()
    read_again()
