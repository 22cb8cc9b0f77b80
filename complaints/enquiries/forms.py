"""What is typed when somebody asks, and when somebody answers."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.applicants.identity import check_phone
from hall.models import Grant, Place, User
from hall.places.department import Department
from matters.catalogue.selectors import open_matters
from windows.models import Window

from .states import AFTERWARDS, AT_FIRST, POSTED, SAID, Channel, Outcome

LONG = forms.Textarea(attrs={"rows": 3})
PRIVATE = frozenset({"contact_name", "phone", "question", "answer"})


def phone_is_one(form: ActForm, cleaned: dict) -> None:
    if phone := cleaned.get("phone"):
        try:
            check_phone(phone)
        except forms.ValidationError as error:
            form.add_error("phone", error)


def colleagues(hall, at):
    """Everybody posted to a hall at an instant."""
    posted = Grant.objects.in_force(at).filter(hall=hall, role__in=POSTED)
    return User.objects.filter(pk__in=posted.values("user"), is_active=True).order_by("name")


class OutcomeForm(ActForm):
    """What the question came to. Which fields that needs, each outcome says; all that lack are named at once."""

    private = PRIVATE
    outcomes = AFTERWARDS

    outcome = forms.ChoiceField(label="结果")
    answer = forms.CharField(label="答复", max_length=2000, required=False, widget=LONG)
    window = forms.ModelChoiceField(None, label="转引到窗口", required=False)
    person = forms.ModelChoiceField(None, label="转引到工作人员", required=False)
    outside_unit = forms.CharField(label="所属单位", max_length=80, required=False)
    outside_address = forms.CharField(label="具体办事地点", max_length=200, required=False)
    confirmed_at = forms.DateTimeField(label="已联系该单位确认的时间", required=False)
    agreed_until = forms.DateTimeField(
        label="约定答复时间", required=False, help_text="与咨询人约定的时间，例如 2026-03-09 17:00。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hall = self.do.hall
        self.fields["outcome"].choices = [
            ("", "---------"),
            *[(str(one), one.label) for one in self.outcomes],
        ]
        self.fields["window"].queryset = Place.objects.filter(hall=hall).order_by("code")
        self.fields["person"].queryset = colleagues(hall, self.do.at)
        if Outcome.LATER not in self.outcomes:
            del self.fields["agreed_until"]

    @rule_of_form("AH-13.5a WS01-05.2.2-1 WS01-05.1.1a WS02-03.2")
    def check_said(self, cleaned):
        if cleaned.get("outcome") in SAID and not cleaned.get("answer"):
            self.add_error("answer", "请写明是怎样答复、告知的。")

    @rule_of_form("WS01-05.1.1a")
    def check_own(self, cleaned):
        """Within one's own duties means: by the one who was asked first."""
        first = self.do.obj.first_asked if self.do.obj.first_asked_id else self.do.by
        if cleaned.get("outcome") == Outcome.OWN and first != self.do.by:
            self.add_error("outcome", f"首问负责人是{first}，不是您本人；请选择其他结果。")

    @rule_of_form("WS02-03.2")
    def check_matter_of_oral(self, cleaned):
        known = cleaned.get("matter") or self.do.obj.matter
        if cleaned.get("outcome") == Outcome.ORAL and known is None:
            self.add_error("matter" if "matter" in self.fields else "outcome", "口头告知应当写明事项。")

    @rule_of_form("WS01-05.1.1b WS04-4.1-2")
    def check_referral(self, cleaned):
        """Led to somebody, not away: an open window, or a colleague by name."""
        if cleaned.get("outcome") != Outcome.REFERRED or {"window", "person"} & set(self.errors):
            return
        window, person = cleaned.get("window"), cleaned.get("person")
        if window is None and person is None:
            self.add_error("window", "请写明转引到哪个窗口或者哪位工作人员。")
        if window and not Window.objects.open().filter(place=window).exists():
            self.add_error("window", f"{window}没有开放，不能把群众引到那里，请另选窗口。")
        if person and person == self.do.by:
            self.add_error("person", "不能转引给本人。")

    @rule_of_form("WS01-05.1.1c")
    def check_outside(self, cleaned):
        if cleaned.get("outcome") != Outcome.OUTSIDE:
            return
        for name in ("outside_unit", "outside_address", "confirmed_at"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"不属于本中心的，应当联系确认并告知：请填写{self.fields[name].label}。")
        if (at := cleaned.get("confirmed_at")) and at > self.do.at:
            self.add_error("confirmed_at", "联系确认的时间不能晚于现在，请核对。")

    def check_agreed(self, cleaned):
        until = cleaned.get("agreed_until")
        if until and until <= self.do.at:
            self.add_error("agreed_until", "约定答复的时间应当晚于现在，请核对。")
        if cleaned.get("outcome") == Outcome.LATER and not until and "agreed_until" not in self.errors:
            self.add_error("agreed_until", "不能即时答复的，请与咨询人约定答复时间并填写。")


class FirstForm(OutcomeForm):
    """The first conversation: asked and, mostly, answered."""

    outcomes = AT_FIRST
    field_order = ("channel", "question", "matter", "contact_name", "phone")

    question = forms.CharField(label="咨询内容", max_length=2000, widget=LONG)
    matter = forms.ModelChoiceField(None, label="事项", required=False)
    contact_name = forms.CharField(label="咨询人称呼", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=20, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = open_matters(self.do.hall, self.do.on).order_by("code")
        self.fields["outcome"].required = False

    def check_phone_number(self, cleaned):
        phone_is_one(self, cleaned)

    def check_reachable(self, cleaned):
        """Whoever is to be called back has left a number."""
        later = cleaned.get("outcome") == Outcome.LATER
        if later and "phone" not in self.errors and not cleaned.get("phone") and not self.do.obj.phone:
            self.add_error("phone", "约定答复的，请留下咨询人的联系电话。")


class RecordForm(FirstForm):
    channel = forms.ChoiceField(
        label="咨询方式", choices=[one for one in Channel.choices if one[0] != Channel.WEB]
    )

    @rule_of_form("WS01-05.2.2-2")
    def check_call_has_an_end(self, cleaned):
        """A call is answered at once, led on, or has a time at which the caller is called back."""
        called = cleaned.get("channel") == Channel.PHONE
        if called and not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("agreed_until", "来电不能即时答复的，请与来电人约定答复时间并填写。")


class MissedForm(ActForm):
    private = frozenset({"phone"})
    phone = forms.CharField(label="来电号码", max_length=20)
    missed_at = forms.DateTimeField(label="来电时间")

    def check_phone_number(self, cleaned):
        phone_is_one(self, cleaned)

    def check_time(self, cleaned):
        if (missed := cleaned.get("missed_at")) and missed > self.do.at:
            self.add_error("missed_at", "来电时间不能晚于现在，请核对。")


class CallBackForm(FirstForm):
    field_order = ("returned_at", "apologised", *FirstForm.field_order)
    returned_at = forms.DateTimeField(label="回拨时间")
    apologised = forms.BooleanField(label="已主动道歉")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = True
        del self.fields["phone"]

    @rule_of_form("WS01-05.2.1-3")
    def check_returned(self, cleaned):
        back = cleaned.get("returned_at")
        if back and back > self.do.at:
            self.add_error("returned_at", "回拨时间不能晚于现在，请核对。")
        if back and back < self.do.obj.missed_at:
            self.add_error("returned_at", "回拨时间不能早于来电时间，请核对。")


class AskForm(ActForm):
    """网上咨询, by anybody."""

    private = frozenset({"contact_name", "phone", "question"})
    question = forms.CharField(
        label="您想咨询什么",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="请勿填写身份证号码。",
    )
    contact_name = forms.CharField(label="怎样称呼您", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=20, required=False, help_text="可以不填。")

    def check_phone_number(self, cleaned):
        phone_is_one(self, cleaned)


class TakeForm(ActForm):
    agreed_until = forms.DateTimeField(label="答复时间", help_text="向咨询人承诺的答复时间。")

    @rule_of_form("WS01-05.2.2-2")
    def check_future(self, cleaned):
        if (until := cleaned.get("agreed_until")) and until <= self.do.at:
            self.add_error("agreed_until", "答复时间应当晚于现在，请核对。")


class AnswerForm(OutcomeForm):
    """Whoever has the question now; what is useful to others can be kept for them."""

    share = forms.BooleanField(
        label="列入常见问答", required=False, help_text="供同事和群众查阅，不得含有个人信息。"
    )
    shared_question = forms.CharField(label="问（公开）", max_length=300, required=False)
    shared_answer = forms.CharField(label="答（公开）", max_length=1000, required=False, widget=LONG)

    def check_shared(self, cleaned):
        for name in ("shared_question", "shared_answer"):
            if cleaned.get("share") and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "列入常见问答的，请另写可以公开的问和答。")


class UnitForm(forms.Form):
    """Which unit a question from the net goes to."""

    unit = forms.ModelChoiceField(
        None, label="问哪个部门", required=False, empty_label="不清楚，请大厅咨询台答复"
    )

    def __init__(self, data=None, *, hall):
        super().__init__(data)
        departments = Department.objects.filter(hall=hall, is_active=True, kind=Department.Kind.DEPARTMENT)
        self.fields["unit"].queryset = departments.prefetch_related("names")


class HandedForm(ActForm):
    handler = forms.ModelChoiceField(User.objects.all())
    department = forms.ModelChoiceField(Department.objects.all(), required=False)
