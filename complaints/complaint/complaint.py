"""Complaint (投诉): one word of the public, from whatever channel, to its answer, its follow-up and the archive.

Here are its fields; its acts stand in ``taking``, ``handling``, ``ending``. Its dossier stands alone: whom it is about
reads the case's and the person's timelines, so nothing of it is ever written there.
"""

from __future__ import annotations

import datetime as dt

from django.db import models

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.guards import EXTRA
from hall.acts.workflow import Chained, StateField, Workflow
from hall.applicants.contact import Contact
from hall.applicants.crypto import opened
from hall.applicants.masking import mask_name
from hall.duty import duty
from hall.people.authority import Authority
from hall.people.roles import Role

from . import states
from .clocks import CLOCKS
from .ending import EndingActs
from .guards import not_kept_from
from .handling import HandlingActs
from .states import DISCIPLINE, State
from .taking import HANDLERS, TakingActs


def _at(title: str) -> models.DateTimeField:
    return models.DateTimeField(title, null=True, blank=True)


def _word(title: str, choices=None, length: int = 20) -> models.CharField:
    return models.CharField(title, max_length=length, choices=choices, blank=True)


def _person(title: str) -> models.ForeignKey:
    return models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name=title, null=True, blank=True, related_name="+"
    )


@duty("WS06-4.1-2", off=lambda complaint: opened(complaint.contact_name))
def name_on_page(complaint) -> str:
    """The complainant as the file's page says it: where secrecy was asked for, only a logged reason shows the name."""
    return complaint.masked_name if complaint.confidential else opened(complaint.contact_name)


class Complaint(TakingActs, HandlingActs, EndingActs, Contact, Chained, Workflow):
    """Complaint, suggestion, report or bad rating."""

    State = State
    clocks = CLOCKS
    final = frozenset({State.INVALID, State.REFERRED, State.ARCHIVED})
    private_fields = frozenset({"query_code", "contact_name", "phone"})

    state = StateField(State)
    number = models.CharField("编号", max_length=20)
    query_code = models.CharField("查询码", max_length=12, editable=False)
    kind = _word("类别", states.Kind.choices)
    channel = _word("投诉方式", states.Channel.choices)
    addressee = _word("受理单位", None, 30)
    subject = _word("投诉的方面", states.Subject.choices)
    target = _word("被投诉对象", states.Target.choices)
    target_text = models.CharField("窗口号、工号或者姓名", max_length=100, blank=True)
    target_department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="被投诉部门", null=True, blank=True, related_name="+"
    )
    accused = _person("被投诉人员")
    content = models.TextField("事情经过")
    wish = models.TextField("希望怎样解决", blank=True)
    confidential = models.BooleanField("要求保密", default=False)
    is_major = models.BooleanField("重大事项", default=False)
    is_urgent = models.BooleanField("急难愁盼", default=False)
    order_number = models.CharField("工单编号", max_length=60, blank=True)
    platform = models.CharField("平台", max_length=60, blank=True)
    platform_due = _at("平台时限")
    book_page = models.CharField("登记本页码", max_length=20, blank=True)
    opened_on = models.DateField("意见箱开启日期", null=True, blank=True)
    opened_by = models.CharField("开箱人", max_length=60, blank=True)
    received_at = models.DateTimeField("登记时间")
    registered_by = _person("登记人")
    told_leader = _person("已告知的区域负责人")
    told_at = _at("告知时间")
    handler = _person("经办人")
    assigned_at = _at("派单时间")
    pressed_at = _at("督办时间")
    fed_back_at = _at("反馈工单时间")
    shared_at = _at("共享时间")
    invalid_ground = _word("无效的情形", states.InvalidGround.choices)
    body = models.CharField("有权处理的机构", max_length=100, blank=True)
    body_contact = models.CharField("该机构联系方式", max_length=100, blank=True)
    matter = models.TextField("投诉事项", blank=True)
    reason = models.TextField("原因", blank=True)
    accepted_at = _at("受理时间")
    complainant_heard = models.JSONField("询问投诉人", default=dict)
    accused_heard = models.JSONField("询问被投诉对象", default=dict)
    uncooperative = models.BooleanField("未配合调查", default=False)
    obstruction = models.TextField("干扰阻挠调查", blank=True)
    obstructed_at = _at("干扰阻挠的记录时间")
    facts = models.TextField("调查情况", blank=True)
    finding = _word("认定", states.Finding.choices)
    gravity = _word("情节", states.Gravity.choices)
    investigated_at = _at("调查完成时间")
    path = _word("处理方式", states.Path.choices)
    opinion = models.TextField("处理意见", blank=True)
    departments = models.JSONField("承办部门", default=list)
    unit_leader = models.CharField("部门分管领导", max_length=60, blank=True)
    approved_by = models.JSONField("批准人", default=list)
    rounds = models.PositiveSmallIntegerField("再次处理次数", default=0)
    result = models.TextField("处理结果", blank=True)
    result_basis = models.CharField("处理依据", max_length=200, blank=True)
    use = _word("意见建议的处理", [("adopted", "采纳整改"), ("reference", "转交参考")])
    handled_at = _at("处理完毕时间")
    answer_text = models.TextField("答复内容", blank=True)
    answer_way = _word("答复方式")
    answered_at = _at("答复时间")
    satisfaction = _word("满意情况", states.Satisfaction.choices)
    visitor_opinion = models.TextField("回访意见", blank=True)
    why_not = models.TextField("不满意的原因", blank=True)
    retaliation = _word("受到报复刁难", [("yes", "是"), ("no", "否")])
    complete = _word("整改彻底", [("yes", "是"), ("no", "否")])
    followed_at = _at("回访时间")
    end_ground = _word("终止的情形", states.EndGround.choices)
    note = models.TextField("说明", blank=True)
    closed_at = _at("撤诉、终止、移交时间")
    documents = models.JSONField("卷内文件", default=dict)
    archived_at = _at("归档时间")

    class Meta:
        verbose_name = verbose_name_plural = "投诉"
        indexes = [
            models.Index(fields=["state", "received_at"], name="complaint_state_day"),
            models.Index(fields=["number"], name="complaint_number"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def for_discipline(self) -> bool:
        """Whether it was said to the discipline commission and not to the hall."""
        return self.addressee in DISCIPLINE

    @property
    def name(self) -> str:
        return name_on_page(self)

    @property
    def masked_name(self) -> str:
        return mask_name(opened(self.contact_name)) or "匿名"

    @property
    def masked_contact_name(self) -> str:
        """What of a secret name stands beside the way to read it."""
        return self.masked_name if self.confidential else ""

    @property
    def about(self) -> str:
        """Whom it is about, in words."""
        named = (self.target_department, self.accused, self.target_text)
        return " ".join(str(one) for one in named if one) or str(self.get_target_display())

    @property
    def age(self) -> int:
        """Calendar days since it came, up to the answer."""
        until: dt.date = legal_time.local_date(self.answered_at) if self.answered_at else legal_time.today()
        return (until - legal_time.local_date(self.received_at)).days

    def roles_for(self, act):
        """Whoever it was addressed to handles it; a leader approves when it is their turn."""
        if act.by[: len(HANDLERS)] == HANDLERS:
            own = Role.SUPERVISOR if self.for_discipline else Role.HALL_OFFICE
            return (own, *act.by[len(HANDLERS) :])
        return self.approvers_now() if act.name == "approve" else super().roles_for(act)

    def authorising_department(self, act, do):
        """A complaint is the hall's own; whoever takes one down does so by whatever grant they hold here."""
        if act.name != "receive" or do.by is None:
            return None
        held = Authority(do.by, do.at).grants
        return next((g.department for g in held if g.hall_id == do.hall.pk and g.role in act.by), None)


for _name, _act in Complaint.acts().items():
    if any(role != SYSTEM for role in _act.by):
        EXTRA.setdefault((Complaint.dossier_kind(), _name), []).append(not_kept_from)
