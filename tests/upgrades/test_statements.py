"""No migration since the version before shuts a table that people use, or takes from it what the former program needs.

Those of before are let be: what was released was applied, and 0.1.0 begins with empty tables.
"""

import re
from collections.abc import Sequence

import pytest
from django.db import connections, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from tests.upgrades import earlier
from tests.upgrades.statements import WHY, findings
from zhike.kernel import migrating

REPEATABLE = (migrating.AddIndex, migrating.RemoveIndex, migrating.AddUnique)


def sql(loader: MigrationLoader, node: tuple[str, str]) -> list[str]:
    """The statements of a migration, as PostgreSQL would get them."""
    migration = loader.graph.nodes[node]
    state = loader.project_state(node, at_end=False)
    with connections["owner"].schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    return list(editor.collected_sql)


def harm(migration: Migration, statements: Sequence[str], text: str) -> list[str]:
    """What is wrong and not excused."""
    by_code = any(isinstance(one, migrations.RunPython) for one in migration.operations)
    found = list(findings(statements, rows=by_code))
    if not migration.atomic:
        found += [("repeat", one.describe()) for one in migration.operations if not isinstance(one, REPEATABLE)]
    excused = set(re.findall(r"# upgrade allows (\w+): \S", text))
    return [f"{migration}: {WHY[word]}: {what}" for word, what in found if word not in excused]


def test_no_table_is_shut_while_people_use_it(database: None, before: earlier.Version) -> None:
    loader, texts = MigrationLoader(None), earlier.OURS.migrations()
    for node in earlier.brought(before):
        assert harm(loader.graph.nodes[node], sql(loader, node), texts[node].decode()) == []


@pytest.mark.parametrize(
    ("app", "name", "words"),
    [
        ("access", "0005_sign_in", {"required"}),
        ("customers", "0004_purge_links", {"index"}),
        ("kernel", "0003_orders_and_recycle_bin", {"required", "index"}),
        ("kernel", "0007_privacy", set()),
    ],
)
def test_it_is_found_in_what_django_writes(database: None, app: str, name: str, words: set[str]) -> None:
    """Some of before the rule."""
    assert {word for word, _ in findings(sql(MigrationLoader(None), (app, name)))} == words


def test_every_migration_can_be_taken_back() -> None:
    ours = earlier.OURS.migrations()
    for node, migration in MigrationLoader(None).graph.nodes.items():
        if node in ours:
            assert [one.describe() for one in migration.operations if not one.reversible] == [], node


GOOD = [
    [
        'CREATE TABLE "a" ("id" bigint NOT NULL);',
        'CREATE INDEX "i" ON "a" ("id");',
        'ALTER TABLE "a" ADD CONSTRAINT "u" UNIQUE ("id");',
    ],
    ['ALTER TABLE "a" ADD COLUMN "b" text NULL;'],
    ['ALTER TABLE "a" ADD COLUMN "b" boolean DEFAULT false NOT NULL;'],
    [
        'ALTER TABLE "a" ADD COLUMN "b" boolean DEFAULT false NOT NULL;',
        'ALTER TABLE "a" ALTER COLUMN "b" DROP DEFAULT;',
        'ALTER TABLE "a" ALTER COLUMN "b" SET DEFAULT false;',
    ],
    ['CREATE INDEX CONCURRENTLY "i" ON "a" ("b");'],
    ['ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 0) NOT VALID'],
    ['ALTER TABLE "a" VALIDATE CONSTRAINT "c"'],
    ['UPDATE "a" SET "b" = 1'],
]
BAD = [
    ("index", ['CREATE INDEX "i" ON "a" ("b");']),
    ("index", ['CREATE UNIQUE INDEX "i" ON "a" ("b") WHERE "c" IS NULL;']),
    ("index", ['DROP INDEX IF EXISTS "i";']),
    ("rewrite", ['ALTER TABLE "a" ADD COLUMN "b" uuid DEFAULT gen_random_uuid() NOT NULL;']),
    ("rewrite", ['ALTER TABLE "a" ADD COLUMN "b" bigint GENERATED ALWAYS AS ("c" + 1) STORED;']),
    ("rewrite", ['ALTER TABLE "a" ALTER COLUMN "b" TYPE bigint USING "b"::bigint;']),
    ("required", ['ALTER TABLE "a" ADD COLUMN "b" text NOT NULL;']),
    (
        "required",
        [
            'ALTER TABLE "a" ADD COLUMN "b" boolean DEFAULT false NOT NULL;',
            'ALTER TABLE "a" ALTER COLUMN "b" DROP DEFAULT;',
        ],
    ),
    ("check", ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;']),
    ("check", ['ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 0);']),
    ("check", ['ALTER TABLE "a" ADD CONSTRAINT "c" FOREIGN KEY ("b") REFERENCES "d" ("id");']),
    ("check", ['ALTER TABLE "a" ADD COLUMN "b" text NULL UNIQUE;']),
    (
        "check",
        ['ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("b" > 0) NOT VALID', 'ALTER TABLE "a" VALIDATE CONSTRAINT "c"'],
    ),
    ("former", ['ALTER TABLE "a" DROP COLUMN "b" CASCADE;']),
    ("former", ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";']),
    ("former", ['DROP TABLE "a" CASCADE;']),
    ("rows", ['ALTER TABLE "a" ADD COLUMN "b" text NULL;', 'UPDATE "a" SET "b" = 1']),
    ("unknown", ['CLUSTER "a"']),
    ("unknown", ['ALTER TABLE "a" DISABLE TRIGGER ALL;']),
]  # fmt: skip


@pytest.mark.parametrize("statements", GOOD)
def test_what_is_harmless_passes(statements: list[str]) -> None:
    assert list(findings(statements)) == []


@pytest.mark.parametrize(("word", "statements"), BAD)
def test_what_does_harm_is_found(word: str, statements: list[str]) -> None:
    assert word in [found for found, _ in findings(statements)]
