"""What hands do on the screens, with or without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.cases_factory import PERSON


def fill_in_the_applicant(page: Page, **changes: str) -> None:
    for name, value in (PERSON | changes).items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def find(page: Page, verdict: str, *places: int) -> None:
    """Give a verdict on the materials at these places of the checklist (from 1); on all where none is named."""
    rows = page.locator(".material")
    for n in places or range(1, rows.count() + 1):
        rows.nth(n - 1).get_by_text(verdict, exact=True).click()


def choose(page: Page, title: str) -> None:
    """Press one of the buttons of a case: its form opens on the page, or on a page of its own without JavaScript."""
    page.locator(".offers a").filter(has_text=re.compile(rf"^\s*{re.escape(title)}\s*(Alt|$)")).click()


def confirm(page: Page) -> None:
    page.locator(".act-card button[type=submit]").click()


def act(page: Page, title: str, **typed: str) -> None:
    """Choose an act, fill in its form by the names of the fields, and do it."""
    choose(page, title)
    expect(page.locator("#act-title")).to_have_text(title)
    for name, value in typed.items():
        field = page.locator(f".act-card [name={name}]")
        if value == "on":
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    confirm(page)
    expect(page.locator(".done, .note.success").first).to_contain_text(title)


def hand_over_every_paper(page: Page) -> None:
    """The applicant signs once for all that lies there; the name stands there already."""
    expect(page.locator(".signing [name=received_by]")).to_have_value("王小明")
    page.get_by_role("button", name="登记签收").click()
    expect(page.locator(".note.success")).to_contain_text("已登记签收")
    expect(page.locator(".signing")).to_have_count(0)


def state_of(page: Page) -> Locator:
    return page.locator(".case-head .state")
