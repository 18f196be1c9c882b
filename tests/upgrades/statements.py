"""What a statement of a migration may do to a table that people are using, told from the statement alone.

A statement that is not known here to be harmless is refused. The words of the findings are those that an excuse in the
migration's file names: `# upgrade allows former: the column is not read since 0.2`.
"""

import re
from collections.abc import Iterator, Sequence

WHY = {
    "index": "an index on a table with rows is built by migrating.AddIndex, RemoveIndex or AddUnique",
    "rewrite": "every row would be written anew while nobody can read the table",
    "required": "the former program leaves the column out: null=True, db_default, or a default and migrating.AddField",
    "check": "rows are looked at while nobody can read the table: AddConstraintNotValid, and ValidateConstraint in the "
    "migration after it",
    "former": "the former program still uses it: it goes in a version after the one that no longer does",
    "rows": "rows are changed in a migration of their own, or the locks of the other statements are held as long",
    "repeat": "without a transaction, only operations of kernel.migrating can be repeated after a kill",
    "unknown": "not known to be harmless; say why it is, or teach tests/upgrades/statements.py",
}
HARMLESS = re.compile(
    "CREATE TABLE |CREATE (UNIQUE )?INDEX CONCURRENTLY |DROP INDEX CONCURRENTLY |COMMENT ON |SET CONSTRAINTS "
    "|CREATE EXTENSION IF NOT EXISTS |CREATE OR REPLACE FUNCTION |CREATE SEQUENCE "
)
ROWS = re.compile(r"\s*(UPDATE|INSERT|DELETE|MERGE|SELECT|WITH) ")
OF_A_TABLE = re.compile(r'(?:ALTER TABLE|CREATE TABLE|CREATE (?:UNIQUE )?INDEX "[^"]+" ON) "([^"]+)"')
LITERAL = re.compile(r"('([^']|'')*'|-?[\d.]+|TRUE|FALSE|NULL|NOW\(\)|STATEMENT_TIMESTAMP\(\))(::[\w\[\] ]+)?")
# What ALTER TABLE does, the first that fits: a word of `WHY`, or "" for what is done in no time.
CHANGES = (
    (r".*, (ADD|ALTER|DROP|SET|VALIDATE) ", "unknown"),  # one change a statement, so that each is looked at
    (r'ALTER COLUMN "[^"]+" (SET DATA )?TYPE |SET (UN)?LOGGED|SET TABLESPACE', "rewrite"),
    (r'ALTER COLUMN "[^"]+" SET NOT NULL', "check"),
    (r"ADD CONSTRAINT .*( NOT VALID;?$| USING INDEX )", ""),
    (r"ADD CONSTRAINT ", "check"),
    (r"DROP COLUMN |RENAME ", "former"),
    (r'ALTER COLUMN "[^"]+" (SET DEFAULT|DROP NOT NULL|SET STATISTICS|SET STORAGE)', ""),
    (r"DROP CONSTRAINT |VALIDATE CONSTRAINT ", ""),
)


def findings(statements: Sequence[str], *, rows: bool = False) -> Iterator[tuple[str, str]]:
    """A word of `WHY` for each statement that does harm, with the statement. `rows`: it also changes rows by code."""
    texts = [one.upper() for one in statements if not one.startswith("--")]
    made = {table_of(one) for one in texts if one.startswith("CREATE TABLE ")}
    others = [one for one in texts if not ROWS.match(one)]
    for at, one in enumerate(texts):
        if ROWS.match(one):
            found = ["rows"] if others else []
        elif table_of(one) in made - {None}:
            found = []
        elif one.startswith("ALTER TABLE "):
            found = list(changed(one, others, texts[at + 1 :]))
        elif re.match('CREATE (UNIQUE )?INDEX "|DROP INDEX (?!CONCURRENTLY)', one):
            found = ["index"]
        elif one.startswith("DROP TABLE "):
            found = ["former"]
        else:
            found = [] if HARMLESS.match(one) else ["unknown"]
        yield from ((word, one) for word in found)
    if rows and others:
        yield "rows", others[0]


def table_of(statement: str) -> str | None:
    found = OF_A_TABLE.match(statement)
    return found[1] if found else None


def changed(statement: str, others: Sequence[str], later: Sequence[str]) -> Iterator[str]:
    """The words for an ALTER TABLE among the others of its migration."""
    change = re.sub(r'ALTER TABLE "[^"]+" ', "", statement)
    if found := re.match(r'ADD COLUMN "[^"]+" (.*)', change, re.DOTALL):
        yield from column(found[1])
    elif found := re.match(r'ALTER COLUMN "[^"]+" DROP DEFAULT', change):
        if not any(found[0].replace("DROP", "SET") in one for one in later):
            yield "required"
    elif change.startswith("VALIDATE CONSTRAINT ") and any(
        one.startswith("ALTER TABLE") for one in others if one != statement
    ):
        yield "check"  # in one transaction with what shut the table
    elif word := next((word for pattern, word in CHANGES if re.match(pattern, change, re.DOTALL)), "unknown"):
        yield word


def column(definition: str) -> Iterator[str]:
    """The words for a column that is added to a table with rows."""
    if re.search(r"\b(GENERATED|IDENTITY|(BIG)?SERIAL)\b", definition):
        yield "rewrite"
    if re.search(r"\b(UNIQUE|PRIMARY KEY|REFERENCES|CHECK)\b", definition):
        yield "check"
    default = re.search(r"\bDEFAULT (.*?)( NOT NULL| NULL)?;?$", definition, re.DOTALL)
    if default and not LITERAL.fullmatch(default[1].strip()):
        yield "rewrite"
    if "NOT NULL" in definition and not default:
        yield "required"
