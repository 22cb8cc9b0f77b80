"""The shipped matters against the statutes: a slip in a file shows here."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from hall.calendar.seeding import seed_calendar
from hall.span import Span, Unit
from matters.catalogue.loading import load_catalogue
from matters.catalogue.models import MatterVersion
from matters.catalogue.selectors import versions_on
from tests.catalogue.builders import FIRST_DAY, make_county
from tests.factories import travel

pytestmark = pytest.mark.django_db

# name: law, from, promise. Written down from the statutes, not from the files.
WORKING_DAYS = {
    "食品经营许可": (20, "accepted", 5),
    "公共场所卫生许可": (20, "accepted", 5),
    "护士执业注册": (20, "received", 3),
    "医师执业注册": (20, "accepted", 5),
    "药品零售企业经营许可": (20, "accepted", 7),
    "娱乐场所经营许可": (20, "accepted", 7),
    "互联网上网服务营业场所经营单位筹建审批": (20, "received", 8),
    "出版物零售单位和个体工商户设立审批": (20, "accepted", 3),
    "烟草专卖零售许可证核发": (20, "accepted", 8),
    "不动产转移登记": (30, "accepted", 3),
    "动物防疫条件合格证核发": (20, "accepted", 10),
    "农药经营许可": (20, "accepted", 10),
    "兽药经营许可": (30, "received", 15),
    "临时占用草原审批": (20, "accepted", 10),
    "林木采伐许可证核发": (20, "accepted", 5),
    "取水许可": (45, "accepted", 20),
    "占用、挖掘城市道路审批": (45, "accepted", 5),
    "大型户外广告及街道两侧临时堆放物料审批": (20, "accepted", 3),
    "校车使用许可": (20, "accepted", 20),
    "最低生活保障审批": (20, "accepted", 20),
    "政府信息公开申请": (20, "received", 15),
}
OTHER_UNITS = {
    "道路普通货物运输经营许可": (Span(20, Unit.DAY), Span(3)),
    "县内班线客运经营许可": (Span(20, Unit.DAY), Span(8)),
    "建筑工程施工许可证核发": (Span(7, Unit.DAY), Span(1)),
    "人力资源服务许可": (Span(20, Unit.DAY), Span(5)),
    "民办学校设立": (Span(3, Unit.MONTH), Span(30)),
    "烟花爆竹经营（零售）许可": (Span(20, Unit.DAY), Span(8)),
}
ON_THE_SPOT = {
    "仅销售预包装食品备案": Span(0, Unit.SAME_DAY),
    "公司、个体工商户、农民专业合作社设立登记": Span(3),
    "社会保险登记变更、注销": Span(10),
    "住房公积金提取": Span(3, Unit.DAY),
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[dict[str, MatterVersion]]:
    """All of them in one hall, by name; loaded once, because nothing here changes them."""
    with django_db_blocker.unblock(), transaction.atomic():
        travel("2026-03-02")
        list(seed_calendar())
        county = make_county()
        load_catalogue(county, FIRST_DAY)
        yield {version.matter.name: version for version in versions_on(county, FIRST_DAY)}
        transaction.set_rollback(True)


def test_the_limits_are_those_of_the_statutes(loaded):
    found = {
        name: (version.statutory("decide"), version.promise("decide").span)
        for name, version in loaded.items()
    }
    assert {
        n: (law.span.n, law.anchor, p.n) for n, (law, p) in found.items() if n in WORKING_DAYS
    } == WORKING_DAYS
    assert all(found[name][0].span.unit == found[name][1].unit == Unit.WORKING_DAY for name in WORKING_DAYS)
    assert {n: (law.span, p) for n, (law, p) in found.items() if n in OTHER_UNITS} == OTHER_UNITS
    assert {n: law.span for n, (law, p) in found.items() if p.unit == Unit.SAME_DAY} == ON_THE_SPOT
    assert len(found) == len(WORKING_DAYS) + len(OTHER_UNITS) + len(ON_THE_SPOT) == 31


@pytest.mark.clause("WS03-03-1")
def test_no_active_matter_lacks_a_limit(loaded):
    for version in loaded.values():
        assert version.promise("decide").span
        assert version.is_instant == (version.promise("decide").span.unit == Unit.SAME_DAY)


def test_everything_illustrative_says_so(loaded):
    assert all(version.illustrative for version in loaded.values())
    for version in loaded.values():
        assert all(material.illustrative or material.is_cited for material in version.materials.all())


class TestSpecialRules:
    def test_immovable_property_refuses_on_the_spot_or_has_accepted(self, loaded):
        registration = loaded["不动产转移登记"]
        accept = registration.statutory("accept")
        assert (accept.span, accept.anchor, accept.default_effect) == (
            Span(0, Unit.SAME_DAY),
            "received",
            "deemed_accepted",
        )
        assert [name for name, version in loaded.items() if version.refuses_incomplete] == ["不动产转移登记"]
        assert [(fee.amount, fee.statute.rank) for fee in registration.fees.all()] == [
            (80, "law"),
            (550, "law"),
        ]

    def test_water_leaves_out_hearing_and_opinions(self, loaded):
        water = loaded["取水许可"]
        assert water.statutory("decide").excludable == ("hearing", "consultation")
        assert {row.kind for row in water.special_procedures.all()} == {"hearing", "consultation"}
        assert water.statutory("accept").default_effect == "deemed_accepted"

    @pytest.mark.parametrize(
        ("name", "lead", "validity"),
        [
            ("护士执业注册", Span(30, Unit.DAY), Span(5, Unit.YEAR)),
            ("农药经营许可", Span(90, Unit.DAY), Span(5, Unit.YEAR)),
            ("兽药经营许可", Span(6, Unit.MONTH), Span(5, Unit.YEAR)),
            ("取水许可", Span(45, Unit.DAY), Span(5, Unit.YEAR)),
            ("食品经营许可", Span(30, Unit.DAY), Span(5, Unit.YEAR)),
            ("公共场所卫生许可", Span(30, Unit.DAY), Span(4, Unit.YEAR)),
        ],
    )
    def test_renewal_is_asked_for_in_time_and_silence_renews(self, loaded, name, lead, validity):
        renew = loaded[name].statutory("renew")
        assert (renew.span, renew.anchor, renew.default_effect) == (lead, "expiry", "deemed_renewed")
        assert loaded[name].validity == validity

    def test_company_registration_may_take_three_days_more(self, loaded):
        decide = loaded["公司、个体工商户、农民专业合作社设立登记"].statutory("decide")
        assert (decide.extension, decide.extension_approver) == (Span(3), "head_of_organ")

    def test_two_departments_decide_on_roads_three_bodies_speak_on_school_buses(self, loaded):
        roads, buses = loaded["占用、挖掘城市道路审批"], loaded["校车使用许可"]
        assert (roads.joint_mode, buses.joint_mode) == ("joint", "consulting")
        assert [(str(row.department), row.role) for row in roads.joint_departments.all()] == [
            ("某旗公安局交通管理大队", "decides")
        ]
        assert [(str(row.department), row.role) for row in buses.joint_departments.all()] == [
            ("某旗公安局交通管理大队", "consulted"),
            ("某旗交通运输局", "consulted"),
            ("某旗人民政府", "final"),
        ]
        stages = {rule.stage: (rule.legal().span.n, rule.anchor) for rule in buses.clock_rules.all()}
        assert stages == {"consult": (3, "received"), "reply": (3, "consulted"), "opinion": (5, "replied")}

    def test_where_the_law_is_silent_the_reference_is_named(self, loaded):
        assert loaded["最低生活保障审批"].statutory("decide").basis.startswith("参照")

    def test_every_department_can_say_where_to_seek_review(self, loaded):
        for version in loaded.values():
            assert version.matter.department.remedies_on(FIRST_DAY).review_organ
