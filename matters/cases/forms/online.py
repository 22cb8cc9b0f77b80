"""The application as the applicant fills it in: no number, no time and no verdict – those are not theirs to type."""

from __future__ import annotations

from django import forms

from hall.uploads import UploadField
from matters.cases.filing_files import Terminal
from matters.catalogue.codes import MaterialForm

from .intake import IntakeForm

PREFIX = "file_"


class OnlineForm(IntakeForm):
    """网上申请. A material may be uploaded or brought later: what lacks is told at once and in full (行政许可法 32)."""

    template_name = "hall/form.html"
    terminal = forms.ChoiceField(choices=Terminal.choices, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["in_scope"]
        materials = self.do.obj.version.materials.exclude(form=MaterialForm.PAPER).order_by("order")
        self.materials = {f"{PREFIX}{one.pk}": one for one in materials if one.from_applicant}
        for name, material in self.materials.items():
            self.fields[name] = UploadField(label=f"上传：{material.name}", required=False)

    def rows_to_check(self):
        return []

    def uploads(self):
        """Each material with the file that was given for it."""
        return [
            (material, self.cleaned_data[name])
            for name, material in self.materials.items()
            if self.cleaned_data.get(name)
        ]
