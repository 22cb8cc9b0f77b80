"""What the supervised say, and what the centre found out."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm
from hall.uploads import UploadField


def _text(label: str, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), **more)


class AppealForm(ActForm):
    grounds = _text("解释、申辩的内容", help_text="请勿填写群众的姓名、证件号码、电话。")
    evidence = UploadField(label="证据材料", kinds=("pdf", "png", "jpg", "docx"), required=False)


class HearingForm(ActForm):
    heard = _text("听取的意见", help_text="何时、何地、听取了谁的意见，要点是什么。")


class DecisionForm(ActForm):
    verified = _text("调查核实情况")
    conclusion = _text("结论")
