import pypinyin
import pytest

from tests.kernel.values.material import lines
from zhike.kernel.values import pinyin

# Where other people's tables disagree with each other or with 现代汉语词典; both readings are found by `alternatives`.
DISPUTED = {"宁", "隗", "尉", "牟"}


def entries(name: str) -> list[tuple[str, str]]:
    return [
        (name, reading) for name, _, reading in (line.partition("\t") for line in lines(name)) if name not in DISPUTED
    ]


@pytest.mark.parametrize("source", ["surnames.tsv", "cldr_surnames.tsv"])
def test_surnames_of_others(source: str) -> None:
    found = entries(source)
    wrong = [
        (name, reading) for name, reading in found if pinyin.readings(f"{name}明", person=True)[:-1] != reading.split()
    ]
    assert len(found) > 30
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("单田芳", "shan tian fang"),
        ("曾国藩", "zeng guo fan"),
        ("解缙", "xie jin"),
        ("仇英", "qiu ying"),
        ("朴正恩", "piao zheng en"),
        ("查良镛", "zha liang yong"),
        ("盖叫天", "ge jiao tian"),
        ("尉迟恭", "yu chi gong"),
        ("万俟卨", "mo qi xie"),
        ("澹台灭明", "tan tai mie ming"),
        ("长孙无忌", "zhang sun wu ji"),
        ("单于冒顿", "chan yu mao dun"),
        ("令狐冲", "ling hu chong"),
        ("区大海", "ou da hai"),
        ("翟天临", "zhai tian lin"),
        ("覃海洋", "qin hai yang"),
        ("逄锦聚", "pang jin ju"),
        ("幺丽", "yao li"),
        ("种师道", "chong shi dao"),
        ("員半千", "yun ban qian"),
        ("單雄信", "shan xiong xin"),
        ("吕布", "lv bu"),
        (" 曾 涛", "zeng tao"),
    ],
)
def test_people(name: str, expected: str) -> None:
    assert pinyin.syllables(name, person=True) == expected.split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("重庆银行", "chong qing yin hang"),
        ("厦门长城乐器有限公司", "xia men chang cheng yue qi you xian gong si"),
        ("东莞市长安镇", "dong guan shi chang an zhen"),
        ("成都曾记", "cheng du ceng ji"),
        ("A8数码 Tech", "a8 shu ma tech"),
        ("ＡＢＣ科技", "abc ke ji"),
        ("重慶銀行", "chong qing yin hang"),
        ("𠮷野家", "ji ye jia"),
        ("—", ""),
    ],
)
def test_companies(name: str, expected: str) -> None:
    assert pinyin.syllables(name) == expected.split()


def test_readings_and_initials() -> None:
    assert pinyin.readings("单田芳", person=True) == ["shàn", "tián", "fāng"]
    assert pinyin.initials("深圳A8数码") == "sza8sm"
    assert pinyin.alternatives("单") == ("dan", "shan", "chan")
    assert pinyin.alternatives("區")[:2] == ("qu", "ou")
    assert pinyin.alternatives("a") == ()


@pytest.mark.slow
def test_single_characters_agree_with_the_library() -> None:
    """A reading of ours is one of theirs, also where names make another the usual one."""
    common = [chr(code) for code in range(0x4E00, 0x9FA6)]
    ours = [pinyin.syllables(char) for char in common]
    theirs = pypinyin.pinyin("".join(common), style=pypinyin.Style.NORMAL, heteronym=True, v_to_u=False)
    differ = [char for char, one, many in zip(common, ours, theirs, strict=False) if one and one[0] not in many]
    assert len(theirs) == len(common)
    assert differ == []


def test_sorting() -> None:
    names = ["张三", "章三", "张四", "a", "阿里", "中国", "zeta", "李", "黎", "力", "西安", "仙", "lima", "1", "é"]
    assert sorted(names, key=pinyin.sort_key) == [
        "1", "a", "阿里", "é", "黎", "李", "力", "lima", "西安", "仙", "zeta", "张三", "张四", "章三", "中国",
    ]  # fmt: skip
    assert pinyin.sort_key("单", person=True) > pinyin.sort_key("沙") > pinyin.sort_key("单")
    assert pinyin.sort_key("𠮷𠀀é①Ａ").isascii()
    assert len({pinyin.sort_key(char) for char in "张章樟彰漳獐璋"}) == 7
