"""The catalogue's code lists. Values marked national are the codes of the national data tables, kept as they are."""

from django.db import models


def named(choices: type[models.TextChoices], label: str) -> str:
    """The code behind a label, as fixtures write it. Raises ValueError naming the labels there are."""
    for value, known in choices.choices:
        if known == label:
            return value
    raise ValueError(f"没有“{label}”，可用：{'、'.join(choices.labels)}")


class MatterKind(models.TextChoices):
    """事项类型, national codes."""

    LICENCE = "01", "行政许可"
    PENALTY = "02", "行政处罚"
    COERCION = "03", "行政强制"
    LEVY = "04", "行政征收"
    BENEFIT = "05", "行政给付"
    INSPECTION = "06", "行政检查"
    CONFIRMATION = "07", "行政确认"
    AWARD = "08", "行政奖励"
    ADJUDICATION = "09", "行政裁决"
    OTHER = "10", "其他行政权力"
    PUBLIC_SERVICE = "20", "公共服务"


class ApplicantKind(models.TextChoices):
    """服务对象, national codes."""

    NATURAL = "1", "自然人"
    COMPANY = "2", "企业法人"
    INSTITUTION = "3", "事业法人"
    SOCIETY = "4", "社会组织法人"
    UNINCORPORATED = "5", "非法人企业"
    ORGAN = "6", "行政机关"
    OTHER = "9", "其他组织"


class PowerSource(models.TextChoices):
    """权力来源, national codes."""

    STATUTORY = "1", "法定本级行使"
    DEVOLVED = "2", "上级下放"
    AUTHORISED_ABOVE = "3", "上级授权"
    AUTHORISED_SAME = "4", "同级授权"
    ENTRUSTED_ABOVE = "5", "上级委托"
    ENTRUSTED_SAME = "6", "同级委托"


class Level(models.TextChoices):
    """行使层级, national codes."""

    STATE = "1", "国家级"
    REGION = "2", "自治区级"
    LEAGUE = "3", "盟市级"
    COUNTY = "4", "旗县级"
    TOWNSHIP = "5", "苏木乡镇级"
    VILLAGE = "6", "嘎查村级"


class CaseType(models.TextChoices):
    """办件类型: finished on the spot, inside a promise, or first examined here and decided above."""

    INSTANT = "instant", "即办件"
    COMMITTED = "committed", "承诺件"
    UPWARD = "upward", "上报件"


class JointMode(models.TextChoices):
    """Whether several departments decide; only the first has the longer limit of 行政许可法 42¶2."""

    SINGLE = "single", "单独办理"
    JOINT = "joint", "统一、联合或者集中办理"
    CONSULTING = "consulting", "征求其他部门意见后办理"


class JointRole(models.TextChoices):
    DECIDES = "decides", "共同审批"
    CONSULTED = "consulted", "提出意见"
    FINAL = "final", "作出决定"


class Stage(models.TextChoices):
    """What a limit is for. Renewal is the applicant's lead before expiry, not a time of the organ."""

    ACCEPT = "accept", "受理"
    CONSULT = "consult", "送请征求意见"
    REPLY = "reply", "回复意见"
    OPINION = "opinion", "提出审查意见"
    LOWER_REVIEW = "lower_review", "下级初审"
    DECIDE = "decide", "作出决定"
    DELIVER = "deliver", "送达"
    RENEW = "renew", "延续"
    HEARING_REQUEST = "hearing_request", "申请听证"
    HEARING = "hearing", "组织听证"
    HEARING_NOTICE = "hearing_notice", "听证通知"


class Anchor(models.TextChoices):
    """The event a limit runs from; it runs backwards from an expiry and from a hearing."""

    RECEIVED = "received", "收到申请"
    ACCEPTED = "accepted", "受理"
    CONSULTED = "consulted", "送请征求意见"
    REPLIED = "replied", "收到回复意见"
    DECIDED = "decided", "作出决定"
    NOTIFIED = "notified", "告知"
    REQUESTED = "requested", "提出听证申请"
    HEARING = "hearing", "听证举行"
    EXPIRY = "expiry", "有效期届满"


class LimitSource(models.TextChoices):
    """Where the legal limit of a stage comes from."""

    STATUTE = "statute", "本事项的专门规定"
    NATIONAL = "national", "行政许可法一般规定"
    ANALOGY = "analogy", "法律未规定，参照确定"


class Approver(models.TextChoices):
    HEAD_OF_ORGAN = "head_of_organ", "本行政机关负责人"
    HEAD_OF_GOVERNMENT = "head_of_government", "本级人民政府负责人"
    HEAD_OF_OFFICE = "head_of_office", "工作机构负责人"


class DefaultEffect(models.TextChoices):
    """What the law makes of silence until the limit has passed."""

    NONE = "none", "无"
    DEEMED_ACCEPTED = "deemed_accepted", "视为受理"
    DEEMED_RENEWED = "deemed_renewed", "视为准予延续"


class Procedure(models.TextChoices):
    """Procedures whose time a limit may leave out: the eight of 行政许可法 45, then what single statutes add."""

    HEARING = "hearing", "听证"
    TENDER = "tender", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TEST = "test", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"
    CONSULTATION = "consultation", "征求意见"


class StatuteRank(models.TextChoices):
    LAW = "law", "法律"
    ADMINISTRATIVE = "administrative", "行政法规"
    LOCAL = "local", "地方性法规"
    DEPARTMENTAL_RULE = "departmental_rule", "部门规章"
    LOCAL_RULE = "local_rule", "地方政府规章"
    DOCUMENT = "document", "规范性文件"


class MaterialKind(models.TextChoices):
    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    BOTH = "both", "原件和复印件"
    FORM = "form", "表格"


class MaterialForm(models.TextChoices):
    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子"
    EITHER = "either", "纸质或者电子"


class MaterialSource(models.TextChoices):
    """来源渠道. What departments can share is confirmed, never demanded (XA-10.4)."""

    APPLICANT = "applicant", "申请人自备"
    GOVERNMENT = "government", "政府部门核发"
    INTERMEDIARY = "intermediary", "中介机构或者法定机构产生"
    SHARED = "shared", "数据共享核验"


class CertificateForm(models.TextChoices):
    """证件形式. Paper falls away where it is abolished, the electronic one where there is none yet (XA-17.3)."""

    PAPER = "paper", "纸质证件"
    ELECTRONIC = "electronic", "电子证照"


class Channel(models.TextChoices):
    """办理形式."""

    WINDOW = "window", "窗口办理"
    ONLINE = "online", "网上办理"
    MAIL = "mail", "邮寄办理"


class Power(models.TextChoices):
    """What a department may entrust to a hall."""

    RECEIVE = "receive", "收件"
    ACCEPT = "accept", "受理"
    REVIEW = "review", "审核"
    APPROVE = "approve", "批准"
    COORDINATE = "coordinate", "组织协调"
    E_SEAL = "e_seal", "使用电子印章"
    DELIVER = "deliver", "送达"


class Instrument(models.TextChoices):
    LETTER = "letter", "授权委托书"
    AGREEMENT = "agreement", "委托协议"
    GOVERNMENT_APPROVAL = "government_approval", "政府批准文件"
