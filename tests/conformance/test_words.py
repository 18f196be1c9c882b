"""Users' words: everything that can be shown has them in every language, and they say the same things."""

import re

import pytest

from tests.conformance import worlds
from zhike.kernel import registry, words
from zhike.kernel.conditions import operators

PLACES = re.compile(r"(?<!\{)\{(\w+)")
OTHER = [one for one in words.LANGUAGES if one != words.DEFAULT]


def test_every_language_has_the_same_words():
    first = words.catalogue(words.DEFAULT)
    for language in OTHER:
        assert set(words.catalogue(language)) == set(first)


@pytest.mark.parametrize("language", OTHER)
def test_words_are_filled_with_the_same_data(language):
    first, other = words.catalogue(words.DEFAULT), words.catalogue(language)
    differing = {key for key in first if set(PLACES.findall(first[key])) != set(PLACES.findall(other.get(key, "")))}
    # What a language leaves out must at least be known to the one that everything is written for.
    assert {key for key in differing if not set(PLACES.findall(other[key])) <= set(PLACES.findall(first[key]))} == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("name", worlds.OBJECTS)
def test_an_object_is_named_with_all_its_parts(name, language):
    spec = registry.declared_object(name)
    shown = [spec.label(language), spec.label(language, plural=True)]
    assert words.find(f"object.{name}.plural", language)
    for field in spec.fields.values():
        shown.append(label := field.label(language))
        assert label != field.name, field.name
        for option in field.options:
            shown.append(label := field.option_label(option.value, language))
            assert label != option.value or field.kind.kind == "code", (field.name, option.value)
        shown += [words.say(f"op.{op}", language) for op in operators.of(field.kind)]
    if spec.shape.nav:
        shown.append(words.say(f"nav.{spec.shape.nav}", language))
    for text in shown:
        assert text.strip() == text
        assert text
        assert not re.match(r"(object|field|choice|op|nav)\.", text), text
