"""What is typed when a window is set up, given its matters, paused or taken out of use."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.places.place import Place
from matters.catalogue.codes import CaseType
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import versions_on

KINDS = (
    Place.Kind.GENERAL_WINDOW,
    Place.Kind.DEPARTMENT_WINDOW,
    Place.Kind.INSTANT_WINDOW,
    Place.Kind.DELIVERY_WINDOW,
    Place.Kind.BANK_COUNTER,
)
# These list their matters; what an integrated or delivery window serves follows from the matter.
LISTING = (Place.Kind.DEPARTMENT_WINDOW, Place.Kind.INSTANT_WINDOW)


class ReasonForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)


class MattersForm(ActForm):
    """The matters a window lists: its department's, or any of the hall's at a window of the centre."""

    matters = forms.ModelMultipleChoiceField(None, label="承办事项", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        owner = {"department": self.do.department} if self.do.department else {}
        self.fields["matters"].queryset = Matter.objects.filter(hall=self.do.hall, **owner)

    def at(self, cleaned) -> Place | None:
        """The place of the window."""
        return self.do.obj.place

    @rule_of_form("EL-2.7")
    def check_instant_window_takes_instant_matters(self, cleaned):
        place, matters = self.at(cleaned), cleaned.get("matters")
        if place is None or place.kind != Place.Kind.INSTANT_WINDOW or not matters:
            return
        instant = versions_on(self.do.hall, self.do.on).filter(case_type=CaseType.INSTANT)
        if others := matters.exclude(pk__in=instant.values("matter")):
            names = "、".join(str(matter) for matter in others)
            self.add_error(
                "matters", f"即办窗口只承办即办件，以下事项不是即办件：{names}。请改由其他窗口承办。"
            )

    def check_who_lists_matters(self, cleaned):
        """A list on an integrated or delivery window would say nothing: what they take follows from the matter."""
        place = self.at(cleaned)
        if place and place.kind not in LISTING and cleaned.get("matters"):
            self.add_error(
                "matters",
                f"{place.get_kind_display()}不逐项登记事项：实行综合窗口受理的事项在每个综合窗口都可以办理。",
            )


class RegisterForm(MattersForm):
    """A place becomes a window."""

    field_order = ("place", "seats", "matters")
    place = forms.ModelChoiceField(None, label="场所")
    seats = forms.IntegerField(label="席位数", min_value=1, max_value=20, initial=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(
            hall=self.do.hall, kind__in=KINDS, is_active=True
        ).exclude(windows__in=type(self.do.obj).objects.exclude(state="retired"))

    def at(self, cleaned) -> Place | None:
        return cleaned.get("place")

    def check_department_window_has_an_owner(self, cleaned):
        place = cleaned.get("place")
        if place and place.kind == Place.Kind.DEPARTMENT_WINDOW and self.do.department is None:
            self.add_error("place", "部门窗口须先选择所属部门，再设立窗口。")
