import pytest

from zhike.kernel.values import Bad, region
from zhike.kernel.values.region_names import load, short


@pytest.mark.parametrize(
    ("address", "place", "rest"),
    [
        ("广东省深圳市南山区xx路1号", "广东省深圳市南山区", "xx路1号"),
        ("广东深圳南山科技园", "广东省深圳市南山区", "科技园"),
        ("深圳南山大道1号", "广东省深圳市", "南山大道1号"),
        ("北京市朝阳区建国路", "北京市朝阳区", "建国路"),
        ("北京朝阳门外大街", "北京市", "朝阳门外大街"),
        ("上海 上海市 浦东新区葛路D座", "上海市浦东新区", "葛路D座"),
        ("陕西省 西安 雁塔区六盘水街L座", "陕西省西安市雁塔区", "六盘水街L座"),
        ("江苏省 苏州市 工业园区张街N座", "江苏省苏州市", "工业园区张街N座"),
        ("吉林省吉林市昌邑区", "吉林省吉林市昌邑区", ""),
        ("吉林吉林", "吉林省吉林市", ""),
        ("海南藏族自治州共和县", "青海省海南藏族自治州共和县", ""),
        ("湖北仙桃", "湖北省仙桃市", ""),
        ("廣東省廣州市天河區", "广东省广州市天河区", ""),
        ("内蒙古呼和浩特市赛罕区", "内蒙古自治区呼和浩特市赛罕区", ""),
        ("新疆乌鲁木齐天山区", "新疆维吾尔自治区乌鲁木齐市天山区", ""),
        ("黔南州都匀市", "贵州省黔南布依族苗族自治州都匀市", ""),
        ("江苏镇江京口", "江苏省镇江市京口区", ""),
        ("陕西咸阳乾县", "陕西省咸阳市乾县", ""),
        ("北京市崇文区", "北京市东城区", ""),
        ("吴江市松陵镇", "江苏省苏州市吴江区", "松陵镇"),
        ("浙江义乌", "浙江省金华市义乌市", ""),
        ("东莞市长安镇", "广东省东莞市", "长安镇"),
        ("湖北省吉林市场", "湖北省", "吉林市场"),
        ("中国广东省广州市", "广东省广州市", ""),
        ("香港九龙", "香港特别行政区", "九龙"),
    ],
)
def test_addresses(address: str, place: str, rest: str) -> None:
    code, found = region.parse(address)
    assert (region.title(code), found) == (place, rest)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        *(("深圳", "440300"), ("乌鲁木齐市", "650100"), ("广州", "440100"), ("北京", "110000"), ("海南", "460000")),
        *(("吉林", "220000"), ("吉林市", "220200"), ("海淀", "110108"), ("浦东", "310115"), ("巴州", "652800")),
        *(("440305", "440305"), (440305, "440305"), ("44", "440000"), ("4403", "440300"), ("510202", "500103")),
        *(("广东-深圳-福田", "440304"), ("广东省/深圳市", "440300"), ("广东省深圳市南山区xx路1号", "440305")),
        *(("Shenzhen", "440300"), ("shaanxi", "610000"), ("Shanxi", "140000")),
    ],
)
def test_cells(raw: object, code: str) -> None:
    assert region.parse_region(raw) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("朝阳区", "region.ambiguous"),
        ("南山", "region.ambiguous"),
        ("广东省武汉市洪山区", "region.conflict"),
        ("火星", "region.unknown"),
        ("999999", "region.unknown"),
        ("市辖区", "region.unknown"),
        ("南京路100号", "region.unknown"),
    ],
)
def test_refused(raw: str, code: str) -> None:
    with pytest.raises(Bad) as caught:
        region.parse_region(raw)
    assert caught.value.code == code


def test_context_settles_a_name() -> None:
    assert region.parse_region("朝阳区", within="220000") == "220104"
    assert region.parse_region("南山", within="440300") == "440305"
    assert region.parse_cells("北京市", None, "朝阳区奚路j座") == ("110105", "奚路j座")


@pytest.mark.slow
def test_every_place_is_found_by_its_names() -> None:
    names = load().full
    assert len(names) > 3_200
    lost = []
    for code in names:
        path = region.names(code)
        assert region.parse("".join(path)) == region.parse(" ".join(path)) == (code, "")
        assert region.parse_region(region.title(code)) == region.parse_region(code) == code
        try:
            found = region.parse_region("".join(map(short, path)))
        except Bad:
            found = ""
        if found != code:
            lost.append(path[-1])
    # 济南市中 may be 济南市 or 市中; 临夏 is a city and a county
    assert set(lost) <= {"市中区", "市南区", "市北区", "临夏市", "临夏县", "和田市", "和田县", "伊宁市", "伊宁县"}


def test_levels_and_what_lies_within() -> None:
    assert [region.level(code) for code in ("440000", "440300", "440305", "429004")] == [
        "province",
        "city",
        "district",
        "district",
    ]
    assert region.within("440305", "440000")
    assert region.within("440305", "440300")
    assert region.within("440305", "440305")
    assert not region.within("440305", "440400")
    assert region.prefix("440300") == "4403"
    assert region.names("429004") == ("湖北省", "仙桃市")
    assert region.title("440305", "en") == "Nanshan, Shenzhen, Guangdong"


def test_tree_holds_every_place_once() -> None:
    def codes(nodes: list[dict[str, object]]) -> list[object]:
        return [code for node in nodes for code in (node["code"], *codes(node["children"]))]  # type: ignore[arg-type]

    assert sorted(map(str, codes(region.tree()))) == sorted(load().full)
    assert len(region.tree()) == 34
