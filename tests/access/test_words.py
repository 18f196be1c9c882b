"""Every word that access says stands in every catalogue, with the same places for data."""

import json
import re
from pathlib import Path

import pytest

import zhike.access
from zhike.kernel import words

FOLDER = Path(zhike.access.__file__).parent
CODE = re.compile(r'(?:Fault|Refused|Conflict|NotFound|Forbidden|Unauthenticated)\(\s*"([a-z_]+\.[a-z_]+)"')
PLACES = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def read(language):
    return json.loads((FOLDER / "catalogue" / f"access.{language}.json").read_text("utf-8"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_error_has_words(language, database):
    source = "".join(one.read_text("utf-8") for one in FOLDER.rglob("*.py"))
    said = set(CODE.findall(source))
    assert len(said) > 15
    assert not {one for one in said if words.find(one, language) is None}


def test_the_catalogues_say_the_same():
    chinese, english = (read(language) for language in words.LANGUAGES)
    assert chinese.keys() == english.keys()
    for key in chinese:
        assert set(PLACES.findall(chinese[key])) == set(PLACES.findall(english[key])), key
        assert chinese[key].strip()
        assert english[key].strip()


def test_the_order_of_keys_is_the_same():
    assert list(read("zh-CN")) == list(read("en"))
