"""Papers about the people who work in the hall: entry, exit, authority, standing in, being replaced."""

from typing import Annotated, NotRequired, TypedDict

from hall.papers.facts.common import Day, Paper
from hall.papers.facts.hall_forms import Opinion


class Person(TypedDict):
    """The cells with which both approval forms begin; the photograph is glued in."""

    name: Annotated[str, "姓名"]
    sex: Annotated[str, "性别"]
    ethnicity: Annotated[str, "民族"]
    born: Annotated[str, "出生年月"]
    politics: Annotated[str, "政治面貌"]
    education: Annotated[str, "学历"]
    phone: Annotated[str, "联系方式（遮蔽后）"]
    school: Annotated[str, "毕业学校及专业"]
    identity: Annotated[str, "身份证号（遮蔽后）"]
    status: Annotated[str, "人员身份"]
    employer: Annotated[str, "工作单位及职务"]
    window_type: Annotated[str, "窗口类型"]
    services: Annotated[str, "服务事项"]


class PostingFacts(Paper):
    number: NotRequired[Annotated[str | None, "文号"]]
    copies: Annotated[list[str], "各份的保存人"]
    person: Annotated[Person, "人员"]
    starts_on: Annotated[Day, "入岗时间"]
    unit_opinion: Annotated[Opinion | None, "工作单位审批意见"]
    centre_opinion: Annotated[Opinion | None, "政务服务中心审批意见"]


class PostingInFacts(PostingFacts):
    """进驻人员入岗审批表 (WS13-F3)."""

    duties: Annotated[str, "主要工作职责"]


class PostingOutFacts(PostingFacts):
    """进驻人员离岗审批表 (WS13-F4)."""

    leaves_on: Annotated[Day, "离岗时间"]
    reason: Annotated[str, "离岗原因"]
    signature: Annotated[str | None, "本人签字"]


class RepresentativeLetterFacts(Paper):
    """首席代表授权委托书: which powers a department grants."""

    number: Annotated[str, "文号"]
    copies: Annotated[list[str], "各份的保存人"]
    person: Annotated[str, "首席代表"]
    employer: Annotated[str, "工作单位及职务"]
    powers: Annotated[list[str], "授予的权力"]
    services: Annotated[str, "服务事项"]
    starts_on: Annotated[Day, "授权起始日期"]
    leader: Annotated[str, "授权人"]


class StandInNoticeFacts(Paper):
    """临时代表（顶岗人员）书面通知: who stands in for whom from when to when."""

    number: Annotated[str, "文号"]
    copies: Annotated[list[str], "各份的保存人"]
    centre: Annotated[str, "中心名称"]
    person: Annotated[str, "顶岗人员"]
    employer: Annotated[str, "工作单位及职务"]
    principal: Annotated[str, "被顶岗人员"]
    as_what: Annotated[str, "岗位"]
    first_day: Annotated[Day, "顶岗首日"]
    last_day: Annotated[Day, "顶岗末日"]
    duties: Annotated[str, "主要工作职责"]


class ReplacementLetterFacts(Paper):
    """调换窗口工作人员意见书: the centre writes to the department, which is its addressee (``organ``)."""

    number: NotRequired[Annotated[str | None, "文号"]]
    copies: Annotated[list[str], "各份的保存人"]
    person: Annotated[str, "窗口工作人员"]
    post: Annotated[str, "岗位"]
    ground: Annotated[str, "事由"]
    details: Annotated[str, "具体情况"]
    measure: Annotated[str, "意见"]
    limit: Annotated[str, "调整期限"]
    centre: Annotated[str, "中心名称"]
