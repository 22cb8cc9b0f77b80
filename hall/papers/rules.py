"""What each regulation calls a paper, how it is numbered, whose seal it bears, what it must also say, who keeps it."""

from hall.rulebook.kinds import Text
from hall.rulebook.lists import Choices, Texts
from hall.rulebook.rule import Rule

# Papers of a case or of the hall, drawn from a template.
PAPERS = {
    "receipt": "申请材料接收凭证",
    "acceptance": "受理通知书",
    "correction": "一次性告知（补正）通知书",
    "rejection": "不予受理通知书",
    "tolerant": "容缺受理通知书",
    "approval": "准予决定书",
    "partial": "部分准予决定书",
    "refusal": "不予决定书",
    "special_procedure": "特别程序告知书",
    "extension": "延长办理期限通知书",
    "result_above": "上级机关决定告知书",
    "date_change": "期限变更通知书",
    "clerical_correction": "更正通知书",
    "termination": "终止办理通知书",
    "renewal_deemed": "视为准予延续通知书",
    "licence_revocation": "撤销决定书",
    "licence_withdrawal": "撤回决定书",
    "licence_cancellation": "注销决定书",
    "return": "退件通知书",
    "transfer": "移送告知书",
    "payment": "缴费通知书",
    "joint_minutes": "会审会议纪要",
    "collection": "结果领取通知书",
    "delivery_record": "送达回证",
    "handover": "材料移交单",
    "guide": "一次性告知单（办事指南）",
    "window_mandate": "窗口办理事项及权限清单",
    "party_notice": "利害关系人告知书",
    "hearing_right": "听证权利告知书",
    "hearing_notice": "听证通知书",
    "hearing_announcement": "听证公告",
    "hearing_record": "听证笔录",
    "study_opinion": "听证（论证、评审）意见书",
    "explanation_notice": "说明情况通知书",
    "public_notice": "公示（公告）",
    "survey_notice": "现场踏勘通知书",
    "survey_record": "现场踏勘笔录",
    "representative_letter": "首席代表授权委托书",
    "stand_in_notice": "临时代表（顶岗人员）书面通知",
    "replacement_letter": "调换窗口工作人员意见书",
    "complaint_answer": "投诉答复书",
    "not_upheld": "问题不成立告知书",
    "yearly_opinion": "窗口工作人员年度考核意见",
    "seal_registration": "印章登记表",
    "seal_handover": "印章移交单",
    "seal_out_of_use": "印章停用（挂失、销毁）登记表",
    "circular": "督查通报",
    "correction_order": "责令纠正通知",
    "accountability_opinion": "责任追究意见",
    "efficiency_warning": "行政效能告诫书",
    "supervision_advice": "监督建议书",
}
# The hall's own forms: their cells come from the regulation that attaches them.
FORMS = {
    "window_change": "窗口变更登记备案表",
    "window_closure": "窗口临时关闭（重启）申请表",
    "business_suspension": "业务临时停办登记备案表",
    "posting_in": "进驻人员入岗审批表",
    "posting_out": "进驻人员离岗审批表",
    "peak_plan": "业务高峰工作预案",
    "seasonal_plan": "年度窗口使用计划",
    "matter_change": "事项动态调整申请",
    "complaint_form": "投诉登记表",
    "complaint_transfer": "投诉转办单",
    "complaint_report": "投诉落实情况报告",
    "lost_property": "遗失物品登记表",
    "rectification_plan": "整改方案",
    "mailing_register": "邮寄台账",
}
# What a regulation may demand beyond the statutory content, as the dotted paths of the paper's facts.
FIELDS = {
    "receipt": {"tell_limit": "告知补正的期限"},
    "acceptance": {"special": "特别程序及所需时间", "rights": "权利义务"},
    "correction": {
        "deadline": "补正期限",
        "lapse": "逾期处理",
        "restart": "补正后办理期限的计算",
        "briefing": "办理须知（材料、程序、承诺时限、收费）",
        "briefing.special": "是否需要现场勘查等特殊程序",
        "briefing.next_step": "下一步程序",
    },
    "tolerant": {"commitment_title": "申请人承诺书"},
    "approval": {"publicity": "公开提示", "renewal_days": "申请延续的提前天数", "remedy": "救济途径"},
    "termination": {"returned": "退还材料清单", "remedy": "救济途径"},
    "return": {"returned": "退还材料清单", "remedy": "救济途径"},
}
# A decision on a matter that is no licence may not call itself one.
ALSO_FOR_OTHERS = ("approval", "partial", "refusal")


def declare() -> None:
    """Declare the questions of every paper and form: ``paper.acceptance.title``, ``paper.posting_in.cells``."""
    for code, name in (PAPERS | FORMS).items():
        Rule(f"paper.{code}.title", Text(), f"{name}：标题", "印在文书上的名称。")
        Rule(
            f"paper.{code}.number",
            Text("short year serial", needs="year serial"),
            f"{name}：文号格式",
            "{short} 为机关简称，{year} 为年份，{serial} 为顺序号。",
            off="不编文号",
        )
        Rule(f"paper.{code}.seal", Text(), f"{name}：印章", "应当加盖的印章的名称。", off="不盖章")
        Rule(f"paper.{code}.copies", Texts(), f"{name}：各份的保存人", "一式几份，各由谁保存。")
    for code, fields in FIELDS.items():
        Rule(
            f"paper.{code}.fields",
            Choices(fields),
            f"{PAPERS[code]}：另须载明",
            "法定内容之外，本厅要求文书载明、缺少则不得出具的内容。",
            keeps_national=True,
        )
    for code, name in FORMS.items():
        Rule(f"paper.{code}.cells", Texts(), f"{name}：栏目", "表格的各栏，按顺序。")
    for code in ALSO_FOR_OTHERS:
        Rule(
            f"paper.{code}.title_other",
            Text(),
            f"{PAPERS[code]}：非许可事项的标题",
            "事项不是行政许可时的名称。",
        )
