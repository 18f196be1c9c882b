"""Words that mean "nothing here" in spreadsheets. For files only: whoever sends 无 through the API means 无."""

import math

from zhike.kernel.values import text

_WORDS = """
    无 空 暂无 没有 未知 不详 不明 待补 待补充 待定 待填 待完善 未填 未填写 未提供 未登记 缺 暂缺 缺失 空白 空值 (空)
    (无) (空白) n/a na n.a. #n/a #n/a! nil null none nan (null) [null] <null> <na> \\n undefined unknown tbd tba blank
    #value! #ref! #div/0! #num! #name? #null! #getting_data
    - -- --- _ __ ___ — —— – / // \\ . .. ... … …… · * ** *** ? ?? ??? ~ 0000-00-00 0000/00/00 1900-00-00
    """
WORDS = frozenset(_WORDS.split()) | {"0000-00-00 00:00:00"}


def is_empty(raw: object) -> bool:
    """Whether a cell says that it has no value: blank, or one of `WORDS` in any width and case."""
    if not isinstance(raw, str):
        return raw is None or (isinstance(raw, float) and math.isnan(raw))
    if len(raw) > 24:
        return text.is_blank(raw)
    return text.is_blank(raw) or text.fold(raw) in WORDS
