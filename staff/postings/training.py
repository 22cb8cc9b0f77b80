"""岗前培训 of one posting: each subject of the rulebook, passed on a day and proven by a paper (WS13 三(一)2)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.form import ActForm
from hall.timeline.triggers import append_only
from hall.uploads import UploadField

SCANNED = ("pdf", "png", "jpg")


@append_only
class TrainingProof(models.Model):
    """One subject passed; the proof may come later, in a row of its own."""

    posting = models.ForeignKey(
        "staff.Posting", models.PROTECT, verbose_name="派驻", related_name="trainings"
    )
    subject = models.CharField("培训内容", max_length=60)
    passed_on = models.DateField("合格日期")
    proof = models.FileField("培训材料证明", upload_to="training/%Y/", max_length=200, blank=True)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "岗前培训"

    def __str__(self) -> str:
        return self.subject


class TrainingForm(ActForm):
    """Two fields for every subject that is still to be passed or proven: ``passed_0``, ``proof_0`` and so on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = list(enumerate(self.do.rule("training.subjects")))
        for n, subject in self.subjects:
            self.fields[f"passed_{n}"] = forms.DateField(label=f"{subject}：合格日期", required=False)
            self.fields[f"proof_{n}"] = UploadField(
                label=f"{subject}：培训材料", kinds=SCANNED, required=False
            )

    def check_something(self, cleaned):
        """Passed on a day that has come; a proof alone says not when."""
        for n, subject in self.subjects:
            passed = cleaned.get(f"passed_{n}")
            if passed and passed > self.do.on:
                self.add_error(f"passed_{n}", "合格日期不能晚于今天，请核对。")
            if cleaned.get(f"proof_{n}") and not passed:
                self.add_error(f"passed_{n}", f"请填写“{subject}”的合格日期。")
        if not self.errors and not any(cleaned.get(f"passed_{n}") for n, _ in self.subjects):
            raise forms.ValidationError("请至少填写一项培训的合格日期。")

    def passed(self):
        """Subject, day and proof of what was filled in."""
        for n, subject in self.subjects:
            if day := self.cleaned_data.get(f"passed_{n}"):
                yield subject, day, self.cleaned_data.get(f"proof_{n}") or ""


def lacking(posting, do, *, proof: bool) -> list[str]:
    """The subjects not yet passed, or not yet proven; none where the hall asks for no training."""
    if not do.rule("training.required"):
        return []
    rows = posting.trainings.exclude(proof="") if proof else posting.trainings
    passed = set(rows.values_list("subject", flat=True))
    return [subject for subject in do.rule("training.subjects") if subject not in passed]
