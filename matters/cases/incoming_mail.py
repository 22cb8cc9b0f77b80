"""Incoming mail (办事材料免费寄): originals that follow an online filing by post. They arrive at one of the hall's
points and reach the window of the matter from hand to hand (WS16 三（一）).
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from matters.catalogue.codes import Channel
from windows.window import may_take

from .states import FilingState

DESK = [Role.GUIDE, Role.WINDOW_CLERK]


@duty("WS16-2-2", off=lambda filing: ["申请书", "身份证明", "其他物品"])
def materials_of(filing) -> list[str]:
    """What may be sent in: the materials of the filing's own matter."""
    return [row.material.name for row in filing.checklist.rows] if filing else []


class ExpectForm(ActForm):
    contents = forms.MultipleChoiceField(
        label="寄来的材料", widget=forms.CheckboxSelectMultiple, help_text="只能寄本件须交的材料。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contents"].choices = [(one, one) for one in materials_of(self.do.parent)]


class ArriveForm(ActForm):
    tracking = forms.CharField(label="快递单号", max_length=40)
    postage = forms.DecimalField(label="邮费（元）", min_value=0, max_digits=8, decimal_places=2)


@guard("WS16-3.1-1 WS16-2-1")
def pre_review_passed(mail, do):
    """Free is what follows an application from the net, the app or the machine, once it was looked at beforehand."""
    if do.parent is None or do.parent.state != FilingState.PASSED:
        return "网上申请预审通过之后，才能免费寄送材料原件。"


@guard("WS16-3.1-1")
def matter_goes_by_mail(mail, do):
    if do.parent and (do.rule("mail.carrier") is None or Channel.MAIL not in do.parent.version.channels):
        return "本事项不提供邮寄服务，请申请人到窗口提交原件。"


@guard("WS16-3.1-1")
def not_expected_yet(mail, do):
    if do.parent and do.parent.letters.exclude(state="handed").exists():
        return "本件已有寄送中的材料。"


@guard("WS16-3.1-2")
def at_an_arrival_point(mail, do):
    if do.place is None or do.place.kind not in do.rule("mail.arrival_places"):
        return "邮件应当寄到志愿服务台或者“办不成事”反映窗口，请在该处登记到件。"


@guard("WS16-3.1-2")
def window_of_the_matter(mail, do):
    if do.place is not None and not may_take(do.place, mail.filing.matter, do.on):
        return f"“{mail.filing.matter}”不在{do.place}办理，请转交办理该事项的窗口。"


class IncomingMail(Workflow):
    """One parcel of originals for one online filing."""

    class State(models.TextChoices):
        EXPECTED = "expected", "待寄达"
        ARRIVED = "arrived", "已到件，待转交"
        HANDED = "handed", "窗口已签收"

    state = StateField(State)
    filing = models.ForeignKey(
        "cases.Filing", models.PROTECT, verbose_name="网上申请", related_name="letters"
    )
    contents = models.JSONField("寄来的材料", default=list)
    payer = models.CharField(
        "邮费承担", max_length=12, choices=[("bureau", "政务服务局"), ("applicant", "申请人")]
    )
    tracking = models.CharField("快递单号", max_length=40, blank=True)
    postage = models.DecimalField("邮费（元）", max_digits=8, decimal_places=2, null=True, blank=True)
    arrived_at = models.DateTimeField("到件时间", null=True, blank=True)
    signed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="窗口签收人", null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "寄来的材料"

    def __str__(self) -> str:
        return f"{self.filing.number} 寄来的材料"

    @act(
        "登记免费寄材料",
        NEW,
        State.EXPECTED,
        by=Role.WINDOW_CLERK,
        form=ExpectForm,
        guards=[pre_review_passed, matter_goes_by_mail, not_expected_yet],
        clauses="WS16-3.1-1",
    )
    def expect(self, do):
        self.filing, self.contents, self.payer = do.parent, do.data["contents"], do.rule("mail.payer")
        do.label(f"{self.filing.number} 寄来的材料")

    @act(
        "登记到件",
        State.EXPECTED,
        State.ARRIVED,
        by=DESK,
        form=ArriveForm,
        guards=[at_an_arrival_point],
        clauses="WS16-3.1-2 WS16-4.1",
    )
    def arrive(self, do):
        self.tracking, self.postage, self.arrived_at = do.data["tracking"], do.data["postage"], do.at

    @act(
        "窗口签收寄来的材料",
        State.ARRIVED,
        State.HANDED,
        by=Role.WINDOW_CLERK,
        at_window=True,
        guards=[window_of_the_matter],
        clauses="WS16-3.1-2 WS16-4.1",
    )
    def sign(self, do):
        """The desk's part ends where the window of the matter has signed."""
        self.signed_by = do.by
