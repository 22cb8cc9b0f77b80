"""窗口临时关闭（重启）申请表, where a window is to be opened again."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm
from hall.uploads import UploadField
from windows.closures.forms import SCANNED


class RestartForm(ActForm):
    private = frozenset({"contact", "enquiry"})
    reason = forms.CharField(label="事由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    opens_on = forms.DateField(label="重启日期")
    contact = forms.CharField(label="联络人及联络电话", max_length=100)
    enquiry = forms.CharField(label="业务咨询人员及咨询电话", max_length=100)
    publicity = forms.CharField(label="宣传告知", max_length=300)
    surge_plan = forms.CharField(
        label="业务高峰应对措施", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    proof = UploadField(label="证明材料", kinds=SCANNED, required=False)

    def check_day_has_not_gone(self, cleaned):
        if (day := cleaned.get("opens_on")) and day < self.do.on:
            self.add_error("opens_on", "重启日期不能早于今天，请核对。")
