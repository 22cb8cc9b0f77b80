"""What is typed when a matter enters, changes or leaves: on which ground, resting on what, from when."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.form import ActForm, rule_of_form
from hall.models import Department, Grant, Hall, User
from hall.people.roles import Role

from .matter import Matter
from .rules import EXCEPTIONS
from .version import MatterVersion


class Kind(models.TextChoices):
    ENTER = "enter", "进驻"
    CHANGE = "change", "调整"
    CANCEL = "cancel", "取消"
    EXIT = "exit", "退出"
    DEVOLVE = "devolve", "下沉"
    EXCEPT = "except", "不进驻"


# Which chain of the rulebook agrees, and which kinds the first reviewer gives an opinion on beforehand.
ENTRY, CHANGE = "catalogue.entry_chain", "catalogue.change_chain"
CHAINS = dict.fromkeys(Kind, CHANGE) | {Kind.ENTER: ENTRY, Kind.EXIT: ENTRY, Kind.EXCEPT: ENTRY}
REVIEWED_FIRST = {Kind.ENTER, Kind.EXIT, Kind.EXCEPT}
SECRECY = {"state_security", "secret", "sensitive"}
BRINGS_A_GUIDE = {Kind.ENTER, Kind.CHANGE}
TEXT = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"})


class FileForm(ActForm):
    """The written application: what changes, on which ground, from when."""

    kind = forms.ChoiceField(label="变更类型", choices=Kind.choices)
    matter = forms.ModelChoiceField(None, label="事项")
    version = forms.ModelChoiceField(None, label="拟施行的办事指南（草稿）", required=False)
    ground = forms.CharField(label="调整情形", max_length=200, required=False)
    document = forms.CharField(
        label="依据文件名称", max_length=160, required=False, help_text="法律、法规、批准文件等的全称。"
    )
    document_number = forms.CharField(label="依据文件文号", max_length=80, required=False)
    document_date = forms.DateField(label="依据文件日期", required=False, widget=DAY)
    exception = forms.ChoiceField(label="不进驻的情形", required=False)
    changed_on = forms.DateField(
        label="变化（核准）日期",
        required=False,
        widget=DAY,
        help_text="事项发生变化或者变更经核准的日期，据此计算提出申请用了多久。",
    )
    reason = forms.CharField(label="理由和依据", max_length=500, widget=TEXT)
    approvers = forms.ModelMultipleChoiceField(
        None, label="审批人员", required=False, help_text="进驻事项的审批人员，须已派驻大厅。"
    )
    target = forms.ModelChoiceField(None, label="下沉到（承接部门）", required=False)
    effective_from = forms.DateField(label="施行（取消）日期", widget=DAY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hall, department = self.do.hall, self.do.department
        mine = Matter.objects.filter(hall=hall, department=department)
        self.fields["matter"].queryset = mine
        self.fields["version"].queryset = MatterVersion.objects.filter(published_at=None, matter__in=mine)
        decides = Grant.objects.in_force(self.do.at).filter(
            hall=hall, department=department, role__in=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE]
        )
        self.fields["approvers"].queryset = User.objects.filter(pk__in=decides.values("user"))
        below = Hall.objects.within(hall).filter(level__gt=hall.level, is_active=True)
        self.fields["target"].queryset = Department.objects.filter(hall__in=below, is_active=True)
        offered = self.do.rule("catalogue.exception_grounds")
        self.fields["exception"].choices = [("", "---------"), *((one, EXCEPTIONS[one]) for one in offered)]
        if grounds := self.do.rule("catalogue.change_grounds"):
            self.fields["ground"] = forms.ChoiceField(
                label="调整情形",
                required=False,
                choices=[("", "---------"), *((one, one) for one in grounds)],
            )

    @rule_of_form("WS08-03-1 AH-8.1")
    def check_what_changes(self, cleaned):
        """An entry or a change brings its guide as a draft; nothing may take effect in the past."""
        kind, version, day = cleaned.get("kind"), cleaned.get("version"), cleaned.get("effective_from")
        if kind in BRINGS_A_GUIDE and version is None:
            self.add_error("version", "进驻和调整须附拟施行的办事指南草稿，请先在事项目录中起草。")
        if version is not None and version.matter != cleaned.get("matter"):
            self.add_error("version", "草稿不属于所选事项，请核对。")
        if day and day < self.do.on:
            self.add_error("effective_from", "不能从过去的日期起施行，请改为今天或者以后。")
        if (changed := cleaned.get("changed_on")) and changed > self.do.on:
            self.add_error("changed_on", "变化（核准）日期不能晚于今天，请核对。")

    @rule_of_form("WS08-02")
    def check_ground(self, cleaned):
        """One of the rulebook's grounds; a ground of law names the text, so that it can be looked up."""
        if cleaned.get("kind") == Kind.EXCEPT or "ground" in self.errors:
            return
        if not cleaned.get("ground"):
            self.add_error("ground", "请选择调整情形。")
        elif cleaned["ground"] in self.do.rule("catalogue.document_grounds"):
            for name in ("document", "document_number"):
                if not cleaned.get(name):
                    self.add_error(name, "因法律、文件变化而调整的，请写明文件名称和文号。")

    @rule_of_form("AH-5.2 XA-32.1 WS08-01-2")
    def check_exception(self, cleaned):
        """What stays out says why; without secrecy the government's approval may be needed, by number and date."""
        if cleaned.get("kind") != Kind.EXCEPT or "exception" in self.errors:
            return
        ground = cleaned.get("exception")
        if not ground:
            self.add_error("exception", "请选择不进驻的情形；没有法定情形的应进必进。")
        elif ground not in SECRECY and self.do.rule("catalogue.exception_approval") == "government":
            for name in ("document_number", "document_date"):
                if not cleaned.get(name):
                    self.add_error(name, "因条件限制不进驻的，须经本级政府批准，请填写批准文号和日期。")

    @rule_of_form("WS08-03-2")
    def check_approvers(self, cleaned):
        """Who will decide is named when the matter enters, not afterwards."""
        wanted = self.do.rule("catalogue.entry_names_approvers")
        if cleaned.get("kind") == Kind.ENTER and wanted and not cleaned.get("approvers"):
            self.add_error("approvers", "新增事项须写明审批人员，请至少选择一名已派驻大厅的人员。")

    @rule_of_form("XA-28.2")
    def check_target(self, cleaned):
        if cleaned.get("kind") == Kind.DEVOLVE and cleaned.get("target") is None:
            self.add_error("target", "下沉须选择下级大厅的承接部门。")


class OpinionForm(ActForm):
    opinion = forms.CharField(label="初审意见", max_length=500, widget=TEXT)


class ReturnForm(ActForm):
    reason = forms.CharField(label="退回理由", max_length=500, widget=TEXT)


class InForceForm(ActForm):
    """The centre says from which day the matter is in, or out."""

    effective_from = forms.DateField(label="生效日期", widget=DAY)

    @rule_of_form("AH-4.6c")
    def check_day(self, cleaned):
        day = cleaned.get("effective_from")
        if day and day < self.do.on:
            self.add_error("effective_from", "不能从过去的日期起生效，请改为今天或者以后。")
