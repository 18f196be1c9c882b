"""Passkeys, by Chromium's own virtual authenticator: added, signed in with, a second step, removed."""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.api import let_in
from tests.journeys.conftest import Open
from tests.journeys.site import Site
from tests.journeys.tab import Tab
from tests.journeys.test_second_step import enter

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_key(tab: Tab) -> tuple[CDPSession, str]:
    """A device that has a finger on it at once; its keys can be carried to another tab."""
    session = tab.context.new_cdp_session(tab.page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


def newcomer(tab: Tab, name: str) -> tuple[int, str, str]:
    email = f"{name}@demo.example"
    person = tab.api.send("POST", "/people", {"name": name, "email": email})["id"]
    return person, email, let_in(tab.api, person)


def at_localhost(tab: Tab, site: Site) -> Tab:
    """Keys belong to a name, and an address in figures is none."""
    tab.address = f"http://localhost:{site.port}"
    return tab


def inside(page: Page) -> Any:
    return page.get_by_role("heading", level=1)


def test_a_passkey_is_added_signs_in_and_is_removed(tab: Tab, open_tab: Open, site: Site) -> None:
    person, email, password = newcomer(tab, "passkey")
    first = at_localhost(open_tab(None, refusals=(400, 401)), site)
    device, authenticator = with_key(first)
    page = enter(first, email, password)
    expect(inside(page)).to_contain_text("passkey")

    first.go("/settings/me")
    keys = page.get_by_role("region", name="通行密钥")
    first.button("添加通行密钥", keys).click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("名称").fill("我的手机")
    asked.get_by_label("当前密码").fill("不是它")
    first.button("下一步", asked).click()
    expect(asked).to_contain_text("密码不对")
    asked.get_by_label("当前密码").fill(password)
    first.button("下一步", asked).click()
    codes = asked.get_by_role("textbox", name="备用码").input_value().split()
    assert len(codes) >= 5
    first.button("我已保存", asked).click()
    expect(keys.get_by_role("listitem")).to_contain_text("我的手机")
    held = device.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert len(held) == 1

    second = at_localhost(open_tab(None, refusals=(401,)), site)
    carried, other = with_key(second)
    carried.send("WebAuthn.addCredential", {"authenticatorId": other, "credential": held[0]})
    second.go("/sign-in")
    second.button("使用通行密钥").click()
    expect(inside(second.page)).to_contain_text("passkey")
    second.go("/settings/me")
    keys = second.page.get_by_role("region", name="通行密钥")
    expect(keys).to_contain_text("上次使用")

    third = at_localhost(open_tab(None, refusals=(401,)), site)
    again, another = with_key(third)
    counted = carried.send("WebAuthn.getCredentials", {"authenticatorId": other})["credentials"][0]
    again.send("WebAuthn.addCredential", {"authenticatorId": another, "credential": counted})
    enter(third, email, password)  # the password alone is not enough any more
    third.page.get_by_label("验证码").wait_for()
    third.button("使用通行密钥").click()
    expect(inside(third.page)).to_contain_text("passkey")

    second.button("删除通行密钥", keys).click()
    asked = second.page.get_by_role("dialog")
    asked.get_by_label("当前密码").fill(password)
    second.button("删除通行密钥", asked).click()
    expect(keys.get_by_role("listitem")).to_have_count(0)

    fourth = at_localhost(open_tab(None, refusals=(400, 401)), site)
    late, last = with_key(fourth)
    late.send("WebAuthn.addCredential", {"authenticatorId": last, "credential": held[0]})
    fourth.go("/sign-in")
    fourth.button("使用通行密钥").click()
    expect(fourth.page.get_by_role("alert")).to_be_visible()
    kinds = [one["kind"] for one in tab.api.get("/audit")["rows"] if (one["by"] or {}).get("id") == person]
    assert {"second_step.added", "second_step.removed"} <= set(kinds)


def test_without_a_key_the_page_says_so(open_tab: Open, site: Site) -> None:
    visitor = at_localhost(open_tab(None, refusals=(401,)), site)
    with_key(visitor)
    visitor.go("/sign-in")
    visitor.button("使用通行密钥").click()
    expect(visitor.page.get_by_role("alert")).to_contain_text("没有使用通行密钥")
