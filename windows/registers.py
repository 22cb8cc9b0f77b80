"""What departments record of long days: extended hours, and who was at the front in a peak."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.people.roles import Role
from hall.registers.register import Register
from staff.registers import DayForm, stationed
from windows.facilities import register as facilities  # noqa: F401 – declares its own
from windows.window import Window

AT_THE_COUNTER = (Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE)


class ExtendedForm(DayForm):
    """A case in hand at closing time is worked until finished; whoever holds a number is served."""

    window = forms.ModelChoiceField(None, label="窗口")
    until = forms.TimeField(label="延时至")
    waiting = forms.IntegerField(label="下班时在办和已取号人数", min_value=1)
    served = forms.IntegerField(label="其中当日办完人数", min_value=0)
    explanation = forms.CharField(
        label="未办完的原因和说明",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="怎样向没有办完的群众解释、另约的时间。请勿填写姓名、电话。",
    )
    field_order = ("on", "window")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["window"].queryset = Window.objects.filter(dossier__hall=self.do.hall).select_related(
            "place"
        )

    @rule_of_form("WS12-2.1.7-1 WS04-4.4-3")
    def check_everybody_was_served(self, cleaned):
        waiting, served = cleaned.get("waiting"), cleaned.get("served")
        if waiting is None or served is None:
            return
        if served > waiting:
            self.add_error("served", "办完人数不能多于下班时的人数，请核对。")
        elif served < waiting and not cleaned.get("explanation"):
            self.add_error("explanation", "在办和已取号的应当办完；没有办完的，请写明原因和怎样说明的。")

    @rule_of_form("WS04-4.4-3")
    def check_after_closing(self, cleaned):
        until, closing = cleaned.get("until"), self.do.rule("hall.closing_time")
        if until and until <= closing:
            self.add_error("until", f"下班时间为{closing:%H:%M}，延时服务应当晚于此时，请核对。")


class PresenceForm(DayForm):
    half = forms.ChoiceField(label="半天", choices=[("morning", "上午"), ("afternoon", "下午")])
    present = forms.ModelMultipleChoiceField(None, label="在岗人员")
    absent = forms.CharField(label="不在岗人员的去向", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = stationed(self.do.hall)


class ConvenienceForm(ActForm):
    """What the hall offers beyond the rule, as its directory tells the public (WS05-7.3)."""

    measure = forms.CharField(label="便民措施", max_length=60, help_text="如“免费复印”“轮椅”“母婴室”。")
    place = forms.CharField(label="位置", max_length=60)
    note = forms.CharField(label="说明", max_length=200, required=False)


CONVENIENCE = Register(
    "windows.convenience", "便民措施登记", (Role.HALL_OFFICE,), ConvenienceForm, "WS05-7.3"
)
EXTENDED = Register(
    "windows.extended", "延时服务登记", AT_THE_COUNTER, ExtendedForm, "WS04-4.4-3 WS12-2.1.7-1"
)
PRESENCE = Register(
    "windows.peak_presence",
    "业务高峰到岗登记",
    (Role.FIRST_REPRESENTATIVE,),
    PresenceForm,
    "WS12-2.1.5-2",
)
