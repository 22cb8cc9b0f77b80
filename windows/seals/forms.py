"""What is typed when a seal is registered, handed over, suspended, lost, destroyed or used."""

from __future__ import annotations

import base64
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image

from hall.acts.form import ActForm, rule_of_form
from hall.images import whole_pictures
from hall.papers.paper import Paper
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department
from staff.postings.standing import next_to_represent

from .kinds import Kind

MAX_BYTES = 512 * 1024
MAX_SIDE = 2000
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def readable_impression(file) -> None:
    """Accept a whole PNG of at most 512 KiB and 2000 pixels a side. Raises ValidationError."""
    if file.size > MAX_BYTES:
        raise ValidationError("印模图片过大，请压缩到 512 KB 以内。")
    try:
        file.seek(0)
        with whole_pictures(), Image.open(file, formats=("PNG",)) as image:
            if max(image.size) > MAX_SIDE:
                raise ValidationError(f"印模图片尺寸过大，边长不得超过{MAX_SIDE}像素。")
            image.load()
    except UNREADABLE as error:
        raise ValidationError("印模图片无法识别，请上传完整的 PNG 图片（透明底）。") from error
    finally:
        file.seek(0)


class RegisterForm(ActForm):
    """A seal enters the register with the department that holds it; others it serves may be added."""

    name = forms.CharField(label="印章名称", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    others = forms.ModelMultipleChoiceField(
        None, label="同时用于的部门", required=False, help_text="实行相对集中行政许可权的填写。"
    )
    responsible_leader = forms.CharField(label="单位责任领导", max_length=60)
    document = forms.CharField(label="备案（刻制）文件文号", max_length=100)
    valid_from = forms.DateField(label="启用日期")
    valid_until = forms.DateField(label="停用日期", required=False, help_text="当日仍有效；不填为长期。")
    image = forms.FileField(
        label="印模图片",
        required=False,
        validators=[readable_impression],
        help_text="PNG；不上传的，文书上印“样章”字样的占位。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["others"].queryset = Department.objects.filter(hall=self.do.hall)

    def owners(self) -> list[Department]:
        """The holding department first, each once."""
        return list(dict.fromkeys([self.do.department, *self.cleaned_data["others"]]))

    def impression(self) -> str:
        """The image as it is stored and printed; empty for a placeholder."""
        image = self.cleaned_data["image"]
        return base64.b64encode(image.read()).decode() if image else ""

    def check_dates(self, cleaned):
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "停用日期不能早于启用日期，请核对。")

    def check_one_seal_of_a_kind(self, cleaned):
        """One live seal of a kind for a department: which seal a paper bears is never a choice."""
        if self.do.department is None:
            raise ValidationError("印章须登记在持有部门名下，请先选择部门。")
        if "others" not in cleaned or "kind" not in cleaned:
            return
        live = type(self.do.obj).objects.live().filter(kind=cleaned["kind"])
        for department in self.owners():
            if seal := live.filter(owners__department=department).first():
                raise ValidationError(f"{department}已登记“{seal}”，原章停用销毁或者挂失之后方可登记新章。")


class HandOverForm(ActForm):
    receiver = forms.ModelChoiceField(User.objects.filter(is_active=True), label="接收人")
    document = forms.CharField(
        label="授权委托书文号", max_length=100, required=False, help_text="凭授权委托书保管的填写。"
    )

    @rule_of_form("AH-32.3")
    def check_receiver_is_first_representative(self, cleaned):
        """Kept by the department's first representative or a filed stand-in: handed over before they change places,
        taken once the receiver may sign.
        """
        receiver = cleaned.get("receiver")
        if receiver and not (_represents(receiver, self.do) or _will_represent(receiver, self.do)):
            self.add_error(
                "receiver", f"{receiver}不是{self.do.department}的首席代表（临时代表），不能保管印章。"
            )

    @rule_of_form("EL-4.1e")
    def check_letter(self, cleaned):
        if self.do.rule("seal.custodian") == "by_letter" and not cleaned.get("document"):
            self.add_error("document", "本大厅凭授权委托书使用审批专用章，请填写文号。")


def _represents(user: User, do) -> bool:
    granted = Grant.objects.in_force(do.at).filter(user=user, role=Role.FIRST_REPRESENTATIVE)
    return any(grant.covers(do.hall.pk, do.department.pk, grant.place) for grant in granted)


def _will_represent(user: User, do) -> bool:
    coming = next_to_represent(do.hall).filter(dossier__department=do.department)
    return coming.filter(person=user).exists()


class LodgeForm(ActForm):
    document = forms.CharField(label="授权委托书文号", max_length=100)


class ReasonForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)


class LossForm(ActForm):
    lost_on = forms.DateField(label="遗失日期")
    circumstances = forms.CharField(label="遗失经过", widget=forms.Textarea(attrs={"rows": 3}))

    def check_date(self, cleaned):
        if cleaned.get("lost_on") and cleaned["lost_on"] > self.do.on:
            self.add_error("lost_on", "遗失日期不能晚于今天，请核对。")


class DestroyForm(ActForm):
    document = forms.CharField(label="销毁批准文件文号", max_length=100)


class UseForm(ActForm):
    """The paper that was stamped, by number and digest, in its case."""

    paper = forms.CharField(label="文号")
    paper_hash = forms.CharField(label="文书内容摘要")
    case = forms.IntegerField(label="案卷")

    @cached_property
    def stamped(self) -> Paper | None:
        """The paper itself, bearing its mark."""
        data = self.cleaned_data
        return Paper.objects.filter(
            dossier=data["case"],
            number=data["paper"],
            facts_hash=data["paper_hash"],
            sealed_at=self.do.at,
            voided_at=None,
        ).first()

    @rule_of_form("AH-29.1")
    def check_paper_of_an_owner(self, cleaned):
        """A registered seal goes on the papers of the departments it is registered for, and on no other."""
        paper = self.stamped if len(cleaned) == len(self.fields) else None
        if paper is None:
            raise ValidationError("没有找到要登记用印的文书，请核对文号和内容摘要。")
        if not self.do.obj.owners.filter(department=paper.department_id).exists():
            raise ValidationError(f"“{self.do.obj}”不得用于{paper.department}的文书。")
