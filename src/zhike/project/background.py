"""Background work: a procrastinate worker on the application's own connection settings."""

import logging

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from zhike.project import environment

GRACE_SECONDS = 10


def work() -> None:
    """Do jobs until told to stop; a job that does not end within the grace is left for the next worker."""
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(connector)
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(
            concurrency=environment.number("ZHIKE_WORKER_JOBS", 2, least=1, most=64),
            shutdown_graceful_timeout=GRACE_SECONDS,
            delete_jobs="never",
        )
