"""How a name sounds: a key that spellings of the same name share."""

from __future__ import annotations

import re

from zhike.kernel.values import pinyin

_HAN = re.compile(r"[\u3400-\u9fff]")
# Soundex (Russell and Odell, US patents 1,261,167 and 1,435,663, 1918 and 1922): letters that sound alike.
_SOUNDS = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556", "")
_LETTERS = re.compile(r"[^a-z]")


def sound(text: str) -> str:
    """Of Chinese characters the pinyin without tones, of Latin letters their Soundex code; "" of neither."""
    if _HAN.search(text):
        return "".join(pinyin.syllables(text))
    letters = _LETTERS.sub("", text)
    return soundex(letters) if letters else text


def named(text: str) -> str:
    """The same of a person's name, as surnames have readings of their own: 单 is shan."""
    return "".join(pinyin.syllables(text, person=True)) if _HAN.search(text) else sound(text)


def soundex(letters: str) -> str:
    """The code of a word of lower-case letters a to z: ``robert`` and ``rupert`` are ``r163``."""
    digits, last = [], ""
    for letter in letters:
        digit = letter.translate(_SOUNDS)
        if digit.isdigit():
            if digit != last:
                digits.append(digit)
            last = digit
        elif letter not in "hw":  # these two do not part equal sounds, vowels do
            last = ""
    if letters[0].translate(_SOUNDS).isdigit():
        digits = digits[1:]
    return letters[0] + "".join(digits)[:3].ljust(3, "0")
