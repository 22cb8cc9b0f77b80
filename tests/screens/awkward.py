"""A matter as awkward as a catalogue can be: the longest name, forty materials, none of them short."""

from __future__ import annotations

from matters.catalogue.models import ClockRule, Material, Matter
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, CaseHall
from tests.catalogue.builders import make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE

LONG_NAME = (
    "涉及饮用水水源保护区、风景名胜区和基本农田保护范围内的大型露天矿产资源勘查、开采及其配套建设工程" * 3
)
LONG_COMPANY = (
    "内蒙古自治区锡林郭勒盟二连浩特市边境经济合作区国际物流园区跨境电子商务综合试验区供应链管理" * 2
)
MATERIALS = 40


def awkward_matter(hall: CaseHall) -> Matter:
    matter = make_matter(hall.department, name=LONG_NAME[:150], entered_on=NAMED_SINCE)
    version = make_draft(
        matter, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达", conditions=LONG_NAME
    )
    ClockRule(
        version=version, stage="decide", source="national", promise_n=5, promise_unit="working_day"
    ).save()
    statute = make_statute()
    for order in range(1, MATERIALS + 1):
        Material(
            version=version,
            order=order,
            name=f"{order}、关于申请人近三年内未受到行政处罚且不存在重大安全生产隐患的书面声明及其全部附件材料"[
                :200
            ],
            kind="both",
            tolerable=order % 3 == 0,
            required=order % 5 != 0,
            condition="" if order % 5 else "涉及国家级自然保护区或者跨旗县行政区域的",
            acceptance_standard="逐页加盖公章，法定代表人签字，复印件注明与原件一致，日期在受理前三十日以内",
            statute=statute,
            article="第六条",
        ).save()
    publish(version)
    return matter
