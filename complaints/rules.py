"""The questions of complaints, ratings and lost property."""

from hall.rulebook.kinds import Bool, Choice, Money
from hall.rulebook.lists import Choices, Texts
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration

ADDRESSEES = {
    "centre": "政务服务中心",
    "discipline_window": "纪委监委监察投诉窗口",
    "discipline_office": "旗纪委党风政风监督室",
    "unit": "政务服务机构",
    "portal": "门户网站监督投诉统一入口",
    "hotline": "12345政务服务便民热线",
}
LEADERS = {"deputy": "分管领导", "chief": "主要领导"}
GRADES = {
    "5": "非常满意",
    "4": "满意",
    "3": "基本满意",
    "2": "不满意",
    "1": "非常不满意",
}

Rule("complaint.to", Choices(ADDRESSEES), "投诉的受理单位", "向谁投诉。")
Rule("complaint.channels", Texts(), "投诉渠道", "对外公布的投诉方式，按渠道建立台账。")
Rule("complaint.ways", Texts(), "投诉途径", "对外公布的投诉地点和途径，逐条写明；电话另列。")
Rule("complaint.phones", Texts(), "投诉电话", "对外公布的投诉电话。")
Rule("complaint.intake", Duration(), "决定是否受理投诉的期限", "收到投诉之后。", off="未规定")
Rule(
    "complaint.handle",
    Duration(),
    "办理投诉的期限",
    "制度只写“及时”的，超过这一期限标记为迟延。",
    off="不标记迟延",
)
Rule("complaint.suggestion_reply", Duration(), "答复意见建议的期限", "收到意见建议之后。", off="未规定")
Rule("complaint.transfer", Duration(), "转交办理的期限", "一般投诉转交部门之后落实处理意见。", off="未规定")
Rule(
    "complaint.serious_transfer",
    Duration(),
    "较重投诉转交办理的期限",
    "情节较重、影响较大的投诉转交之后。",
    off="未规定",
)
Rule(
    "complaint.serious_approvers",
    Choices(LEADERS, ordered=True),
    "较重投诉处理意见的批准人",
    "处理意见转交之前按顺序批准。",
)
Rule("complaint.answer", Duration(), "答复投诉人的期限", "处理完毕之后。", off="未规定")
Rule("complaint.redo", Duration(), "再次处理的期限", "投诉人不满意且确属处理不到位的。", off="逐件确定")
Rule("complaint.petition", Duration(), "办理信访举报的期限", "受理信访举报之后办理和答复。", off="未规定")

Rule("rating.grades", Choices(GRADES), "评价等级", "“好差评”的等级。")
Rule("rating.bad_grades", Choices(GRADES), "差评的等级", "属于差评的等级。")
Rule(
    "rating.unit",
    Choice(
        {"visit": "每次到访一评", "case": "每件一评", "visit_or_online_case": "现场一次一评、网上一事一评"}
    ),
    "评价的单位",
    "多少服务评价一次。",
)
Rule("rating.follow_up", Duration(), "差评核实整改的期限", "收到差评之后。", off="未规定")
Rule("rating.bad_is_complaint", Bool(), "差评作为投诉办理", "收到差评是否同时登记为投诉。")

Rule("lost.unclaimed", Duration(), "无人认领移交公安的期限", "自公告之日起。", off="未规定")
Rule("lost.perishable", Duration(), "易变质物品的保管期限", "逾期无人认领的处理并登记销毁。", off="未规定")
Rule("lost.announce_interval", Duration(), "招领公告的间隔", "多久公告一次。", off="未规定")
Rule("lost.valuable_from", Money(), "贵重物品的价值", "估价达到此数的交派出所。", off="由工作人员判断")

# What is found is put right on this floor, whoever found it.
Rule("finding.rectify", Duration(), "整改的期限", "责令整改未写明期限时采用。", off="逐件确定")
Rule("finding.progress_interval", Duration(), "报送整改进度的间隔", "多久报送一次整改进度。", off="未规定")
Rule("finding.plan", Duration(), "提交整改方案的期限", "确认问题之后。", off="未规定")
