"""How a name sounds: a key that spellings of the same name share."""

from __future__ import annotations

import re

from zhike.kernel.values import pinyin

_HAN = re.compile(r"[\u3400-\u9fff]")
# Soundex (Russell and Odell, US patents 1,261,167 and 1,435,663, 1918 and 1922): letters that sound alike.
_SOUNDS = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556", "")
_LETTERS = re.compile(r"[^a-z]")
_WORD = re.compile(r"[a-z]+")
# Surnames of two characters (百家姓, and a few more that are met today).
_COMPOUND = """
欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 夏侯 端木 南宫 万俟 闻人 独孤 轩辕 澹台 公冶
宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 拓跋 呼延 西门 东郭 百里 第五
"""
COMPOUND = frozenset(_COMPOUND.split())


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


def written_in_latin(name: str) -> str:
    """A person's name in small Latin letters, its words in order: of 欧阳雨桐 as of Yutong Ouyang ``ouyang yutong``."""
    if not _HAN.search(name):
        return " ".join(sorted(_WORD.findall(name)))
    sounds = pinyin.syllables(name, person=True)
    family = 2 if name[:2] in COMPOUND and len(sounds) > 2 else 1
    return " ".join(sorted(part for part in ("".join(sounds[:family]), "".join(sounds[family:])) if part))
