"""不予受理: a ground of law, reasons, basis – and, for another organ's matter, which organ."""

from __future__ import annotations

from django import forms

from hall.acts.form import rule_of_form
from matters.cases.bars import bar_of
from matters.cases.states import RejectionGround, State

from .lateness import OutcomeForm


class RejectionForm(OutcomeForm):
    """The ground is picked, the reason and its basis are typed; both print."""

    ground = forms.ChoiceField(label="不予受理的事由", choices=RejectionGround.choices)
    reason = forms.CharField(
        label="具体理由", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    basis = forms.CharField(label="法律依据", max_length=200, required=False, help_text="写到条、款、项。")
    apply_to = forms.CharField(label="应向哪个机关申请", max_length=80, required=False)
    cited = forms.ModelMultipleChoiceField(None, label="涉及的材料", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj
        self.fields["cited"].queryset = case.version.materials.all()
        if not case.in_scope:
            self.fields["ground"].initial = RejectionGround.OUT_OF_SCOPE
        elif bar := self.do.read(bar_of, case):
            known = {"ground": RejectionGround.BARRED, "reason": bar.reason, "basis": bar.basis}
            self.initial = known | self.initial

    @rule_of_form("AH-37.2 DL-10.6 WS01-05.1.2c-1 WS02-07-2 WS03-08-1")
    def check_reason_and_basis(self, cleaned):
        """Nobody is turned away without being told why, and by which law or policy."""
        if not cleaned.get("reason"):
            self.add_error("reason", "请向申请人说明不予受理的具体理由。")
        if not cleaned.get("basis"):
            self.add_error("basis", "请写明不予受理所依据的法律、政策条款。")

    @rule_of_form("AH-35.5")
    def check_other_organ(self, cleaned):
        if cleaned.get("ground") == RejectionGround.OUT_OF_SCOPE and not cleaned.get("apply_to"):
            self.add_error("apply_to", "不属于本机关职权的，请写明申请人应向哪个机关申请。")

    @rule_of_form("AH-35.4")
    def check_scope_agrees(self, cleaned):
        """A case marked out of scope can only be refused for that, and the other way round."""
        if not self.do.obj.in_scope and cleaned.get("ground") != RejectionGround.OUT_OF_SCOPE:
            self.add_error("ground", "收件时已认定不属于本机关职权，事由应选“不属于本机关职权范围”。")

    @rule_of_form("AH-35.1 WS09-2")
    def check_incomplete_is_no_ground(self, cleaned):
        """Incomplete papers lead to the one-time notice; only a statute of its own says otherwise (不动产登记)."""
        case = self.do.obj
        if cleaned.get("ground") != RejectionGround.INCOMPLETE:
            return
        if not case.version.refuses_incomplete:
            self.add_error("ground", "材料不齐全不是不予受理的事由，应当一次性告知补正。")
        elif case.checklist.complete:
            self.add_error("ground", "材料已经齐全，不能以材料不齐为由不予受理。")

    @rule_of_form("许可法78 许可法79")
    def check_bar_is_recorded(self, cleaned):
        """Nobody is barred on hearsay: the act that found it has recorded since when and until when."""
        if cleaned.get("ground") == RejectionGround.BARRED and not self.do.read(bar_of, self.do.obj):
            self.add_error("ground", "没有查到该申请人在限制申请期内的记录，不能以此为由不予受理。")

    @rule_of_form("AH-36.2")
    def check_nothing_untold_is_cited(self, cleaned):
        """After a one-time notice no other material may be held against the applicant."""
        case = self.do.obj
        if case.state != State.CORRECTING:
            return
        told = {row.material.pk for row in case.checklist.told}
        new = [material.name for material in cleaned.get("cited") or () if material.pk not in told]
        if new:
            self.add_error("cited", f"一次性告知书没有列出{'、'.join(new)}，不能作为不予受理的理由。")
