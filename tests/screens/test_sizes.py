"""Every screen with awkward data and with none, on an old screen, at 200 %, and for the public on a phone: readable
without scrolling sideways, and nothing on it that the browser complains of.
"""

import pytest

from matters.cases.models import Case

from .awkward import LONG_COMPANY, MATERIALS, awkward_matter

WIDTHS = [1366, 683]  # 683 points: 200 % on the old screen
BENCHES = ["/", "/cases/", "/cases/?q=许可", "/cases/?q=没有这样的事项"]
COMPANY = {
    "kind": "legal",
    "name": LONG_COMPANY[:120],
    "identity_kind": "credit_code",
    "identity_number": "91150430MA0N3A1U2X",
    "legal_representative": "阿拉坦敖其尔孟和巴特尔",
}


@pytest.fixture
def furnished(hall_of):
    """A hall with awkward cases in every list."""
    hall = hall_of("AH")
    matter = awkward_matter(hall)
    hall.told = hall.tell(hall.receive(matter, **{f"m{n}": "missing" for n in range(1, MATERIALS + 1)}))
    hall.accept(hall.receive(matter))
    hall.send(hall.serve(hall.accept(hall.receive(matter))))
    hall.decided = hall.case_in("decided", matter)
    hall.joint_case = hall.into_review(hall.accept(hall.receive(hall.joint)))
    hall.ask_opinion(hall.joint_case)
    hall.start_procedure(hall.case_in("reviewing"))
    hall.case_in("at_window")
    hall.matter = matter
    return hall


@pytest.mark.parametrize("width", WIDTHS)
def test_screens_with_awkward_data_fit(furnished, open_page, width):
    hall = furnished
    clerk = open_page(hall.clerk, at=hall.window, width=width)
    check(
        clerk,
        *BENCHES,
        f"/cases/intake/{hall.matter.pk}/",
        f"/d/{hall.told.pk}/",
        f"/d/{hall.told.pk}/do/supply/",
    )
    check(open_page(hall.reviewer, width=width), "/", "/cases/review/", f"/d/{hall.joint_case.pk}/")
    check(open_page(hall.first, at=hall.window, width=width), "/", "/cases/first/", f"/d/{hall.decided.pk}/")
    check(
        open_page(hall.office, width=width),
        "/",
        "/cases/limits/",
        "/cases/overdue/",
        f"/d/{hall.decided.pk}/",
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_screens_without_data_fit(hall_of, open_page, width):
    hall = hall_of("EL")
    check(open_page(hall.clerk, at=hall.window, width=width), *BENCHES)
    check(open_page(hall.reviewer, width=width), "/cases/review/", "/cases/overdue/")
    check(open_page(hall.first, width=width), "/cases/first/")
    check(open_page(hall.office, width=width), "/cases/limits/", "/cases/overdue/")


def test_progress_is_for_a_phone(furnished, open_page):
    page = open_page(width=360, height=740)
    for case in (furnished.told, furnished.decided):
        case = Case.objects.get(pk=case.pk)
        check(page, f"/progress/?number={case.number}")
        page.get_by_label("查询码").fill(case.query_code)
        page.get_by_role("button", name="查询").click()
        page.wait_for_selector(".progress-shown")
        fits(page)


@pytest.mark.clause("XA-11.3")
@pytest.mark.parametrize(("width", "height"), [(375, 740), (1080, 1920)], ids=["phone", "kiosk"])
def test_a_guide_and_the_list_fit_a_phone_and_a_kiosk(furnished, open_page, width, height):
    matter = furnished.matter.pk
    check(
        open_page(width=width, height=height),
        f"/matters/{matter}/",
        f"/matters/{matter}/history/",
        "/catalogue/",
        "/catalogue/lists/one_visit/",
    )


def check(page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        fits(page)
    assert page.complaints == []


def fits(page) -> None:
    """Nothing sticks out sideways, folded out or not; wide tables may scroll by themselves."""
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    beyond = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const scrolls = (one) =>
                one && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
            return [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > width + 1 && one.offsetParent && !scrolls(one))
                .map((one) => one.outerHTML.slice(0, 120));
        }"""
    )
    assert beyond == [], page.url
    assert page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), page.url
