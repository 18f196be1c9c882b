"""The web server: granian with a few processes, each with a few threads, forked from one that has imported everything.

Forking after the imports shares their memory; each process opens its own connections to the database.
"""

import gc
import importlib
import os
import signal

from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

from zhike.kernel import lifeline
from zhike.project import environment, logs

GRACE_SECONDS = 10


def serve(host: str, port: int) -> None:
    """Serve until told to stop by SIGINT or SIGTERM."""
    import_application()
    os.register_at_fork(after_in_child=lambda: lifeline.die_with_parent(signal.SIGKILL))
    certificate, key = environment.tls() or (None, None)
    server = Granian(
        "zhike.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=environment.number("ZHIKE_WEB_PROCESSES", 2, least=1, most=64),
        blocking_threads=environment.number("ZHIKE_WEB_THREADS", 4, least=1, most=64),
        blocking_threads_idle_timeout=600,
        runtime_blocking_threads=4,
        websockets=False,
        backlog=1024,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
        ssl_cert=certificate,
        ssl_key=key,
        ssl_protocol_min=SSLProtocols.tls12,
        log_dictconfig={"formatters": {"generic": logs.LINE, "access": logs.LINE}},
    )
    server.serve()


def import_application() -> None:
    """Import the application and every view, so that forked processes share them."""
    importlib.import_module("zhike.project.wsgi")
    get_resolver().url_patterns  # noqa: B018 - reading it imports the views
    gc.collect()
    gc.freeze()
