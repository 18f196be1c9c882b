"""Clients that write. As light as `client`: what is opened in another process must not need Django there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
import psycopg
from psycopg import sql

from zhike.project.bench import made
from zhike.project.bench.client import Call, Connection, post

APART = 1_000_000  # serial numbers that a client may use up in a round


@dataclass(frozen=True)
class Post:
    """Makes customers that nobody has made yet."""

    port: int
    token: str
    rows: Sequence[tuple[str, ...]]
    first: int
    threads: int = 4

    def open(self, client: int) -> Call:
        """Each client has serial numbers of its own."""
        connection = Connection(self.port)
        first = self.first + client * APART

        def call(number: int) -> object:
            row = dict(zip(made.FIELDS, self.rows[number % len(self.rows)], strict=True))
            row |= {"phone": made.phone(first + number, "199"), "email": f"new{first + number}@qq.com"}
            return connection.ask(post("/api/v1/customers", self.token, orjson.dumps(row)))

        return call


@dataclass(frozen=True)
class Insert:
    """Inserts finished rows with other numbers, each in a transaction."""

    conninfo: str
    table: str
    rows: Sequence[dict[str, str | None]]
    first: int
    threads: int = 1

    def open(self, client: int) -> Call:
        """A connection as psycopg makes it by itself."""
        connection = psycopg.connect(self.conninfo)
        first = self.first + client * APART
        columns = list(self.rows[0])
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(self.table),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join([sql.Placeholder()] * len(columns)),
        )

        def call(number: int) -> None:
            row = _renumbered(self.rows[number % len(self.rows)], first + number)
            connection.execute(statement, [row[one] for one in columns])
            connection.commit()

        return call


def _renumbered(row: dict[str, str | None], number: int) -> dict[str, str | None]:
    """The row of another customer: code, phone and e-mail are new, and so are their search tokens."""
    phone, email, code = made.phone(number, "199"), f"bare{number}@qq.com", f"B{number}"
    search = row["search"] or ""
    old = (row["phone"] or "+86")[3:]
    for was, now in ((old, phone), (old[::-1], phone[::-1]), (row["email"], email), (row["code"], code)):
        search = search.replace((was or "-").lower(), now.lower())
    return row | {"phone": f"+86{phone}", "email": email, "code": code, "search": search}
