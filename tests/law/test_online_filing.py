"""网上申请 from the guide page: typed once, in the way the applicant chose, and to be looked up without a login."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from matters.cases.figures import Month, figures
from matters.cases.models import Case, Delivery, Filing
from matters.catalogue.publishing import objections
from tests.cases_factory import PERSON
from tests.catalogue.builders import by_nation, make_draft, make_matter
from tests.factories import NAMED_SINCE
from tests.law.ask import decide_for_itself

PHONE = "Mozilla/5.0 (Linux; Android 14) Mobile Safari"
PDF = b"%PDF-1.7 a plan"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def apply(matter, *, agent: str = "Mozilla/5.0", query: str = "", **changes):
    url = reverse("public-apply", args=[matter.pk]) + query
    return Client(headers={"User-Agent": agent}).post(url, PERSON | changes)


def look_up(filing: Filing, **changes):
    return Client().post(reverse("progress"), {"number": filing.number, "code": filing.query_code} | changes)


def plan(name: str = "图.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def at_the_counter_only(hall):
    matter = make_matter(hall.department, name="当面许可", entered_on=NAMED_SINCE)
    hall._version(matter, 5, channels=["window"])
    return matter


@pytest.fixture
def filed(hall) -> Filing:
    assert apply(hall.licence, summary="开一家小店").status_code == 200
    return Filing.objects.get()


class TestFiling:
    @pytest.mark.clause("AH-39.1")
    def test_what_is_filed_is_taken_in_without_retyping(self, hall):
        third = hall.licence_version.materials.get(order=3)
        answered = apply(hall.licence, summary="开一家小店", **{f"file_{third.pk}": plan()})
        filing = Filing.objects.get()
        assert filing.number in answered.content.decode()
        assert "no-store" in answered["Cache-Control"]
        assert [(one.material, one.name) for one in filing.files.all()] == [(third, "图.pdf")]
        case = hall.take_in(hall.pass_review(hall.look_through(filing))).case
        assert (case.channel, case.summary, case.applicant.name) == ("online", "开一家小店", "王小明")

    @pytest.mark.clause("AH-39.1", "XA-25")
    def test_a_matter_not_offered_online_has_no_button_and_no_form(self, hall, at_the_counter_only):
        button = reverse("public-apply", args=[at_the_counter_only.pk])
        guide = Client().get(reverse("public-guide", args=[at_the_counter_only.pk])).content.decode()
        assert button not in guide
        assert apply(at_the_counter_only).status_code == 404
        offered = Client().get(reverse("public-guide", args=[hall.licence.pk])).content.decode()
        assert reverse("public-apply", args=[hall.licence.pk]) in offered

    @pytest.mark.clause("XA-24.3")
    @pytest.mark.parametrize(
        ("how", "terminal"),
        [
            ({}, "pc"),
            ({"agent": PHONE}, "mobile"),
            ({"query": "?from=kiosk"}, "kiosk"),
            ({"query": "?from=mini"}, "mini"),
        ],
    )
    def test_each_application_says_from_what_it_was_sent(self, hall, how, terminal):
        apply(hall.licence, **how)
        assert Filing.objects.get().terminal == terminal

    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, hall):
        answered = apply(hall.licence, identity_number="15043019800101001X", summary="开一家小店")
        page = answered.content.decode()
        assert answered.status_code == 400
        assert "按提示改正" in page
        assert "开一家小店" in page
        assert not Filing.objects.exists()

    def test_a_file_is_judged_by_its_content(self, hall):
        third = hall.licence_version.materials.get(order=3)
        answered = apply(hall.licence, **{f"file_{third.pk}": plan(content=b"PK\x03\x04 bomb")})
        assert "请转换格式后重新上传" in answered.content.decode()
        apply(hall.licence, **{f"file_{third.pk}": plan("../../etc/\u202epasswd\x00.exe")})
        assert Filing.objects.get().files.get().name == "passwd.exe.pdf"

    def test_sent_twice_it_is_one(self, hall):
        for _ in range(2):
            answered = apply(hall.licence, token="once")
        assert Filing.objects.get().number in answered.content.decode()

    def test_a_script_is_stopped(self, hall):
        assert [apply(hall.licence).status_code for _ in range(11)] == [200] * 10 + [429]

    def test_its_files_are_for_those_who_may_read_it(self, hall, filed):
        third = hall.licence_version.materials.get(order=3)
        apply(hall.licence, **{f"file_{third.pk}": plan()})
        url = reverse("filing-file", args=[Filing.objects.latest("pk").files.get().pk])
        assert Client().get(url).status_code == 302
        clerk, stranger = Client(), Client()
        clerk.force_login(hall.clerk)
        stranger.force_login(hall.other_reviewer)
        assert b"".join(clerk.get(url).streaming_content) == PDF
        assert stranger.get(url).status_code == 404


class TestChoice:
    @pytest.mark.clause("XA-16.a")
    def test_one_way_alone_needs_its_reason(self, hall):
        matter = make_matter(hall.department, name="只在窗口", entered_on=NAMED_SINCE)
        draft = make_draft(matter, NAMED_SINCE.replace(year=2020), channels=["window"])
        by_nation(draft, 5).save()
        assert objections(draft) == []
        decide_for_itself(hall, "catalogue.both_channels", True)
        assert "申请人自己选择" in objections(draft)[0]
        draft.single_channel_reason = "须当面核验指纹"
        assert objections(draft) == []

    @pytest.mark.clause("XA-16.a")
    def test_no_clerk_switches_the_way(self, hall, filed):
        with pytest.raises(NotAllowed):
            perform(
                Filing,
                "apply",
                PERSON,
                by=hall.clerk,
                place=hall.window,
                hall=hall.hall,
                department=hall.department,
                matter=hall.licence,
            )
        filed = hall.pass_review(hall.look_through(filed))
        case = perform(filed, "take_in", {"channel": "counter"}, by=hall.clerk, place=hall.window).case
        assert Case.objects.get(pk=case.pk).channel == "online"


class TestLookingUp:
    @pytest.mark.clause("XA-25")
    def test_with_its_two_numbers_and_before_it_is_a_case(self, hall, filed):
        page = look_up(filed).content.decode()
        assert "正在预审" in page
        assert "王小明" not in page
        assert look_up(filed, code="23456789").status_code == 400
        case = hall.take_in(hall.pass_review(hall.look_through(filed))).case
        assert case.number in look_up(filed).content.decode()

    def test_a_filing_of_the_platform_has_no_code_to_guess(self, hall):
        assert look_up(hall.file(by=SYSTEM), code="--------").status_code == 400


class TestMerging:
    @pytest.mark.clause("AH-39.2")
    def test_one_series_one_list_and_the_share_finished_online(self, hall, filed):
        """Two at the counter, one online and handed out by post or on line: one in three."""
        at_counter = [hall.case_in("delivered") for _ in range(2)]
        online = hall.take_in(hall.pass_review(hall.look_through(filed))).case
        numbers = sorted(case.number for case in [*at_counter, online])
        assert len({number[:-6] for number in numbers}) == 1
        shown = figures(Case.objects.all(), Month(2026, 3))
        assert shown.by_channel == {"窗口申请": 2, "网上申请": 1}
        assert (shown.finished, shown.online_share) == (2, 0)
        decide_for_itself(hall, "delivery.ways", ["window", "electronic"])
        online = hall.bring(hall.stamp(hall.approve(hall.into_review(hall.accept(online)))))
        sent = {"address": "蒙速办账号", "consent": "on", "consent_form": "送达地址确认书"}
        letter = perform(Delivery, "send", sent, by=hall.clerk2, place=hall.window, parent=online)
        received = {"received_by": "王小明", "evidence": "系统回执"}
        perform(letter, "receive", received, by=hall.clerk2)
        shown = figures(Case.objects.all(), Month(2026, 3))
        assert (shown.finished, shown.finished_online, shown.online_share) == (3, 1, 33)
