"""Every code has its words, in every language, with the same data; and no words are left without a code."""

import ast
import json
import string
from pathlib import Path

import zhike.engines.intake
import zhike.kernel

HOME = Path(zhike.engines.intake.__file__).parent
WORDS = {
    language: {
        key: words
        for file in sorted((HOME / "catalogue").glob(f"*{language}.json"))
        for key, words in json.loads(file.read_text("utf-8")).items()
    }
    for language in ("zh-CN", "en")
}
RAISED = {"IntakeError", "CellFault", "Conflict", "Fault", "Forbidden", "Malformed", "NotFound"}
SAID = ("intake.", "object.", "field.", "choice.", "help.", "import_source.mail_")  # words that are no error's


def codes() -> set[str]:
    """The codes in the source: the first argument of whatever makes an error or a fault."""
    found = set()
    for file in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_languages_agree() -> None:
    zh, en = WORDS["zh-CN"], WORDS["en"]
    assert zh.keys() == en.keys()
    assert {key: placeholders(zh[key]) for key in zh} == {key: placeholders(en[key]) for key in en}


def test_every_code_has_words_and_all_words_a_code() -> None:
    ours = {key for key in WORDS["en"] if not key.startswith(SAID)}
    assert ours <= codes()
    assert codes() <= ours | others()


def others() -> set[str]:
    """The keys of all other catalogues."""
    files = [file for file in HOME.parent.parent.rglob("catalogue/*en.json") if HOME not in file.parents]
    return {key for file in files for key in json.loads(file.read_text("utf-8"))}


def test_no_other_catalogue_has_the_same_keys() -> None:
    assert not set(WORDS["en"]) & others()
