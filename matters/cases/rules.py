"""The questions of a case: from intake to acceptance, decision, seal and hand-out."""

from hall.places.place import Place
from hall.rulebook.kinds import Bool, Choice, Int, Percent, Text
from hall.rulebook.lists import Choices
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration

from . import joint_rules  # noqa: F401 – declares the questions of extension, joint and upward handling
from .states import Channel

POST = "post"
WAYS = {
    "window": "窗口领取",
    "electronic": "电子文书网上送达",
    POST: "邮寄送达",
    "locker": "自助存取柜领取",
}

SIGNERS = {
    "reviewer": "部门审批人员",
    "first_representative": "首席代表",
    "department_leader": "部门分管领导",
}

# --- Acceptance ---------------------------------------------------------------------------------------------
Rule(
    "acceptance.limit",
    Duration(),
    "作出是否受理决定的期限",
    "本厅制度的期限；法定的五个工作日不受影响。",
    off="本厅未另定，按法定期限",
)
Rule("acceptance.limit_is_soft", Bool(), "受理期限为“原则上”", "超过时提醒并要求写明理由，不作为违规。")
Rule(
    "acceptance.limit_channels",
    Choices(Channel),
    "受理期限适用的渠道",
    "从哪些渠道收到的申请适用本厅受理期限。",
)
Rule(
    "acceptance.intake_gap",
    Duration(),
    "收件到受理的提醒",
    "收件之后超过这一期限仍未受理也未告知的列入提醒名单。",
    off="不提醒",
)
Rule("acceptance.written_for_all", Bool(), "受理一律书面", "不是行政许可的事项受理时是否也出具书面凭证。")

# --- One-time notice and correction -------------------------------------------------------------------------
Rule(
    "correction.notice_limit",
    Duration(),
    "一次性告知补正的期限",
    "本厅制度要求告知补正内容的期限。",
    off="本厅未另定，按法定期限",
)
Rule("correction.oral_allowed", Bool(), "非许可事项可以口头告知", "行政许可事项一律书面。")
Rule(
    "correction.second_notice",
    Choice(
        {
            "none": "不得再次告知",
            "relist_only": "只可重列原已告知的内容",
            "override_with_reason": "说明理由并报监督人员后可以",
        }
    ),
    "第二次告知",
    "第一次告知之后能否再出具告知书；能够一次看出的新问题一律不得再提。",
)
Rule("correction.needs_deadline", Bool(), "告知书写明补正期限", "告知书是否必须写明申请人补正的期限。")
Rule(
    "correction.supply_limit",
    Duration(),
    "申请人补正的期限",
    "告知书上写明的补正期限，自告知之日起。",
    off="逐件填写",
)

# --- Tolerant acceptance ------------------------------------------------------------------------------------
Rule(
    "tolerant.mode",
    Choice({"none": "不实行", "list_only": "只编制清单", "on": "实行"}),
    "容缺受理",
    "主要材料齐全、次要材料欠缺时能否先予受理。",
)
Rule("tolerant.commitment_required", Bool(), "容缺须申请人承诺", "申请人作出书面承诺后方可容缺受理。")
Rule(
    "tolerant.breach",
    Choice({"refuse": "不予批准并说明理由", "as_notified": "按告知书载明的办法处理"}),
    "逾期未补齐的后果",
    "申请人没有在期限内补齐欠缺材料时怎样处理。",
)
Rule(
    "tolerant.block_at",
    Choice({"decision": "补齐前不得作出决定", "issue": "补齐前不得发放结果"}),
    "补齐前的限制",
    "欠缺材料补齐之前，办到哪一步为止。",
)
Rule(
    "tolerant.starts",
    Choice({"accepted": "容缺受理之日", "complete": "材料补齐之日"}),
    "容缺办件的时限起算",
    "承诺时限从哪一日起算。",
)

# --- Time limits of the case --------------------------------------------------------------------------------
Rule(
    "case.completion_event",
    Choice(
        {
            "sealed": "加盖审批专用章",
            "decided": "作出决定",
            "at_window": "结果送到出件窗口",
            "answered": "办结并答复申请人",
            "sent_up": "上报上级机关",
        }
    ),
    "办结时点",
    "承诺时限到哪一刻为止；是否按时办结以此为准。",
)
Rule(
    "case.upward_completion_event",
    Choice({"sent_up": "上报上级机关", "decided": "上级机关作出决定"}),
    "上报件的办结时点",
    "本级初审、上级决定的事项，承诺时限到哪一刻为止。",
)
Rule(
    "case.limit_source",
    Choice({"statutory_or_promised": "法定时限或者承诺时限", "promised": "承诺时限"}),
    "办理时限的来源",
    "办件按哪一种时限考核。",
)
Rule("case.promise_extendable", Bool(), "承诺时限可以延长", "依法延期时承诺时限是否随之延长。")
Rule(
    "case.extension_max",
    Duration(),
    "每次延期的最长期限",
    "本厅办件延期一次最多多久，不超过法定。",
    off="本厅未另定，按法定",
)
Rule("case.extension_max_count", Int(1), "延期次数", "同一件最多延期几次。", unit="次")

# --- Who examines and decides -------------------------------------------------------------------------------
Rule(
    "case.reviewer",
    Choice({"window_clerk": "窗口受理人员", "reviewer": "部门审批人员"}),
    "实质审查由谁进行",
    "受理之后由谁审核论证。",
)
Rule(
    "case.final_approver",
    Choice({"first_representative": "首席代表", "delegated": "部门授权的审批人员"}),
    "由谁作出决定",
    "在大厅代表部门作出批准或者不予批准决定的人。",
)
Rule(
    "case.opinion_required",
    Bool(),
    "决定之前须有审查意见",
    "承诺件、上报件作出决定之前，是否必须有署名的书面审查意见（即办件当场办结的除外）。",
)
Rule(
    "case.review",
    Duration(),
    "审查的期限",
    "部门签收材料之后多久出具审查意见，超过的标记为迟延。",
    off="不标记迟延",
)
Rule(
    "case.approval_steps",
    Choices(SIGNERS, ordered=True),
    "审批环节",
    "审查意见出具之后、作出决定之前，须依次签署的岗位。",
    off="不另设签署环节",
)
Rule("case.separate_accept_approve", Bool(), "受理与审批分离", "受理人员不得审批同一办件。")
Rule("case.separate_exempts_instant", Bool(), "即办窗口不受分离限制", "即办件可以由同一人受理和审批。")
Rule("case.instant_single_step", Bool(), "即办件一步办结", "即办件当场受理、审查、决定，不经“审批中”。")
Rule(
    "case.return_after_acceptance",
    Bool(),
    "受理后可以退件",
    "审核中发现踏勘不符、要求不符或者内容不实的可否退件。",
)
Rule(
    "case.progress_notice",
    Duration(),
    "告知结果的期限",
    "办结之后多久通知申请人，超过的标记为迟延。",
    off="不标记迟延",
)
Rule(
    "case.handover",
    Duration(),
    "材料移交的期限",
    "受理之后多久把材料移交审批部门，超过的标记为迟延。",
    off="不标记迟延",
)
Rule(
    "case.platform_upload_hours",
    Int(1),
    "上传平台的期限",
    "受理之后几小时内上传一体化平台。",
    unit="小时",
    off="不检查",
)

# --- Hand-out, mailing, renewal, fees --------------------------------------------------------------------------------
Rule("delivery.ways", Choices(WAYS), "送达方式", "申请人可以选择的领取方式。")
Rule(
    "delivery.remind_after",
    Duration(),
    "久未领取的提醒",
    "结果待领超过这一期限的自动发送短信。",
    off="不提醒",
)
Rule("mail.carrier", Text(), "免费邮寄的承运单位", "承担政务专递的单位。", off="不提供免费邮寄")
Rule("mail.phone", Text(), "邮件查询电话", "查询邮件进度的电话。", off="未公布")
Rule("mail.url", Text(), "邮件查询网址", "查询邮件进度的网站。", off="未公布")
Rule(
    "mail.payer",
    Choice({"bureau": "政务服务局承担单向邮费", "applicant": "申请人自付"}),
    "邮费的承担",
    "邮寄材料、结果的费用由谁承担。",
)
Rule("mail.send_after", Duration(), "办结后寄出的期限", "办结之后多久寄出。", off="未规定")
Rule("mail.stalled_after", Duration(), "邮件停滞的提醒", "超过这一期限没有交接记录的列入名单。", off="不提醒")
Rule(
    "mail.waybill_after",
    Duration(),
    "交邮后登记单号的提醒",
    "交邮政窗口之后超过这一期限仍没有快递单号的列入名单。",
    off="不提醒",
)
Rule(
    "mail.arrival_places",
    Choices(dict(Place.Kind.choices)),
    "寄来材料的到件场所",
    "申请人寄来的材料在哪些场所登记到件，再转交窗口。",
)
Rule("mail.check_rate", Percent(), "邮寄清单的抽查比例", "每月随机抽查的比例。", off="不定比例")
# --- Archive ------------------------------------------------------------------------------------------------
Rule(
    "archive.number",
    Text("region year retention serial", needs="year serial"),
    "档号格式",
    "{region} 为行政区划代码，{year} 为年度，{retention} 为保管期限代码，{serial} 为卷号。",
)
Rule("archive.retention", Duration(), "有决定的办件的保管期限", "自归档次年起，以年计。", off="永久")
Rule(
    "archive.retention_unaccepted",
    Duration(),
    "没有作出决定的办件的保管期限",
    "不予受理、终止办理等，自归档次年起，以年计。",
    off="永久",
)
Rule("archive.single_set", Bool(), "电子文件单套归档", "电子文件符合归档要求的，不再以纸质归档。")
Rule("renewal.silence_grants", Bool(), "逾期未决视为准予延续", "有效期届满前未作决定的是否视为准予延续。")
Rule(
    "renewal.late_filing",
    Choice({"deemed_granted": "同样视为准予延续", "not_deemed": "不视为准予延续"}),
    "迟交延续申请的后果",
    "没有提前到法定期限申请延续的，到期未决怎样处理。",
)
Rule("renewal.watch_before", Duration(), "延续到期的提醒", "有效期届满前多久列入提醒名单。")
Rule(
    "fee.payment_place",
    Choice({"bank_counter": "大厅指定的银行收费窗口", "any": "公布的各种便民方式"}),
    "缴费地点",
    "依法收费的在哪里缴纳。",
)
