"""The hall's own forms and the printable guide."""

from typing import Annotated, Literal, NotRequired, TypedDict

from hall.papers.facts.common import Day, Matter, Paper, Phones


class Opinion(TypedDict):
    text: Annotated[str, "意见"]
    signer: Annotated[str, "签字人"]
    signed_on: Annotated[Day, "签字日期"]


class Period(TypedDict):
    """The one row of the form that applies; the other two stay empty."""

    kind: Annotated[Literal["closure", "restart", "seasonal"], "时间段类别"]
    text: Annotated[str, "时间段"]


class WindowClosureFacts(Paper):
    """窗口临时关闭（重启）申请表, cell by cell as the regulation attaches it."""

    number: NotRequired[Annotated[str | None, "文号"]]
    reason: Annotated[str, "事由"]
    windows: Annotated[list[str], "窗口位置编号"]
    period: Annotated[Period, "时间段"]
    safeguards: Annotated[list[str], "保障措施"]
    unit_opinion: Annotated[Opinion | None, "申请部门（单位）意见"]
    office: Annotated[str, "大厅管理室名称"]
    office_opinion: Annotated[Opinion | None, "大厅管理室意见"]
    centre: Annotated[str, "中心名称"]
    leader: Annotated[Opinion | None, "有关负责人签字"]
    copies: Annotated[list[str], "各份的保存人"]


class WindowChangeFacts(Paper):
    """窗口变更登记备案表, cell by cell as the regulation attaches it."""

    number: NotRequired[Annotated[str | None, "文号"]]
    reason: Annotated[str, "变更原因"]
    places: Annotated[str, "窗口位置（编号）及数量"]
    begins: Annotated[str, "起始日期"]
    business: Annotated[list[str], "窗口办理业务内容"]
    equipment: Annotated[str, "自带（撤离）设施设备"]
    unit_opinion: Annotated[Opinion | None, "申请部门（单位）意见"]
    office: Annotated[str, "大厅管理室名称"]
    office_opinion: Annotated[Opinion | None, "大厅管理室意见"]
    centre: Annotated[str, "中心名称"]
    leader: Annotated[Opinion | None, "有关负责人签字"]
    copies: Annotated[list[str], "各份的保存人"]


class SuspensionFacts(Paper):
    """业务临时停办登记备案表, cell by cell as the regulation attaches it."""

    number: NotRequired[Annotated[str | None, "文号"]]
    reason: Annotated[list[str], "停办事由及具体内容"]
    windows: Annotated[list[str], "窗口位置编号"]
    period: Annotated[str, "起止时间"]
    safeguards: Annotated[list[str], "保障措施"]
    unit_opinion: Annotated[Opinion | None, "进驻部门（单位）意见"]
    office: Annotated[str, "大厅管理室名称"]
    office_opinion: Annotated[Opinion | None, "大厅管理室意见"]
    contact: Annotated[str, "申请部门（单位）联系人及电话"]
    remark: NotRequired[Annotated[str | None, "备注"]]
    copies: Annotated[list[str], "各份的保存人"]


class MandateRow(TypedDict):
    matter: Annotated[str, "事项名称"]
    powers: Annotated[str, "具体权限"]


class WindowMandateFacts(Paper):
    """窗口事项及权限明确书: one row a matter."""

    number: NotRequired[Annotated[str | None, "文号"]]
    window: Annotated[str, "窗口"]
    document: NotRequired[Annotated[str | None, "授权文件文号"]]
    rows: Annotated[list[MandateRow], "事项和权限"]
    signer: Annotated[str, "签发人"]
    copies: Annotated[list[str], "各份的保存人"]


class SeasonRow(TypedDict):
    window: Annotated[str, "窗口编号"]
    opens_on: Annotated[Day, "启用首日"]
    closes_on: Annotated[Day, "启用末日"]
    business: Annotated[str, "业务内容"]
    staff: Annotated[str, "人员安排"]


class SeasonalPlanFacts(Paper):
    """年度窗口使用计划: one row a window and season."""

    number: NotRequired[Annotated[str | None, "文号"]]
    year: Annotated[str, "年度"]
    rows: Annotated[list[SeasonRow], "窗口、时段、业务和人员"]
    filed_on: Annotated[Day, "备案日期"]
    copies: Annotated[list[str], "各份的保存人"]


class PlanRow(TypedDict):
    label: Annotated[str, "栏目"]
    lines: Annotated[list[str], "内容"]


class PeakPlanFacts(Paper):
    """业务高峰工作预案: which cells it has is the rulebook's question, so they come as rows."""

    number: NotRequired[Annotated[str | None, "文号"]]
    rows: Annotated[list[PlanRow], "预案栏目"]
    signer: Annotated[str, "首席代表"]
    copies: Annotated[list[str], "各份的保存人"]


class ScoreRow(TypedDict):
    label: Annotated[str, "考核内容"]
    score: Annotated[int, "得分"]


class FigureRow(TypedDict):
    label: Annotated[str, "记录"]
    text: Annotated[str, "数字"]


class YearlyOpinionFacts(Paper):
    """窗口工作人员年度考核意见: a score for each criterion, and the figures nobody typed."""

    number: NotRequired[Annotated[str | None, "文号"]]
    subject: Annotated[str, "被考核人（单位）"]
    unit: Annotated[str, "派驻单位"]
    period: Annotated[str, "考核期间"]
    scores: Annotated[list[ScoreRow], "各项得分"]
    figures: NotRequired[Annotated[list[FigureRow], "记录中的数字"]]
    points: Annotated[int, "日常记录合计分"]
    grade: Annotated[str, "考核等次"]
    opinion: Annotated[str, "考核意见"]
    supervisor_opinion: NotRequired[Annotated[str | None, "监督机构意见"]]
    result_use: NotRequired[Annotated[str | None, "结果运用"]]
    copies: Annotated[list[str], "各份的保存人"]


class SealRow(TypedDict):
    label: Annotated[str, "栏目"]
    text: Annotated[str, "内容"]


class SealFacts(Paper):
    """印章登记表、移交单、停用登记表: what is registered of one seal."""

    number: NotRequired[Annotated[str | None, "文号"]]
    seal: Annotated[str, "印章名称"]
    what: NotRequired[Annotated[str | None, "办理内容"]]
    rows: Annotated[list[SealRow], "登记内容"]
    copies: Annotated[list[str], "各份的保存人"]


class GuideRow(TypedDict):
    label: Annotated[str, "要素名称"]
    lines: Annotated[list[str], "要素内容"]


class GuideMaterial(TypedDict):
    name: Annotated[str, "材料名称"]
    form: Annotated[str, "材料类型"]
    copies: Annotated[int, "份数"]
    size: NotRequired[Annotated[str | None, "规格"]]
    source: Annotated[str, "来源渠道"]
    basis: Annotated[str, "要求提供的依据"]
    electronic: Annotated[bool, "是否需要电子材料"]
    required: NotRequired[Annotated[bool, "是否必要"]]
    blank_form: NotRequired[Annotated[int | None, "空白表格"]]
    filled_sample: NotRequired[Annotated[int | None, "示范文本"]]


class GuideFacts(Paper):
    """一次性告知单（办事指南）: which elements it has is the rulebook's question, so they come as rows."""

    number: NotRequired[Annotated[str | None, "文号"]]
    matter: Annotated[Matter, "事项"]
    edition: NotRequired[Annotated[str, "版次"]]
    rows: Annotated[list[GuideRow], "指南要素"]
    materials: Annotated[list[GuideMaterial], "所需材料"]
    phones: Annotated[Phones, "联系电话"]
