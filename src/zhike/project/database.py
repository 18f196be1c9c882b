"""The two ways into one database, and the role that separates them.

`default` acts as `zhike_app`, which owns nothing and cannot bypass row-level security; `owner` is for migrations,
roles, policies and indexes only. The embedded database lets `zhike_app` itself sign in, at a socket in a folder that is
closed to others. On a server a user of its own may sign in for the work (`DATABASE_APP_USER`), who has that role and no
other; else the owner does, and lays down the owner's rights by taking on the role.
"""

from typing import Any, Final

import psycopg
from django.db import DatabaseError, connections
from psycopg import sql

from zhike.project.environment import APP_ROLE, UNFINISHED, Server
from zhike.project.problem import Problem

LEAST_VERSION: Final = 16
# How often a statement runs before the driver prepares it unasked: a plan for all values would be wrong for many lists.
ONLY_WHEN_ASKED: Final = 1_000_000_000


# A page is not waited for longer than this, and what its browser has left does not hold up others; work in the
# background may take longer. The owner's migrations take as long as they take.
PAGE_LIMITS: Final = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=1min"
WORK_LIMITS: Final = "-c statement_timeout=10min -c lock_timeout=1min -c idle_in_transaction_session_timeout=10min"


def aliases(server: Server) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for this server."""

    def alias(user: str, password: str, options: dict[str, Any]) -> dict[str, Any]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": server.name,
            "USER": user,
            "PASSWORD": password,
            "HOST": server.host,
            "PORT": server.port,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**server.options, "server_side_binding": True, "application_name": "zhike", **options},
        }

    said = server.options.get("options", "")
    # What the address says comes after our limits, and so stands above them.
    application = {"options": f"{PAGE_LIMITS} {said} -c role={APP_ROLE}", "prepare_threshold": ONLY_WHEN_ASKED}
    owner = (server.user, server.password)
    return {"default": alias(*(server.worker or owner), application), "owner": alias(*owner, {})}


def take_time() -> None:
    """From now on this process does work that no page waits for."""
    settings = connections.settings["default"]["OPTIONS"]
    settings["options"] = settings["options"].replace(PAGE_LIMITS, WORK_LIMITS)
    connections["default"].close()


def require_version() -> None:
    """Refuse a server that cannot be reached, is too old, or has half a restore; before anything else touches it."""
    connection = connections["owner"]
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise Problem("database_away", reason=_first_line(error)) from error
    version = connection.connection.info.server_version
    if version < LEAST_VERSION * 10_000:
        raise Problem("server_too_old", found=version // 10_000, wanted=LEAST_VERSION)
    if connection.connection.execute("SELECT to_regclass(%s)", [f"public.{UNFINISHED}"]).fetchone()[0] is not None:
        raise Problem("restore_unfinished", name=connection.settings_dict["NAME"])


def prepare() -> None:
    """Make the application role and let the owner become it. Does nothing where it was done before.

    Tables, sequences and functions that the owner makes from now on open themselves to the role; what it must not do
    with some of them (the journal is append-only) is taken away where they are made.
    """
    connections["owner"].ensure_connection()
    owner: psycopg.Connection[Any] = connections["owner"].connection
    role, user = sql.Identifier(APP_ROLE), sql.Identifier(owner.info.user)
    try:
        found = owner.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone()
        if found is None:
            owner.execute(
                sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS").format(role)
            )
        if connections["default"].settings_dict["USER"] == APP_ROLE and found != (True,):
            owner.execute(sql.SQL("ALTER ROLE {} LOGIN").format(role))
        member = owner.execute("SELECT pg_has_role(current_user, %s, 'SET')", [APP_ROLE]).fetchone()
        if member is None or not member[0]:
            owner.execute(sql.SQL("GRANT {} TO {}").format(role, user))
    except psycopg.errors.InsufficientPrivilege as error:
        raise Problem("no_role", role=APP_ROLE, user=owner.info.user) from error
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {}",
    ):
        owner.execute(sql.SQL(statement).format(role))


def require_role() -> None:
    """Refuse to work as anybody but the application role: a pool in between may drop what a session begins with."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        found = cursor.fetchone()[0]
    if found != APP_ROLE:
        raise Problem("wrong_role", found=found, wanted=APP_ROLE)


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
