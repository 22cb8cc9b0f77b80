"""初审 at the counter: whether it is this organ's business, and a verdict for each material of the guide."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.applicants.crypto import opened
from matters.cases.licences.certificate import Certificate
from matters.cases.materials import DEFECTS, MATERIALS, Checklist, Verdict

PER_MATERIAL = ("verdict_", "fault_", "remedy_", "copies_", "ecert_")


class CheckingForm(ActForm):
    """Fields ``verdict_<id>``, ``fault_<id>``, ``remedy_<id>``, ``copies_<id>`` and ``ecert_<id>`` for each material.

    ``ecert``: the number or code of an electronic certificate shown instead of a paper; it does what the paper would.
    """

    template_name = "cases/checking_form.html"

    class Media:
        css = {"all": ["cases/cases.css"]}
        js = ["cases/checklist.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = self.rows_to_check()
        for row in self.rows:
            self._add(row)

    def rows_to_check(self):
        return Checklist.of(self.do.obj).rows

    def _add(self, row) -> None:
        material, old = row.material, row.check
        choices = [c for c in Verdict.choices if c[0] != Verdict.NOT_NEEDED or not material.required]
        self.fields[f"verdict_{material.pk}"] = forms.ChoiceField(
            label=material.name,
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
            initial=row.verdict,
        )
        self.fields[f"fault_{material.pk}"] = forms.CharField(
            label="缺少或者不符之处", max_length=300, required=False, initial=old.fault if old else ""
        )
        self.fields[f"remedy_{material.pk}"] = forms.CharField(
            label="补正要求",
            max_length=300,
            required=False,
            initial=old.remedy if old and old.remedy else usual_remedy(material),
        )
        self.fields[f"copies_{material.pk}"] = forms.IntegerField(
            label="份数",
            min_value=1,
            max_value=999,
            required=False,
            initial=old.copies if old else material.copies,
        )
        self.fields[f"ecert_{material.pk}"] = forms.CharField(
            label="电子证照编号或者核验码", max_length=80, required=False
        )

    def other_fields(self):
        """For templates: the bound fields that belong to no material."""
        return [field for field in self.visible_fields() if not field.name.startswith(PER_MATERIAL)]

    def checklist_fields(self):
        """For templates: each row with its bound fields."""
        for row in self.rows:
            pk = row.material.pk
            yield (
                row,
                {name: self[f"{name}_{pk}"] for name in ("verdict", "fault", "remedy", "copies", "ecert")},
            )

    def looks_through(self, cleaned) -> bool:
        """Whether the materials have to be looked through at all."""
        return True

    @rule_of_form("XA-26.2 XA-27.5")
    def check_certificates(self, cleaned):
        """An electronic certificate in force ticks its row as the paper does; no paper may be asked for beside it."""
        self.shown = {}
        for row in self.rows:
            pk = row.material.pk
            if text := cleaned.get(f"ecert_{pk}"):
                found = Certificate.objects.presented(text, self.holder_number(cleaned), self.do.on)
                if error := self._against(row.material, found, cleaned.get(f"verdict_{pk}")):
                    self.add_error(f"ecert_{pk}", error)
                    continue
                self.shown[pk] = found
                cleaned[f"verdict_{pk}"] = Verdict.COMPLETE

    def _against(self, material, found, verdict: str) -> str:
        if found is None:
            return "没有查到申请人名下这一有效的电子证照，请核对编号；确无电子证照的，收取纸质材料。"
        if material.needs_paper:
            return f"本材料依照{material.basis}须提交纸质原件，不能以电子证照代替。"
        if verdict in DEFECTS:
            return "有效的电子证照与纸质证照效力相同，不得再要求提交纸质原件。"
        return ""

    def holder_number(self, cleaned) -> str:
        """Whose certificates count: the applicant's."""
        return opened(self.do.obj.applicant.identity_number)

    @rule_of_form("WS02-06-1 DL-9.1 EL-3.1a")
    def check_every_row_is_ticked(self, cleaned):
        """Each material is looked at on the spot, none is passed over."""
        for row in self.rows if self.looks_through(cleaned) else ():
            if not cleaned.get(f"verdict_{row.material.pk}"):
                self.add_error(f"verdict_{row.material.pk}", "请核对这份材料：齐全、缺少或者不符合法定形式。")

    def guide_rows(self):
        """What the guide asks of the applicant, ticked or not."""
        return Checklist(MATERIALS(self.do.obj.version_id)).rows

    @rule_of_form("XA-8.2 XA-16.2d XA-10.4a")
    def check_nothing_beyond_the_guide(self, cleaned):
        """Nobody adds to the guide: what it does not ask of the applicant can be neither checked nor told."""
        asked = {str(row.material.pk) for row in self.guide_rows()}
        named = {name.removeprefix("verdict_") for name in self.data if name.startswith("verdict_")}
        if named - asked:
            raise forms.ValidationError(
                "提交的清单里有办事指南没有要求申请人提交的材料，不得另行索取；指南如已更新，请重新打开页面核对。"
            )

    def check_defects_are_explained(self, cleaned):
        """A defective form must say what is wrong; what is missing explains itself."""
        for row in self.rows:
            pk = row.material.pk
            if cleaned.get(f"verdict_{pk}") == Verdict.DEFECTIVE and not cleaned.get(f"fault_{pk}"):
                self.add_error(f"fault_{pk}", "请写明哪里不符合，申请人才能一次补正。")

    def findings(self):
        """What was found of every ticked row, as fields of a MaterialCheck."""
        for row in self.rows:
            pk = row.material.pk
            if verdict := self.cleaned_data.get(f"verdict_{pk}"):
                yield {
                    "material": row.material,
                    "verdict": verdict,
                    **self._explained(row.material, verdict),
                    "copies": self.cleaned_data.get(f"copies_{pk}") or row.material.copies,
                    "certificate": self.shown.get(pk),
                }

    def _explained(self, material, verdict: str) -> dict[str, str]:
        """What is wrong and what to do about it: as typed, else as the guide has it; of what is in order, nothing."""
        if verdict not in DEFECTS:
            return {"fault": "", "remedy": ""}
        fault, remedy = (self.cleaned_data.get(f"{name}_{material.pk}") for name in ("fault", "remedy"))
        if not fault and verdict == Verdict.MISSING:
            fault = f"未提交{material.name}"
        return {"fault": fault, "remedy": remedy or usual_remedy(material)}

    def record(self) -> dict:
        """The timeline keeps verdicts by material."""
        rest = {name: value for name, value in super().record().items() if not name.startswith(PER_MATERIAL)}
        return rest | {"materials": {str(one["material"].pk): one["verdict"] for one in self.findings()}}


class FirstCheckForm(CheckingForm):
    """What is outside the organ's power is refused at once; nobody need look through its papers (AH-35.4)."""

    in_scope = forms.TypedChoiceField(
        label="是否属于本机关职权范围",
        choices=[("yes", "属于"), ("no", "不属于")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["in_scope"].initial = "yes" if self.do.obj.in_scope else "no"

    def looks_through(self, cleaned) -> bool:
        return cleaned.get("in_scope") is not False


def usual_remedy(material) -> str:
    """What the guide itself asks for, so that the clerk types nothing twice."""
    standard = f"，{material.acceptance_standard}" if material.acceptance_standard else ""
    return f"提交{material.name}{material.get_kind_display()}{material.copies}份{standard}"[:300]
