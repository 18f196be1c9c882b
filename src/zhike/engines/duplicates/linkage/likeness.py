"""How well two values agree: levels from 1 on (0, equal, is known before), the last is "different".

Each function takes the values of a column and the numbers of two at a time, which are not equal, and gives their
levels. The measures are RapidFuzz's: Jaro-Winkler for names, edit distance with transpositions for what is typed digit
by digit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from zhike.engines.duplicates.linkage.firms import firms
from zhike.engines.duplicates.linkage.places import code, within
from zhike.engines.duplicates.linkage.spoken import named, written_in_latin
from zhike.engines.duplicates.linkage.values import Codes, Truths, Values

Levels = NDArray[np.int8]
Likeness = Callable[[Values, Codes, Codes], Levels]

CLOSE_NAME, LIKE_NAME, LIKE_MAIL = 0.92, 0.8, 0.88  # Jaro-Winkler
CLOSE_TEXT, LIKE_TEXT = 88, 70  # of 100, after the words are sorted
MANY = 10_000  # pairs for which several threads are worth their start
SHORTEST_HEAD = 3  # characters of a name that count as its short form
SHORTEST_NUMBER = 7  # digits that two phone numbers have in common when codes before them are left out


def names(values: Values, left: Codes, right: Codes) -> Levels:
    """1 a slip, the same sound or a short form; 2 alike, or an initial; 3 different.

    A Chinese character is a syllable and not a letter: 张伟 and 张玮 sound the same, 张伟 and 张伟明 are alike,
    张伟 and 张强 different. Zhang Wei is what 张伟 sounds like.
    """
    lengths, chinese = values.feature(len), values.feature(_is_chinese)
    shortest = np.minimum(lengths[left], lengths[right])
    alike, edits = _score(values, left, right, JaroWinkler.similarity), _score(values, left, right, OSA.distance)
    begins = _one_ends_the_other(values, left, right, alike >= LIKE_NAME)
    slip = ((edits <= 1) | begins) & (shortest >= SHORTEST_HEAD) | (alike >= CLOSE_NAME)
    initial = (shortest == 1) & values.same(_initial, left, right)
    levels = _levels(slip, (alike >= LIKE_NAME) | initial)
    same = values.same(named, left, right) | values.same(written_in_latin, left, right)
    spoken = _levels(same, begins & (shortest > 1))
    return np.where(chinese[left] | chinese[right], spoken, levels)


def places(values: Values, left: Codes, right: Codes) -> Levels:
    """Of places of China: 1 one lies in the other, 2 in the same city, 3 apart. Others as `names`."""
    codes = values.feature(code)
    one, other = codes[left], codes[right]
    by_code = _levels(within(one, other) | within(other, one), one // 100 == other // 100)
    return np.where((one != 0) & (other != 0), by_code, names(values, left, right))


def words(values: Values, left: Codes, right: Codes) -> Levels:
    """Addresses and other text: 1 nearly the same words in any order, 2 many of them, 3 different."""
    score = np.maximum(_score(values, left, right, fuzz.token_sort_ratio), _score(values, left, right, fuzz.ratio))
    return _levels(score >= CLOSE_TEXT, score >= LIKE_TEXT)


def digits(values: Values, left: Codes, right: Codes) -> Levels:
    """Numbers and codes: 1 one slip of the finger (a digit, or two that changed places), 2 different."""
    return _levels(_score(values, left, right, OSA.distance) <= 1)


def phones(values: Values, left: Codes, right: Codes) -> Levels:
    """1 one slip of the finger, or a code of a country or an area before the one; 2 different."""
    ends = _one_ends_with_the_other(values, left, right)
    return _levels((_score(values, left, right, OSA.distance) <= 1) | ends)


def dates(values: Values, left: Codes, right: Codes) -> Levels:
    """YYYYMMDD: 1 one slip, or day and month changed places; 2 two slips; 3 different."""
    edits = _score(values, left, right, OSA.distance)
    return _levels((edits <= 1) | (values.feature(_turned)[left] == values.feature(_day)[right]), edits <= 2)


def emails(values: Values, left: Codes, right: Codes) -> Levels:
    """1 the same before the @, or one slip; 2 alike; 3 different."""
    edits, alike = _score(values, left, right, OSA.distance), _score(values, left, right, JaroWinkler.similarity)
    return _levels((edits <= 1) | values.same(_mailbox, left, right), alike >= LIKE_MAIL)


def companies(values: Values, left: Codes, right: Codes) -> Levels:
    """1 the same but for place or form, 2 a short name, nearly the same words, or the same sound and business; 3 alike
    in brand or in some words; 4 different.

    Places and branches that contradict each other make them different.
    """
    found = values.made(firms)
    wholes, cores = found.wholes, found.cores
    near, core = found.near(left, right), cores.of(left) == cores.of(right)
    same = wholes.of(left) == wholes.of(right)
    same |= near & ((wholes.of(left) == cores.of(right)) | (cores.of(left) == wholes.of(right)))
    spoken = (found.spoken[left] == found.spoken[right]) & (found.spoken[left] != 0)
    words_alike = _score(cores, left, right, fuzz.token_set_ratio) >= CLOSE_TEXT
    levels = _levels(
        same | (near & core),
        near & (found.short(left, right) | (_score(cores, left, right, fuzz.token_sort_ratio) >= CLOSE_TEXT)),
        near & (spoken | words_alike),
    )
    levels[found.branches[left] != found.branches[right]] = 4
    return levels


def classes(_values: Values, left: Codes, _right: Codes) -> Levels:
    """Equal or not."""
    return np.ones(len(left), np.int8)


def _is_chinese(text: str) -> bool:
    return not text.isascii()


def _day(date: str) -> int:
    return int(date) if date.isdecimal() else -2


def _turned(date: str) -> int:
    """With day and month in each other's place."""
    return int(date[:4] + date[6:] + date[4:6]) if len(date) == 8 and date.isdecimal() else -1


def _mailbox(address: str) -> str:
    return address.partition("@")[0]


def _initial(text: str) -> str:
    return text[:1]


def _one_ends_with_the_other(values: Values, left: Codes, right: Codes) -> Truths:
    """Whether one number of enough digits is the end of the other."""
    ends = values.same(_last_digits, left, right)
    for at in np.flatnonzero(ends).tolist():
        short, long = sorted((values.texts[left[at]], values.texts[right[at]]), key=len)
        ends[at] = len(short) < len(long) and long.endswith(short)
    return ends


def _last_digits(number: str) -> str:
    return number[-SHORTEST_NUMBER:] if len(number) >= SHORTEST_NUMBER else ""


def _one_ends_the_other(values: Values, left: Codes, right: Codes, where: Truths) -> Truths:
    """Whether one text begins with the other or, in Chinese, ends with it (the given name alone)."""
    found = np.zeros(len(left), bool)
    texts = values.texts
    for at in np.flatnonzero(where).tolist():
        short, long = sorted((texts[left[at]], texts[right[at]]), key=len)
        found[at] = long.startswith(short) or (_is_chinese(short) and long.endswith(short))
    return found


def _score(values: Values, left: Codes, right: Codes, scorer: Any) -> NDArray[np.float32]:
    workers = -1 if len(left) > MANY else 1
    return np.asarray(
        process.cpdist(values.of(left), values.of(right), scorer=scorer, dtype=np.float32, workers=workers)
    )


def _levels(*reached: Truths) -> Levels:
    """The first level, from 1 on, that each pair reaches; one more than there are for none."""
    levels = np.full(len(reached[0]), len(reached) + 1, np.int8)
    for level in range(len(reached), 0, -1):
        levels[reached[level - 1]] = level
    return levels
