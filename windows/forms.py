"""What is typed when a window is set up, given its matters, paused or taken out of use."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.places.place import Place
from matters.catalogue.codes import CaseType
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import versions_on

from .served import Ground

KINDS = (
    Place.Kind.GENERAL_WINDOW,
    Place.Kind.MIXED_WINDOW,
    Place.Kind.DEPARTMENT_WINDOW,
    Place.Kind.INSTANT_WINDOW,
    Place.Kind.DELIVERY_WINDOW,
    Place.Kind.BANK_COUNTER,
)
# These list their matters; what an integrated or delivery window serves follows from the matter.
LISTING = (Place.Kind.DEPARTMENT_WINDOW, Place.Kind.INSTANT_WINDOW, Place.Kind.MIXED_WINDOW)


class ReasonForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)


class MattersForm(ActForm):
    """The matters a window lists: its department's, or any of the hall's at a window of the centre."""

    matters = forms.ModelMultipleChoiceField(None, label="承办事项", required=False)
    ground = forms.ChoiceField(
        label="列入理由",
        choices=[("", "—"), *Ground.choices],
        required=False,
        help_text="综合类综合受理窗口新列入事项时填写。",
    )

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

    @rule_of_form("EL-2.6")
    def check_ground_of_all_sorts(self, cleaned):
        """What newly goes to the window of all sorts is rare, unrelated or seasonal."""
        place, matters = self.at(cleaned), cleaned.get("matters")
        if place is None or place.kind != Place.Kind.MIXED_WINDOW or not matters or cleaned.get("ground"):
            return
        listed = [] if self.do.act.creates else self.do.obj.matters
        if matters.exclude(pk__in=listed).exists() and "ground" not in self.errors:
            self.add_error("ground", "请说明新列入的事项属于年办件量少、关联度低还是季节性办理。")

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

    field_order = ("place", "seats", "matters", "ground")
    place = forms.ModelChoiceField(None, label="场所")
    seats = forms.IntegerField(label="席位数", min_value=1, max_value=20, initial=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(
            hall=self.do.hall, kind__in=KINDS, is_active=True
        ).exclude(windows__in=type(self.do.obj).objects.exclude(state="retired"))

    def at(self, cleaned) -> Place | None:
        return cleaned.get("place")

    @rule_of_form("EL-2.5")
    def check_department_may_run_its_own(self, cleaned):
        """Where matters go to the hall's integrated windows, only some departments run one of their own."""
        place, department = cleaned.get("place"), self.do.department
        if place is None or place.kind != Place.Kind.GENERAL_WINDOW or department is None:
            return
        if self.do.rule("window.own_integrated") == "listed" and not department.own_window:
            self.add_error(
                "place",
                f"“{department}”未列为可以自行设置综合受理窗口的部门；请设为中心的综合窗口，"
                "或者先在部门资料中注明。",
            )

    def check_department_window_has_an_owner(self, cleaned):
        place = cleaned.get("place")
        if place and place.kind == Place.Kind.DEPARTMENT_WINDOW and self.do.department is None:
            self.add_error("place", "部门窗口须先选择所属部门，再设立窗口。")
