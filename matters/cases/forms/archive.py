"""The archive: binding, reading, lending, and what happens when the time of keeping is over."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm

LONG = forms.Textarea(attrs={"rows": 2})


class BindForm(ActForm):
    pages = forms.IntegerField(label="页数", min_value=1, max_value=9999)
    box = forms.CharField(label="存放位置", max_length=60, help_text="例如：2026年许可类第3盒。")


class ReadForm(ActForm):
    """Who reads, and why. One's own reading needs no name."""

    private = frozenset({"reader"})
    purpose = forms.CharField(label="查阅事由", max_length=200, widget=LONG)
    reader = forms.CharField(
        label="查阅人",
        max_length=60,
        required=False,
        help_text="本人查阅的不填；为他人调阅的填写单位、姓名。",
    )
    proof = forms.CharField(
        label="查阅凭证", max_length=120, required=False, help_text="例如：单位介绍信、本人身份证件。"
    )

    def check_reader(self, cleaned):
        if cleaned.get("reader") and not cleaned.get("proof"):
            self.add_error("proof", "为他人调阅的，请核对并填写查阅凭证。")


class LendForm(ReadForm):
    due_back = forms.DateField(label="归还日期")

    def check_due_back(self, cleaned):
        if (on := cleaned.get("due_back")) and on < self.do.on:
            self.add_error("due_back", "归还日期不能早于今天，请核对。")


class GiveBackForm(ActForm):
    complete = forms.BooleanField(label="已逐页清点，完整无损", required=False)
    remark = forms.CharField(label="清点说明", max_length=200, required=False)

    def check_complete(self, cleaned):
        if not cleaned.get("complete") and not cleaned.get("remark"):
            self.add_error("remark", "案卷不完整的，请写明缺损情况。")


class AppraisalForm(ActForm):
    opinion = forms.CharField(label="鉴定意见", max_length=500, widget=LONG)


class KeepForm(ActForm):
    until = forms.DateField(label="继续保存至")
    reason = forms.CharField(label="继续保存的理由", max_length=300, widget=LONG)

    def check_until(self, cleaned):
        if (until := cleaned.get("until")) and until <= self.do.on:
            self.add_error("until", "继续保存的期限应当晚于今天。")


class DestructionForm(ActForm):
    """Two who watch it being destroyed (监销人)."""

    first = forms.CharField(label="监销人一", max_length=60)
    second = forms.CharField(label="监销人二", max_length=60)
    method = forms.CharField(label="销毁方式", max_length=120)

    def check_two(self, cleaned):
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", "监销人应为两人，不能是同一人。")
