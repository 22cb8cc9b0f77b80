"""The form in which a hall office types, pastes or uploads a notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from hall import legal_time
from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.table import Row, TableRefused, decode, read_table, write_table
from hall.places.hall import Hall

LARGEST_UPLOAD = 64 * 1024  # bytes; a year is some thirty lines

TABLE_HELP = (
    "每行一段：日期,类型,节日。类型写“放假”或“上班”；放假可写一段日期。例如：\n"
    "2026-10-01至2026-10-07,放假,国庆节\n"
    "2026-10-10,上班,国庆节"
)


class ArrangementForm(forms.ModelForm):
    """A document and its table of days. `corrected` is the document it replaces, whose place it takes.

    `halls`: the keys of the halls whose local holidays the person may arrange; the nation's everybody may.
    """

    table = forms.CharField(
        label="日期表",
        required=False,
        help_text=TABLE_HELP,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 60, "spellcheck": "false"}),
        strip=False,
    )
    upload = forms.FileField(
        label="或上传 CSV", required=False, help_text="上传的文件代替上面的表格；UTF-8 或 GB 18030 编码。"
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    rows: list[Row]

    class Meta:
        model = HolidayArrangement
        fields = ["hall", "scope", "year", "title", "number", "issued_on", "source", "reason", "replaces"]
        widgets = {
            "replaces": forms.HiddenInput,
            "issued_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "title": forms.TextInput(attrs={"size": 60}),
            "source": forms.TextInput(attrs={"size": 60}),
            "reason": forms.TextInput(attrs={"size": 60}),
        }

    def __init__(
        self, *args: Any, halls: set[int], corrected: HolidayArrangement | None = None, **kwargs: Any
    ) -> None:
        if corrected is not None:
            kwargs["initial"] = _as_it_stands(corrected)
        super().__init__(*args, **kwargs)
        self.corrected = corrected
        self.fields["hall"].queryset = Hall.objects.filter(pk__in=halls)
        self.fields["hall"].empty_label = "全国"
        self.fields["replaces"].queryset = HolidayArrangement.objects.standing().filter(
            Q(hall=None) | Q(hall__in=halls)
        )
        self.fields["issued_on"].required = True
        if corrected is not None:
            # A correction speaks in the place of what it corrects; to speak elsewhere is another document.
            for name in ("hall", "scope", "year", "replaces"):
                self.fields[name].disabled = True

    def clean_issued_on(self) -> Any:
        issued_on = self.cleaned_data["issued_on"]
        if issued_on > legal_time.today():
            raise ValidationError("发文日期不能晚于今天，请核对。")
        return issued_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("reason") and (cleaned.get("hall") or cleaned.get("replaces")):
            self.add_error("reason", "地方节日和更正必须说明理由，请填写。")
        try:
            self.rows = read_table(self._text(cleaned))
        except TableRefused as refused:
            self.add_error("table", refused.messages)
        return cleaned

    def shown_again(self, edition: str) -> ArrangementForm:
        """The same form for confirming: an upload has become text, and `edition` is what was seen."""
        data = self.data.copy()
        data["table"] = write_table(row.day for row in self.rows)
        data["seen"] = edition
        halls = set(self.fields["hall"].queryset.values_list("pk", flat=True))
        return ArrangementForm(data, halls=halls, corrected=self.corrected)

    def _text(self, cleaned: dict[str, Any]) -> str:
        upload = cleaned.get("upload")
        if upload is None:
            return cleaned.get("table") or ""
        if upload.size > LARGEST_UPLOAD:
            raise TableRefused(
                [f"文件过大，一年的安排不应超过{LARGEST_UPLOAD // 1024} KB，请核对是否选错文件。"]
            )
        return decode(upload.read())


def _as_it_stands(corrected: HolidayArrangement) -> dict[str, Any]:
    copied = ("hall", "scope", "year", "title", "number", "issued_on", "source", "table")
    return {name: getattr(corrected, name) for name in copied} | {"replaces": corrected}
