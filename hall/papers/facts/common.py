"""Parts that papers share."""

from typing import Annotated, NewType, NotRequired, TypedDict

Day = NewType("Day", str)
"""A local date, 2026-11-20; printed 2026年11月20日."""

Minute = NewType("Minute", str)
"""A local time to the minute, 2026-11-20T10:30 or with its offset; printed 2026年11月20日10时30分."""


class Applicant(TypedDict):
    name: Annotated[str, "申请人名称"]
    id_kind: Annotated[str, "证件类型"]
    id_masked: Annotated[str, "证件号码（遮蔽后）"]
    is_person: NotRequired[Annotated[bool, "是否自然人"]]


class Agent(TypedDict):
    name: Annotated[str, "代理人姓名"]
    phone_masked: Annotated[str, "代理人电话（遮蔽后）"]


class Matter(TypedDict):
    name: Annotated[str, "事项名称"]
    code: Annotated[str, "事项编码"]
    is_licence: Annotated[bool, "是否行政许可"]


class Phones(TypedDict):
    enquiry: Annotated[str, "咨询电话"]
    supervision: Annotated[str, "监督电话"]


class Material(TypedDict):
    name: Annotated[str, "材料名称"]
    form: Annotated[str, "材料形式"]
    """原件, 复印件, 表格 or 电子."""
    copies: Annotated[int, "份数"]
    pages: NotRequired[Annotated[int | None, "页数"]]
    note: NotRequired[Annotated[str | None, "备注"]]


class Reason(TypedDict):
    text: Annotated[str, "理由"]
    basis: Annotated[str, "理由的依据"]


class Limit(TypedDict):
    length: Annotated[str, "时限"]
    """In words: 20个工作日, 当场, 法律、法规未规定."""
    due: Annotated[Day | None, "届满日期"]
    provisional: NotRequired[Annotated[bool, "是否暂定"]]
    """The working calendar is not published as far as this day."""


class Remedy(TypedDict):
    review_body: Annotated[str, "复议机关"]
    review_days: Annotated[int, "申请复议的期限（日）"]
    court: Annotated[str, "人民法院"]
    court_months: Annotated[int, "起诉的期限（月）"]
    review_first: NotRequired[Annotated[bool, "是否复议前置"]]


class Reference(TypedDict):
    title: Annotated[str, "原文书标题"]
    number: Annotated[str, "原文书文号"]
    issued_on: Annotated[Day, "原文书日期"]


class Paper(TypedDict):
    """What every paper bears."""

    title: Annotated[str, "标题"]
    organ: Annotated[str, "机关名称"]
    hall_name: Annotated[str, "大厅名称"]
    issued_on: Annotated[Day, "出具日期"]
    signatories: NotRequired[Annotated[list[str], "署名机关"]]
    """Only for joint papers; otherwise ``organ`` signs."""
    seal_name: NotRequired[Annotated[str | None, "印章名称"]]
    """The seal the paper must bear; printed as a slot until a seal mark is given."""


class CasePaper(Paper):
    """A paper of one case."""

    number: Annotated[str, "文号"]
    copies: NotRequired[Annotated[list[str], "各份的保存人"]]
    """Who keeps a copy, in order; the number of copies is its length."""
    applicant: Annotated[Applicant, "申请人"]
    agent: NotRequired[Annotated[Agent | None, "代理人"]]
    case_no: Annotated[str, "办件编号"]
    matter: Annotated[Matter, "申请事项"]
    window: Annotated[str, "窗口"]
    handler: Annotated[str, "承办人"]
    phones: Annotated[Phones, "联系电话"]


class Notice(CasePaper):
    """A paper that applies law to the case: it must name its articles."""

    clauses: Annotated[list[str], "法律依据"]
