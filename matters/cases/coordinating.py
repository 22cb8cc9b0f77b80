"""What is said about a case beside its steps: the centre's coordination, and why the department is late."""

from __future__ import annotations

from django import forms

from hall.acts.act import act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockLimit
from hall.people.roles import Role

from .states import State

LONG = forms.Textarea(attrs={"rows": 3})


class CoordinateForm(ActForm):
    text = forms.CharField(label="管理、协调意见", max_length=1000, widget=LONG)


class ExplainForm(ActForm):
    reason = forms.CharField(
        label="超期理由",
        max_length=500,
        widget=LONG,
        help_text="在办理进度查询页公开，请勿写入个人信息。",
    )
    expected_on = forms.DateField(
        label="预计办结日期", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )

    def check_expected(self, cleaned):
        day = cleaned.get("expected_on")
        if day and day < self.do.on:
            self.add_error("expected_on", "预计办结日期不能早于今日。")


@guard("AH-4.5a")
def handled_jointly(case, do):
    if not case.version.joint_departments.exists():
        return "只有两个以上部门并联办理的办件才提出协调意见。"


def passed(case, at) -> list[ClockLimit]:
    """The limits of the law and of the promise that the decision has missed."""
    limits = ClockLimit.objects.filter(
        run__dossier=case.dossier, run__clock="decision", kind__in=(LimitKind.STATUTORY, LimitKind.PROMISE)
    )
    return [one for one in limits if one.late(at)]


def unexplained(case, at) -> list[ClockLimit]:
    """Those of them of which nothing has been said in public since (优化营商环境条例 36)."""
    said = case.delay_explained_at
    return [one for one in passed(case, at) if said is None or said <= one.due_at]


@guard("优化条例36")
def something_to_explain(case, do):
    if not unexplained(case, do.at):
        return "没有超过办理期限，或者已经公开说明理由。"


@guard("优化条例36")
def delay_explained(case, do):
    """A late case is not filed away before the department has said why."""
    if case.state == State.DELIVERED and unexplained(case, do.at):
        return "此件超过办理期限，审批部门还没有公开说明理由。"


class CoordinationActs:
    """Acts that leave the case where it stands."""

    @act(
        "提出协调意见",
        [State.ACCEPTED, State.REVIEWING],
        None,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER],
        form=CoordinateForm,
        guards=[handled_jointly],
        clauses="AH-4.5a",
    )
    def coordinate(self, do):
        """The centre's opinion on how the departments work together; it decides nothing for them (DL-4.1)."""

    @act(
        "公开说明超期理由",
        [
            State.ACCEPTED,
            State.REVIEWING,
            State.SENT_UP,
            State.DECIDED,
            State.SEALED,
            State.AT_WINDOW,
            State.DELIVERED,
        ],
        None,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=ExplainForm,
        guards=[something_to_explain],
        clauses="优化条例36",
    )
    def explain_delay(self, do):
        """超过办理时间的，办理单位应当公开说明理由: the applicant reads it with the progress."""
        self.delay_reason, self.delay_explained_at = do.data["reason"], do.at
        self.delay_expected_on = do.data["expected_on"]
