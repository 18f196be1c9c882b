"""Pinyin of names, for search and for sorting: fast, and right where it matters in a CRM.

Readings of single characters are pypinyin's (its table alone: importing the package would load 47,000 phrases). On top
of them lie a few defaults for names of people and companies, surnames (after 现代汉语词典 and CLDR's transform
``Han-Latin-Names``), and pairs of characters that settle a heteronym, mostly place names and words in company names.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from zhike.kernel.values.text import simplify, traditional

_LATIN_RUN = re.compile(r"[0-9a-z]+")
_UMLAUT = str.maketrans({"ü": "v", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v"})
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"

# What a character is in a name where the table's first reading is another.
_DEFAULTS = """
卜bǔ 𠮷jí 都dū 长cháng 晟shèng 薄bó 调tiáo 似sì 佛fó 着zhuó 还huán 了liǎo 没mò 什shí 给gěi 仔zǎi 阿ā 茜qiàn
娜nà 逄páng 婷tíng 涌yǒng 柜guì 绿lǜ 粘zhān 翟zhái 骑qí 熨yùn 噌chēng 咖kā 吁xū 地dì 的de 兴xīng 乾qián 澄chéng 铅qiān
呢ní 吗mǎ
"""

# Readings of characters and pairs that begin a person's name.
_SURNAMES = """
华huà 葛gě 任rén 乐yuè 卜bǔ 纪jǐ 缪miào 干gān 解xiè 单shàn 於yū 隗wěi 仇qiú 薄bó 能nài 翟zhái 燕yān 都dū 阚kàn 那nā
曾zēng 乜niè 相xiàng 查zhā 盖gě 哈hǎ 肖xiāo 区ōu 覃qín 朴piáo 繁pó 员yùn 句gōu 要yāo 过guō 折shé 召shào 撒sǎ 甯nìng
六lù 种chóng 重chóng 幺yāo 么yāo 尉wèi 秘bì 黑hè 盛shèng 谌chén 冼xiǎn 洗xiǎn 逄páng 佴nài 牟mù 祭zhài 訾zī 郗xī 庹tuǒ
隽juàn 钭tǒu 应yīng 贾jiǎ 郇xún 郄qiè 贲bēn 费fèi 莘shēn 亓qí 车chē 石shí 万wàn 长cháng 强qiáng 沈shěn 舍shè 刀diāo
宿sù 曲qū 中zhòng 令líng 台tái 尹yǐn 奇qí 宁níng 冯féng 柏bǎi 晁cháo 藏zāng 占zhān 降jiàng
叶yè 丁dīng 仉zhǎng 适kuò
宓mì 敦dūn 莞guān 洞tóng 俞yú 囤dùn 桔jié 便pián 角jué 参shēn 蕃pí 尧yáo 褶xí 瞿qú 瞭liǎo 瘳chōu 眭suī 睦mù
万俟:mò,qí 尉迟:yù,chí 澹台:tán,tái 长孙:zhǎng,sūn 单于:chán,yú 令狐:líng,hú 乐正:yuè,zhèng 子车:zǐ,jū 宰父:zǎi,fǔ
诸葛:zhū,gě 夹谷:jiá,gǔ 段干:duàn,gān 句龙:gōu,lóng 尉犁:yù,lí 万年:wàn,nián 重黎:chóng,lí 百里:bǎi,lǐ 角里:lù,lǐ
夏侯:xià,hóu 吐万:tǔ,wàn 可频:kè,pín 吐谷:tǔ,yù 谷浑:yù,hún 库狄:shè,dí 区阳:ōu,yáng 那拉:nà,lā 燕山:yān,shān
"""

# Pairs that settle the reading of one of their characters.
_PAIRS = """
银行:yín,háng 商行:shāng,háng 车行:chē,háng 洋行:yáng,háng 行业:háng,yè 分行:fēn,háng 支行:zhī,háng 总行:zǒng,háng
行情:háng,qíng 同行:tóng,háng 央行:yāng,háng 农行:nóng,háng 中行:zhōng,háng 工行:gōng,háng 建行:jiàn,háng
招行:zhāo,háng 交行:jiāo,háng 行家:háng,jiā 米行:mǐ,háng 鱼行:yú,háng 花行:huā,háng 粮行:liáng,háng 布行:bù,háng
木行:mù,háng 金行:jīn,háng 药行:yào,háng 茶行:chá,háng 电行:diàn,háng 器行:qì,háng 材行:cái,háng 易行:yì,háng
卖行:mài,háng 当行:dàng,háng 酒行:jiǔ,háng 琴行:qín,háng 灯行:dēng,háng 货行:huò,háng 果行:guǒ,háng 行长:háng,zhǎng
行号:háng,hào 成长:chéng,zhǎng 增长:zēng,zhǎng 生长:shēng,zhǎng 家长:jiā,zhǎng 校长:xiào,zhǎng 部长:bù,zhǎng
会长:huì,zhǎng 院长:yuàn,zhǎng 所长:suǒ,zhǎng 市长:shì,zhǎng 县长:xiàn,zhǎng 局长:jú,zhǎng 处长:chù,zhǎng 科长:kē,zhǎng
站长:zhàn,zhǎng 厂长:chǎng,zhǎng 店长:diàn,zhǎng 村长:cūn,zhǎng 队长:duì,zhǎng 班长:bān,zhǎng 组长:zǔ,zhǎng
首长:shǒu,zhǎng 学长:xué,zhǎng 长子:zhǎng,zǐ 长大:zhǎng,dà 长老:zhǎng,lǎo 长辈:zhǎng,bèi 长者:zhǎng,zhě 董长:dǒng,zhǎng
事长:shì,zhǎng 总长:zǒng,zhǎng 重庆:chóng,qìng 重新:chóng,xīn 重建:chóng,jiàn 重组:chóng,zǔ 重阳:chóng,yáng
重修:chóng,xiū 双重:shuāng,chóng 重构:chóng,gòu 重塑:chóng,sù 重启:chóng,qǐ 重生:chóng,shēng 九重:jiǔ,chóng
万重:wàn,chóng 重逢:chóng,féng 音乐:yīn,yuè 乐器:yuè,qì 乐团:yuè,tuán 乐队:yuè,duì 乐曲:yuè,qǔ 乐谱:yuè,pǔ
声乐:shēng,yuè 民乐:mín,yuè 器乐:qì,yuè 礼乐:lǐ,yuè 雅乐:yǎ,yuè 国乐:guó,yuè 琴乐:qín,yuè 乐坊:yuè,fāng 乐清:yuè,qīng
乐亭:lào,tíng 乐陵:lào,líng 会计:kuài,jì 财会:cái,kuài 会稽:kuài,jī 厦门:xià,mén 厦大:xià,dà 厦航:xià,háng
厦工:xià,gōng 厦钨:xià,wū 传记:zhuàn,jì 西藏:xī,zàng 藏族:zàng,zú 藏药:zàng,yào 藏医:zàng,yī 宝藏:bǎo,zàng
藏香:zàng,xiāng 青藏:qīng,zàng 川藏:chuān,zàng 藏獒:zàng,áo 弹性:tán,xìng 弹簧:tán,huáng 弹力:tán,lì 反弹:fǎn,tán
校准:jiào,zhǔn 校正:jiào,zhèng 校对:jiào,duì 校验:jiào,yàn 朝阳:zhāo,yáng 朝霞:zhāo,xiá 今朝:jīn,zhāo 朝气:zhāo,qì
朝晖:zhāo,huī 全都:quán,dōu 模具:mú,jù 模板:mú,bǎn 塑模:sù,mú 角色:jué,sè 主角:zhǔ,jué 供给:gōng,jǐ 给予:jǐ,yǔ
补给:bǔ,jǐ 率先:shuài,xiān 人参:rén,shēn 海参:hǎi,shēn 参茸:shēn,róng 党参:dǎng,shēn 洋参:yáng,shēn 红参:hóng,shēn
参业:shēn,yè 差旅:chāi,lǚ 出差:chū,chāi 畜牧:xù,mù 畜产:xù,chǎn 畜禽:chù,qín 对称:duì,chèn 薄膜:báo,mó 薄板:báo,bǎn
薄壁:báo,bì 柏林:bó,lín 湖泊:hú,pō 商贾:shāng,gǔ 瑜伽:yú,jiā 星宿:xīng,xiù 轧钢:zhá,gāng 空调:kōng,tiáo 调度:diào,dù
调查:diào,chá 调研:diào,yán 弄堂:lòng,táng 便宜:pián,yí 仔细:zǐ,xì 种植:zhòng,zhí 应用:yìng,yòng 应急:yìng,jí
供应:gōng,yìng 钻石:zuàn,shí 济南:jǐ,nán 济宁:jǐ,níng 济源:jǐ,yuán 六安:lù,ān 六合:lù,hé 番禺:pān,yú 蚌埠:bèng,bù
台州:tāi,zhōu 天台:tiān,tāi 丽水:lí,shuǐ 铅山:yán,shān 东莞:dōng,guǎn 大埔:dà,bù 黄埔:huáng,pǔ 单县:shàn,xiàn
浚县:xùn,xiàn 尉犁:yù,lí 涡阳:guō,yáng 歙县:shè,xiàn 燕郊:yān,jiāo 燕山:yān,shān 燕京:yān,jīng 洪洞:hóng,tóng
繁峙:fán,shì 解州:hài,zhōu 黄陂:huáng,pí 监利:jiàn,lì 枞阳:zōng,yáng 莘县:shēn,xiàn 莘庄:xīn,zhuāng 任丘:rén,qiū
任县:rén,xiàn 华山:huà,shān 华阴:huà,yīn 牟平:mù,píng 中牟:zhōng,mù 井陉:jǐng,xíng 大城:dài,chéng 蔚县:yù,xiàn
句容:jù,róng 浒墅:xǔ,shù 泌阳:bì,yáng 荥阳:xíng,yáng 东阿:dōng,ē 筠连:jūn,lián 刹海:chà,hǎi 龟兹:qiū,cí 吐蕃:tǔ,bō
新郑:xīn,zhèng 任城:rén,chéng 长安:cháng,ān 长沙:cháng,shā 长春:cháng,chūn 长江:cháng,jiāng 长城:cháng,chéng
长治:cháng,zhì 长乐:cháng,lè 长宁:cháng,níng 长寿:cháng,shòu 长兴:cháng,xīng 长丰:cháng,fēng 长虹:cháng,hóng
长远:cháng,yuǎn 长期:cháng,qī 长青:cháng,qīng 闽侯:mǐn,hòu 侯马:hóu,mǎ 长葛:cháng,gé 房山:fáng,shān 阿房:ē,páng
东胜:dōng,shèng 曲靖:qū,jìng 曲阜:qū,fù 曲阳:qū,yáng 巴音:bā,yīn 可可:kě,kě 般若:bō,rě 大宛:dà,yuān 屯留:tún,liú
尉氏:wèi,shì 枝江:zhī,jiāng 获嘉:huò,jiā 六枝:lù,zhī
"""


class _Tables(NamedTuple):
    all: dict[str, str]  # 重 -> "zhòng,chóng,tóng"
    toned: dict[str, str]  # 重 -> zhòng
    plain: dict[str, str]  # 重 -> zhong
    first: dict[str, str]  # 重 -> z
    surnames: dict[str, tuple[str, ...]]
    pairs: dict[str, tuple[str, ...]]
    unsettled: re.Pattern[str]  # the heteronyms that a pair settles
    special: re.Pattern[str]  # these and all that is not simplified


@cache
def _tables() -> _Tables:
    spec = find_spec("pypinyin")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    data = json.loads((Path(spec.submodule_search_locations[0]) / "pinyin_dict.json").read_bytes())
    every: dict[str, str] = {chr(int(code)): readings for code, readings in data.items()}
    toned = {char: readings.partition(",")[0] for char, readings in every.items()}
    toned |= {entry[0]: entry[1:] for entry in _DEFAULTS.split()}
    bare = {reading: _bare(reading) for reading in set(toned.values())}
    plain = {char: bare[reading] for char, reading in toned.items()}
    first = {char: syllable[0] for char, syllable in plain.items()}
    pairs = _parsed(_PAIRS)
    settled = (entry for pair, read in pairs.items() for entry in zip(pair, read, strict=True))
    unsettled = re.compile(f"[{''.join(sorted({char for char, reading in settled if toned[char] != reading}))}]")
    special = re.compile(f"{unsettled.pattern[:-1]}{traditional().pattern[1:]}")
    return _Tables(every, toned, plain, first, _parsed(_SURNAMES), pairs, unsettled, special)


def _parsed(entries: str) -> dict[str, tuple[str, ...]]:
    table = {}
    for entry in entries.split():
        word, _, readings = entry.partition(":")
        table[word if readings else entry[0]] = tuple(readings.split(",")) if readings else (entry[1:],)
    return table


@cache
def _bare(reading: str) -> str:
    """``lǜ`` -> ``lv``."""
    letters = unicodedata.normalize("NFD", reading.translate(_UMLAUT))
    return "".join(c for c in letters if not unicodedata.combining(c))


@cache
def _numbered(reading: str) -> str:
    """``lǜ`` -> ``lv4``; a neutral tone is 5."""
    marks = unicodedata.normalize("NFD", reading)
    return _bare(reading) + next((_TONES[c] for c in marks if c in _TONES), "5")


def _prepared(text: str) -> str:
    return text.lower() if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text).lower()


def _overrides(text: str, person: bool) -> dict[int, str]:
    """Where in the text a character is not read as it is alone: position -> reading."""
    tables = _tables()
    found: dict[int, str] = {}
    if tables.special.search(text):
        plain = simplify(text)
        for match in tables.unsettled.finditer(plain):
            at = match.start()
            for start in (at - 1, at) if at else (at,):
                if pair := tables.pairs.get(plain[start : start + 2]):
                    found[start], found[start + 1] = pair
    if person:
        start = len(text) - len(text.lstrip())
        written = text[start : start + 2]
        plain = simplify(written)
        begins = (written, plain, written[:1], plain[:1])  # 於 and 甯 are surnames beside 于 and 宁
        name = next((tables.surnames[begin] for begin in begins if begin in tables.surnames), None)
        if name:
            found.update(enumerate(name, start))
    return found


def readings(text: str, *, person: bool = False) -> list[str]:
    """``["shàn", "tián", "fāng"]``: one reading a Chinese character, other runs of letters and digits as they are.

    ``person=True`` reads the beginning as a surname: 单 Shàn, 万俟 Mòqí.
    """
    return _spelled(text, person, _tables().toned, str)


def syllables(text: str, *, person: bool = False) -> list[str]:
    """`readings` without tones, in ASCII (ü is v): ``["shan", "tian", "fang"]``."""
    return _spelled(text, person, _tables().plain, _bare)


def initials(text: str, *, person: bool = False) -> str:
    """First letters of the syllables, other runs of letters and digits whole: ``A8数码`` -> ``a8sm``."""
    return "".join(_spelled(text, person, _tables().first, _first))


def _first(reading: str) -> str:
    return _bare(reading)[0]


def _spelled(text: str, person: bool, table: dict[str, str], form: Callable[[str], str]) -> list[str]:
    text = _prepared(text)
    get = table.get
    spelled = [get(char, "") for char in text]
    for at, reading in _overrides(text, person).items():
        spelled[at] = form(reading)
    if all(spelled):
        return spelled
    for run in _LATIN_RUN.finditer(text):
        spelled[run.start()] = run[0]
    return [part for part in spelled if part]


def alternatives(char: str) -> tuple[str, ...]:
    """Every toneless reading of one character, the usual one first; for search, which should find them all."""
    tables = _tables()
    usual = tables.plain.get(char)
    if usual is None:
        return ()
    surname = tables.surnames.get(simplify(char), ())
    return tuple(dict.fromkeys((usual, *map(_bare, surname), *map(_bare, tables.all.get(char, usual).split(",")))))


def sort_key(text: str, *, person: bool = False) -> str:
    """An ASCII key that sorts by syllable, tone and character (byte order): 李, 黎, 力, then lima.

    A Chinese character becomes its numbered syllable and its code point: a shorter syllable sorts before a longer one
    (xi, xian) and equal syllables stay together by character. Latin letters sort among them, without case or accents.
    """
    text = _prepared(text)
    if text.isascii():
        return text
    get = _KEYS.get
    parts = [get(char) or _key(char) for char in text]
    for at, reading in _overrides(text, person).items():
        parts[at] = _numbered(reading) + _code(text[at])
    return "".join(parts)


_KEYS: dict[str, str] = {}


def _key(char: str) -> str:
    toned = _tables().toned.get(char)
    if toned:
        key = _numbered(toned) + _code(char)
    elif char.isascii():
        key = char
    else:
        key = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii()) or "~" + _code(char)
    return _KEYS.setdefault(char, key)


def _code(char: str) -> str:
    """The code point in four digits to base 36."""
    number, digits = ord(char), ""
    for _ in range(4):
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits
