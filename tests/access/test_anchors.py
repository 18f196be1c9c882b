"""The last seal kept elsewhere, in a file and by mail; and a hundred ways to change the past, all of them found."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connections

from tests.access import company
from zhike.access import audit, jobs, tokens
from zhike.access.audit import anchors, lines
from zhike.kernel.write import write
from zhike.project import trail
from zhike.project.problem import Problem


@pytest.fixture
def made(database: None) -> company.Company:
    return company.founded()


class Box:
    """What a mail server was given."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - named by aiosmtpd
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "zhike@example.com"
    yield found
    server.stop()


def silent(done: int, total: int) -> None:
    del done, total


def test_every_day_a_line_in_a_file(made: company.Company, settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "anchors"
    settings.AUDIT_ANCHOR_FILE = path
    jobs.anchor(0)
    made.customer("客户", "boss")
    jobs.anchor(0)
    held = [one for one in map(json.loads, path.read_text().splitlines()) if one["tenant"] == made.tenant]
    assert [one["number"] for one in held] == [1, 2]
    found = trail.verify(made.tenant, str(path), silent)
    assert (found.broken, found.hash) == (None, held[1]["hash"])
    with connections["owner"].cursor() as cursor:  # another past, sealed anew: as whole as the first, but another
        cursor.execute("UPDATE kernel_changeset SET person_id = 99 WHERE tenant_id = %s", [made.tenant])
        cursor.execute("DELETE FROM access_auditseal WHERE tenant_id = %s", [made.tenant])
    audit.seal(made.tenant)
    made.customer("noch einer", "boss")
    audit.seal(made.tenant)
    assert trail.verify(made.tenant, None, silent).broken is None
    broken = trail.verify(made.tenant, str(path), silent).broken
    assert broken is not None
    assert (broken.number, broken.what) == (1, "anchor")


def test_every_day_a_mail(made: company.Company, settings: Any, tmp_path: Path, box: Box) -> None:
    settings.AUDIT_ANCHOR_MAIL = "auditor@example.com"
    jobs.anchor(0)
    ((sender, to, content),) = box.messages
    assert (sender, to) == ("zhike@example.com", ["auditor@example.com"])
    message = message_from_bytes(content, policy=policy.default)
    assert "审计锚点" in message["Subject"]
    (attached,) = message.iter_attachments()
    path = tmp_path / attached.get_filename()
    path.write_text(attached.get_content())
    assert trail.verify(made.tenant, str(path), silent).broken is None
    assert anchors.kept(path)[made.tenant] == {1: audit.verify(made.tenant)[2]}


def test_nothing_is_kept_where_nobody_says_where(made: company.Company, settings: Any, box: Box) -> None:
    settings.AUDIT_ANCHOR_FILE = settings.AUDIT_ANCHOR_MAIL = None
    jobs.anchor(0)
    assert box.messages == []


def test_an_anchor_of_nobody_here(made: company.Company, tmp_path: Path) -> None:
    path = tmp_path / "anchors"
    anchors.keep(path, [anchors.Anchor(10**9, 1, "00", "2026-01-01")])
    with pytest.raises(Problem):
        trail.verify(made.tenant, str(path), silent)
    path.write_text("")
    with pytest.raises(Problem, match="audit anchor"):
        trail.verify(made.tenant, str(path), silent)


TABLES = ("kernel_changeset", "kernel_change", "access_auditentry", "access_auditseal")


def filled() -> company.Company:
    """A company whose chain has six seals over changes and other entries."""
    found = company.founded()
    for number in range(6):
        rows = [{"name": f"客户 {number}.{n}", "remark": "一"} for n in range(3)]
        ids = [one.id for one in write(found.actor("boss"), "customer", rows).rows]
        for one in ids[:2]:
            write(found.actor("boss"), "customer", [{"id": one, "remark": f"第 {number} 次"}], mode="update")
        write(found.actor("boss"), "customer", [{"id": ids[2]}], mode="delete")
        for n in range(2):
            tokens.create(found.actor("boss"), person_id=found.owner, name=f"{number}.{n}")
        audit.seal(found.tenant)
    return found


class Owner:
    """Whoever owns the database: changes the past, and puts it back for the next time."""

    def __init__(self, tenant: int, seed: int) -> None:
        self.tenant, self.dice = tenant, random.Random(seed)
        self.cursor = connections["owner"].cursor()
        self.seals = self.rows("SELECT number, journal_xid, journal_id, audit_xid, audit_id FROM access_auditseal")
        for table in TABLES:
            self.cursor.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table} WHERE tenant_id = {tenant}")

    def rows(self, statement: str) -> list[Any]:
        self.cursor.execute(f"{statement} WHERE tenant_id = {self.tenant} ORDER BY 1, 2")
        return list(self.cursor.fetchall())

    def run(self, statement: str, *params: Any) -> None:
        self.cursor.execute(f"{statement} AND tenant_id = {self.tenant}", params)
        assert self.cursor.rowcount == 1, statement

    def put_back(self) -> None:
        for table in TABLES:
            self.cursor.execute(f"DELETE FROM {table} WHERE tenant_id = {self.tenant}")
            self.cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")

    def seal_of(self, table: str, xid: int, entry: int) -> int:
        """The number of the first seal over a place."""
        at = 1 if table == "kernel_changeset" else 3
        return next(int(one[0]) for one in self.seals if (xid, entry) <= tuple(one[at : at + 2]))

    def any_of(self, table: str) -> tuple[int, int, int]:
        """A row: its transaction, its id, the seal over it."""
        xid, entry = self.dice.choice(self.rows(f"SELECT xid, id FROM {table}"))
        return xid, entry, self.seal_of(table, xid, entry)

    def tamper(self) -> tuple[str, int]:
        """Change something; gives what, and the number of the first seal that does not hold any more."""
        kind = self.dice.choice(("delete", "alter", "reorder", "insert"))
        what = self.dice.choice(("kernel_changeset", "access_auditentry", "kernel_change", "access_auditseal"))
        return f"{kind} {what}", getattr(self, kind)(what)

    def delete(self, table: str) -> int:
        if table == "access_auditseal":
            number = self.dice.choice(self.seals)[0]
            self.run(f"DELETE FROM {table} WHERE number = %s", number)
            return min(int(number) + 1, int(self.seals[-1][0]))  # that the last is missing, the anchor tells
        if table == "kernel_change":
            entry, seal = self.change()
            self.run(f"DELETE FROM {table} WHERE id = %s", entry)
            return seal
        _, entry, seal = self.any_of(table)
        self.run(f"DELETE FROM {table} WHERE id = %s", entry)
        return seal

    def change(self) -> tuple[int, int]:
        """A change of one record, and the seal over it."""
        known = {entry: xid for xid, entry in self.rows("SELECT xid, id FROM kernel_changeset")}
        entry, change_set = self.dice.choice(self.rows("SELECT id, change_set_id FROM kernel_change"))
        return entry, self.seal_of("kernel_changeset", known[change_set], change_set)

    def alter(self, table: str) -> int:
        if table == "access_auditseal":
            number = self.dice.choice(self.seals)[0]
            column = self.dice.choice(("hash = sha256('x')", "digest = sha256('x')", "entries = entries + 1"))
            self.run(f"UPDATE {table} SET {column} WHERE number = %s", number)
            return int(number)
        if table == "kernel_change":
            entry, seal = self.change()
            how = self.dice.choice(
                ('after = \'{"remark": "x"}\'', "verb = verb || ' '", "record_id = 7", "ids = '{7}'")
            )
            self.run(f"UPDATE {table} SET {how} WHERE id = %s", entry)
            return seal
        _, entry, seal = self.any_of(table)
        own = {
            "kernel_changeset": ("reason = 'x'", "records = records + 1", "undo_of = 7", "object = 'x'"),
            "access_auditentry": ("address = '10.0.0.1'", "data = '{}'", "kind = 'sign_in.done'"),
        }
        how = self.dice.choice(("at = at + interval '1 microsecond'", "person_id = 99", "via = 'x'", *own[table]))
        self.run(f"UPDATE {table} SET {how} WHERE id = %s", entry)
        return seal

    def reorder(self, table: str) -> int:
        """Two rows take each other's place."""
        if table == "access_auditseal":
            one, other = sorted(self.dice.sample([row[0] for row in self.seals], 2))
            for number, to in ((one, -1), (other, one), (-1, other)):
                self.run(f"UPDATE {table} SET number = %s WHERE number = %s", to, number)
            return int(one)
        if table == "kernel_change":
            (one, first), (other, second) = self.change(), self.change()
            while one == other:
                other, second = self.change()
            swapped, seal = (one, other), min(first, second)
        else:
            (_, one, first), (_, other, second) = self.any_of(table), self.any_of(table)
            while one == other:
                _, other, second = self.any_of(table)
            swapped, seal = (one, other), min(first, second)
        for entry, to in ((swapped[0], -1), (swapped[1], swapped[0]), (-1, swapped[1])):
            self.run(f"UPDATE {table} SET id = %s WHERE id = %s", to, entry)
        return seal

    def insert(self, table: str) -> int:
        """A row that was never there, among the others."""
        if table == "access_auditseal":
            last = self.seals[-1][0]
            self.cursor.execute(
                f"INSERT INTO {table} SELECT tenant_id, number + 1, at, journal_xid, journal_id, audit_xid, audit_id,"
                f" 1, digest, sha256('x') FROM {table} WHERE tenant_id = {self.tenant} AND number = {last}"
            )
            return int(last) + 1
        if table == "kernel_change":
            entry, seal = self.change()
            columns = "tenant_id, change_set_id, object, verb, record_id, ids, before, after"
            self.cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}"
                f" WHERE tenant_id = {self.tenant} AND id = {entry}"
            )
            return seal
        columns = {
            "kernel_changeset": "tenant_id, at, xid, object, verb, via, person_id, reason, undo_of, job_id, records",
            "access_auditentry": "tenant_id, at, xid, kind, person_id, via, address, data",
        }[table]
        entry = 0
        while not entry:  # what comes after the last seal is not the past
            _, entry, seal = self.any_of(table)
            entry = entry if seal < self.seals[-1][0] else 0
        self.cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}"
            f" WHERE tenant_id = {self.tenant} AND id = {entry} RETURNING xid, id"
        )
        return self.seal_of(table, *self.cursor.fetchone())


def test_a_hundred_changes_of_the_past_are_found(database: None) -> None:
    """A-36: each by itself, and the first link that does not hold is named."""
    made = filled()
    assert audit.verify(made.tenant)[0] is None
    owner = Owner(made.tenant, 20_261_122)
    anchor = {int(owner.seals[-1][0]): audit.verify(made.tenant)[2]}
    kinds = set()
    for turn in range(100):
        what, expected = owner.tamper()
        kinds.add(what)
        found = audit.verify(made.tenant, anchors=anchor)[0]
        assert found is not None, (turn, what)
        assert found.number == expected, (turn, what, found)
        owner.put_back()
    assert len(kinds) == 16
    assert audit.verify(made.tenant, anchors=anchor)[0] is None


NASTY = "a\r\n2026-01-01 INFO forged: line\x1b[31m\x1b]0;title\x07\u2028b\x9b31m\x85\u202egnp.exe\u2066\x7f"


def test_what_somebody_sent_stays_in_its_line(made: company.Company) -> None:
    audit.note(made.tenant, "sign_in.failed", audit.Asked(address=NASTY), name=NASTY)
    write(made.actor("boss"), "customer", [{"name": "客户", "remark": NASTY.replace("\x1b", "")}])
    told = list(lines.entries(made.tenant))
    assert any("forged" in one for one in told)
    for one in told:
        assert not set(one) & set("\r\n\x1b\x07\x9b\x85\x7f\u2028\u202e\u2066")
    entry = next(found for found in map(json.loads, told) if found["entry"] == "sign_in.failed")
    assert (entry["address"], entry["data"]["name"]) == (NASTY, NASTY)  # nothing is lost by it
