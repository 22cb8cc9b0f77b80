"""The acts every workflow inherits for its papers: serve, void, correct a slip of the pen."""

from __future__ import annotations

from functools import cached_property

from django import forms

from hall.acts.act import act
from hall.acts.form import ActForm, rule_of_form
from hall.people.roles import Role

from .correction import CLERICAL_CORRECTION, corrected
from .kinds import KINDS, LEDGER, mark_at_issue
from .paper import Paper

HOW_SEALED = {
    Paper.Seal.PROCEDURE: "请部门将程序文书专用章存放大厅后补盖",
    Paper.Seal.APPROVAL: "请先由首席代表用印",
}
COUNTER = [Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE]


class PaperForm(ActForm):
    """Names one valid paper of the object's own dossier."""

    paper = forms.ModelChoiceField(None, label="文书", empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = Paper.objects.filter(dossier=self.do.obj.dossier, voided_at=None)


class ServeForm(PaperForm):
    private = frozenset({"received_by"})
    received_by = forms.CharField(label="签收人", max_length=60)
    relation = forms.ChoiceField(
        label="签收人身份",
        choices=[("self", "本人（法定代表人）"), ("agent", "代理人"), ("other", "其他代收人")],
    )
    signed_at = forms.DateTimeField(label="签收时间", required=False, help_text="不填即为现在。")

    @rule_of_form("AH-37.1")
    def check_sealed(self, cleaned):
        """A paper waiting for its seal is no paper yet."""
        paper = cleaned.get("paper")
        if paper and paper.waits_for_seal:
            self.add_error("paper", f"该文书尚未加盖印章，不能交付；{HOW_SEALED[paper.seal]}。")

    def check_may_be_served(self, cleaned):
        """A paper is served once; nobody signs in the future, or what was not there yet."""
        paper, signed_at = cleaned.get("paper"), cleaned.get("signed_at")
        if paper and paper.served_at:
            self.add_error("paper", "该文书已经签收，不必重复登记。")
        if signed_at and signed_at > self.do.at:
            self.add_error("signed_at", "签收时间不能晚于现在，请核对日期。")
        if paper and signed_at and signed_at < paper.ready_at.replace(second=0, microsecond=0):
            self.add_error("signed_at", "签收时间不能早于文书出具、用印之时，请核对日期。")


class SealForm(PaperForm):
    """One paper that was issued before the seal it must bear lay in the hall."""

    @cached_property
    def mark(self) -> dict | None:
        return mark_at_issue(self.do, self.cleaned_data["paper"].seal)

    @rule_of_form("AH-37.1")
    def check_seal_is_there(self, cleaned):
        paper = cleaned.get("paper")
        if paper and not paper.waits_for_seal:
            self.add_error("paper", "该文书不缺印章，不必补盖。")
        elif paper and self.mark is None:
            self.add_error("paper", f"印章不在大厅，不能补盖；{HOW_SEALED[paper.seal]}。")


class VoidForm(PaperForm):
    reason = forms.CharField(label="作废原因", widget=forms.Textarea(attrs={"rows": 2}))


class CorrectForm(PaperForm):
    """A clerical error: one fact of the paper, as printed and as it should be."""

    private = frozenset({"was", "now"})
    field = forms.CharField(label="更正位置", help_text="例如：申请人名称")
    was = forms.CharField(label="原文")
    now = forms.CharField(label="更正为")

    def check_it_is_there(self, cleaned):
        """Only what really stands on the paper can be corrected, and never its substance, dates or numbers."""
        paper, was, now = cleaned.get("paper"), cleaned.get("was"), cleaned.get("now")
        if paper and was and now and corrected(paper.facts, was, now) == paper.facts:
            self.add_error(
                "was", "文书上没有这段可更正的文字；日期、文号和决定内容不属于笔误，请照原文填写。"
            )
        if was and was == now:
            self.add_error("now", "更正后的文字与原文相同，请核对。")


class PaperActs:
    """Papers are sealed, served once, voided with a reason, corrected by a paper that replaces them."""

    @act(
        "补盖程序文书专用章",
        "*",
        None,
        by=COUNTER,
        at_window=True,
        form=SealForm,
        hidden=True,
        clauses="AH-37.1",
    )
    def seal_paper(self, do):
        paper = do.data["paper"]
        paper.seal_mark, paper.sealed_at = do.form.mark, do.at
        do.note(paper=paper.number)
        do.add(lambda entry: paper)
        for keep in LEDGER:
            do.add(lambda entry, keep=keep: keep(paper, do, entry))

    @act("交付文书", "*", None, by=COUNTER, form=ServeForm, hidden=True, clauses="AH-35.2")
    def serve_paper(self, do):
        paper = do.data["paper"]
        paper.served_at = do.data["signed_at"] or do.at
        paper.served_facts = {
            "by": do.data["received_by"],
            "relation": do.data["relation"],
            "handed_over_by": do.by.pk,
            "place": do.place.pk if do.place else None,
        }
        do.note(paper=paper.number)
        do.add(lambda entry: paper)

    @act("作废文书", "*", None, by=[Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE], form=VoidForm, hidden=True)
    def void_paper(self, do):
        paper = do.data["paper"]
        paper.voided_at, paper.void_reason = do.at, do.data["reason"]
        do.note(paper=paper.number)
        do.add(lambda entry: paper)

    @act(
        "更正文书笔误",
        "*",
        None,
        by=[Role.FIRST_REPRESENTATIVE, Role.REVIEWER],
        form=CorrectForm,
        hidden=True,
    )
    def correct_paper(self, do):
        paper = do.data["paper"]
        paper.voided_at, paper.void_reason = do.at, "笔误更正，以更正后的文书替换"
        do.note(paper=paper.number)
        do.add(lambda entry: paper)
        facts = corrected(paper.facts, do.data["was"], do.data["now"])
        do.issue(KINDS[paper.kind], ready=facts, replaces=paper)
        slip = {"place": do.data["field"], "was": do.data["was"], "now": do.data["now"]}
        do.issue(CLERICAL_CORRECTION, original=paper, facts=facts, slip=slip)
