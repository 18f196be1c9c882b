"""Whoever does marketing classes the customers: a draft, what it would do, publishing it, and who is in which class."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.api import Api
from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def counted(tab: Tab, name: str) -> int:
    """How many are in a class, as the page of the scheme says."""
    row = tab.page.get_by_role("region", name="使用中").get_by_role("row").filter(has_text=name)
    return int(row.get_by_role("link").inner_text().replace(",", ""))


def placed(api: Api, code: str, where: str) -> list[dict[str, Any]]:
    field = json.dumps({"field": f"class_{code}", "op": "is", "value": where})
    return api.rows("customers", where=field, columns=f"name,class_{code}", limit=1)


def test_customers_are_classed_by_rfm_and_say_so(open_tab: Open) -> None:
    tab = open_tab()
    page = tab.go("/schemes").page
    tab.button("新建分类体系").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("名称（中文）").fill("价值八组")
    form.get_by_label("名称（英文）").fill("Eight groups")
    form.get_by_role("radio", name=re.compile("^RFM")).check()
    tab.button("保存", form).click()

    expect(page.get_by_role("heading", name="价值八组")).to_be_visible()
    tab.button("开始草稿").click()
    draft = page.get_by_role("dialog")
    expect(draft.get_by_role("region", name="三个指标")).to_be_visible()
    tab.button("保存并试算", draft).click()
    expect(draft.get_by_text("条会换类")).to_be_visible()
    tab.button("重要价值客户", draft, exact=False).first.click()
    tab.button("R3 F5 · 重要保持客户", draft).first.click()  # one cell of another class
    expect(draft.get_by_text("有修改未保存", exact=True)).to_be_visible()
    tab.button("关闭", draft).last.click()
    tab.button("取消", page.get_by_role("dialog").last).click()  # what was changed is not lost
    tab.button("完整预览", draft).click()

    expect(page.get_by_role("region", name="从哪类到哪类")).to_be_visible()
    tab.button("发布").click()
    tab.button("发布", page.get_by_role("dialog")).click()
    expect(page.get_by_text("这一版正在使用")).to_be_visible()

    page.get_by_role("tab", name="分类", exact=True).click()
    count = counted(tab, "重要价值客户")
    assert count > 0
    page.get_by_role("region", name="使用中").get_by_role("row").filter(has_text="重要价值客户").get_by_role(
        "link"
    ).click()
    expect(page.get_by_text(f"共 {count} 条")).to_be_visible()

    one = placed(tab.api, "eight_groups", "champion")[0]
    tab.go(f"/customers/{one['id']}")
    own = page.get_by_role("region", name="分类", exact=True)
    expect(own.get_by_role("link", name="价值八组")).to_be_visible()
    expect(own.get_by_text("重要价值客户")).to_be_visible()


def test_a_fault_stands_at_its_place(open_tab: Open) -> None:
    tab = open_tab(refusals=(422,))
    made = tab.api.send(
        "POST", "/schemes", {"name": "贡献", "code": "share", "object": "customer", "kind": "abc", "every": "week"}
    )
    page = tab.go(f"/schemes/{made['id']}").page
    tab.button("开始草稿").click()
    bands = page.get_by_role("dialog").get_by_role("region", name="累计占比")
    bands.get_by_label("累计占比").last.fill("90")
    tab.button("保存并试算").click()
    expect(bands.get_by_role("alert")).to_be_visible()
    bands.get_by_label("累计占比").last.fill("100")
    tab.button("保存并试算").click()
    expect(bands.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("已保存", exact=True)).to_be_visible()
