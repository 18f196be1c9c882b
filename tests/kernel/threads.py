"""Several threads at once, each with a database connection of its own."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def together(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """Start all at the same moment; what each gave, an exception as it is."""
    acts = list(acts)
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connections["default"].ensure_connection()
            gate.wait(60)
            return act()
        except Exception as error:  # noqa: BLE001  # broad except: the test looks at what came
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
