"""The parts of companies' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.kernel.values import company


@pytest.mark.parametrize(
    ("name", "region", "brand", "line", "branch"),
    [
        ("深圳市腾飞计算机系统有限公司", "440300", "腾飞", "计算机系统", ""),
        ("腾飞计算机系统（深圳）有限公司", "440300", "腾飞", "计算机系统", ""),
        ("広東恒遠機械設備股份有限公司", "", "広東恒遠", "機械設備", ""),
        ("廣東恒遠機械設備股份有限公司", "440000", "恒遠", "機械設備", ""),
        ("江苏省常州市万达人力资源管理有限公司", "320400", "万达", "人力资源管理", ""),
        ("恒远供应链集团有限公司北京分公司", "", "恒远", "供应链", "北京分公司"),
        ("翁源县觉照禅书店", "440229", "觉照禅", "书店", ""),
        ("力赛佳管道技术上海有限公司", "310000", "力赛佳", "管道技术", ""),
        ("Ｏａｋ ＆ Sons Co., Ltd.", "", "Oak & Sons", "", ""),
        ("Müller Maschinenbau GmbH & Co. KG", "", "Müller Maschinenbau", "", ""),
        ("公司", "", "公司", "", ""),
        ("店", "", "店", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_parts(name: str, region: str, brand: str, line: str, branch: str) -> None:
    found = company.parse(name)
    assert (found.region, found.brand, found.line, found.branch) == (region, brand, line, branch)


@given(st.text(max_size=40))
def test_any_text_has_parts_that_stand_in_it(text: str) -> None:
    found = company.parse(text)
    assert len(found.whole) <= 2 * len(text) + 40  # NFKC makes some characters longer
    assert company.parse(text) == found
