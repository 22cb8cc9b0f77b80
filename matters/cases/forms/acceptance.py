"""Acceptance, and what is told with it where the matter always needs a site survey."""

from __future__ import annotations

from hall.acts.form import rule_of_form

from .lateness import OutcomeForm
from .survey import enough_officers, survey_fields

NAMES = tuple(survey_fields())


class AcceptForm(OutcomeForm):
    """受理: nothing is typed, but for a matter with a site survey its time, place, content, people and method."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.do.obj.version.needs_survey:
            for name, field in survey_fields().items():
                field.required = False
                self.fields[name] = field

    @rule_of_form("DL-9.3")
    def check_survey_is_told(self, cleaned):
        for name in NAMES if "meets_at" in self.fields else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, f"需要现场踏勘的事项，受理时须一并告知{self.fields[name].label}。")

    def check_survey(self, cleaned):
        """What the survey itself would refuse (see ``ArrangeForm``) is said here, beside its field."""
        if "meets_at" in self.fields:
            enough_officers(self, "officers", {"officers": cleaned.get("officers") or None})
            if cleaned.get("meets_at") and cleaned["meets_at"] < self.do.at:
                self.add_error("meets_at", "踏勘时间不能早于现在，请核对日期和时刻。")

    @property
    def survey(self) -> dict | None:
        """What to arrange the survey with; None where the matter needs none."""
        if "meets_at" not in self.fields:
            return None
        told = {name: self.cleaned_data[name] for name in NAMES}
        return told | {
            "meets_at": told["meets_at"].isoformat(),
            "officers": "\n".join(told["officers"]),
        }
