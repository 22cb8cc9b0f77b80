"""What is typed for a hearing (行政许可法 46–48)."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.legal_time import local_date
from hall.models import User
from hall.people.roles import Role
from matters.cases.below import LONG, LinesField
from matters.catalogue.codes import Stage
from matters.catalogue.national import national_limit


class OrderForm(ActForm):
    reason = forms.CharField(
        label="举行听证的理由",
        max_length=500,
        widget=LONG,
        help_text="法律、法规、规章规定应当听证，或者涉及公共利益的重大许可事项。",
    )


class RequestForm(ActForm):
    private = frozenset({"requested_by"})
    requested_by = forms.ChoiceField(label="申请听证的人")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj.case
        names = [case.applicant.name, *(one.person.name for one in case.parties.select_related("person"))]
        self.fields["requested_by"].choices = [(name, name) for name in dict.fromkeys(names)]


class TimeForm(ActForm):
    meets_at = forms.DateTimeField(label="听证时间")
    place = forms.CharField(label="听证地点", max_length=200)
    chair = forms.ModelChoiceField(
        User.objects.none(), label="听证主持人", help_text="不得是审查本件的工作人员。"
    )
    is_public = forms.BooleanField(label="公开举行", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = (Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)
        of_department = User.objects.filter(
            grants__department=self.do.department, grants__role__in=roles, grants__state="given"
        )
        self.fields["chair"].queryset = of_department.distinct()

    @rule_of_form("许可法48-1")
    def check_notice(self, cleaned):
        """So many working days lie between the notice and the hearing."""
        period, meets_at = national_limit(Stage.HEARING_NOTICE, self.do.on), cleaned.get("meets_at")
        if meets_at is None:
            return
        earliest = calendar_for(self.do.hall).add(self.do.on, period.span.n)
        if local_date(meets_at) < earliest:
            self.add_error(
                "meets_at", f"应当在听证{period.span}前通知，最早可定于{earliest}举行（{period.basis}）。"
            )

    @rule_of_form("许可法48")
    def check_chair(self, cleaned):
        """Who examined the application does not preside over its hearing."""
        chair, case = cleaned.get("chair"), self.do.obj.case
        examined = {case.opined_by_id, *case.handovers.values_list("signed_by", flat=True)}
        if chair is not None and chair.pk in examined:
            self.add_error("chair", f"{chair.name}审查过本件，不能主持听证，请另行指定。")


class HearingRecordForm(ActForm):
    """听证笔录: who took part, what was said, signed by those who took part; then the opinion on it."""

    private = frozenset({"attended", "record"})
    attended = LinesField(label="参加人")
    record = forms.CharField(label="听证记录", max_length=4000, widget=LONG)
    signed = forms.BooleanField(
        label="参加人已确认笔录无误并签字", required=False, help_text="拒绝签字的，在听证记录中注明。"
    )
    opinion = forms.CharField(label="听证意见", max_length=2000, widget=LONG)

    @rule_of_form("许可法48")
    def check_signed(self, cleaned):
        if not cleaned.get("signed"):
            self.add_error("signed", "听证笔录应当交听证参加人确认无误后签字，请签字后再登记。")
