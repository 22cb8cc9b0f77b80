"""Orders in and out (工单): a platform's table becomes complaints, each once; what was done goes back as a table."""

from __future__ import annotations

import csv
import datetime as dt
import io

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from hall import legal_time
from hall.acts.door import perform
from hall.acts.refusals import Invalid, Refused
from hall.duty import duty
from hall.registers.export import plain_csv
from hall.rulebook import answer

from .complaint import Complaint
from .states import Channel, Kind, Subject, Target

COLUMNS = ("工单编号", "平台", "类别", "内容", "诉求", "姓名", "电话", "要求办结时间")
OUT = ("工单编号", "平台", "状态", "受理时间", "答复时间", "答复内容", "回访", "反馈时间")
HOTLINE = "12345"
MOST = 2000


class OrdersForm(forms.Form):
    template_name = "hall/form.html"
    file = forms.FileField(
        label="工单表（CSV）", help_text=f"第一行为栏目：{'，'.join(COLUMNS)}。12345工单“平台”栏填12345。"
    )

    def clean_file(self) -> list[dict[str, str]]:
        return read(self.cleaned_data["file"])


def read(file: UploadedFile) -> list[dict[str, str]]:
    """The rows of a table, as UTF-8 or GBK. Raises ValidationError naming what is missing."""
    raw = file.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise forms.ValidationError("无法读出文字，请另存为UTF-8编码的CSV文件后重新上传。")
    rows = list(csv.DictReader(io.StringIO(text)))
    missing = [one for one in COLUMNS if not rows or one not in rows[0]]
    if missing:
        raise forms.ValidationError(f"表格缺少栏目：{'、'.join(missing)}，请补充后重新上传。")
    if len(rows) > MOST:
        raise forms.ValidationError(f"一次最多导入{MOST}行，请分成几个文件。")
    return rows


@duty("WS06-2.4 WS06-2.3-1 DL-3.7a", off=lambda rows, by, hall: ([], []))
def take_in(rows: list[dict[str, str]], by, hall) -> tuple[list[Complaint], list[str]]:
    """Register every row; the complaints made, and in words why a row was not taken. One bad row stops no other."""
    made, refused = [], []
    for number, row in enumerate(rows, start=2):
        try:
            made.append(perform(Complaint, "receive", _data(row, hall), by=by, hall=hall))
        except Invalid as refusal:
            why = "；".join(message for errors in refusal.form.errors.values() for message in errors)
            refused.append(f"第{number}行（{row['工单编号']}）：{why}")
        except Refused as refusal:
            refused.append(f"第{number}行（{row['工单编号']}）：{refusal.message}")
    return made, refused


def _data(row: dict[str, str], hall) -> dict[str, str]:
    given = {name: (row[name] or "").strip() for name in COLUMNS}
    kinds = {str(label): value for value, label in Kind.choices}
    hotline = given["平台"] == HOTLINE
    return {
        "channel": Channel.HOTLINE if hotline else Channel.WEB,
        "order_number": given["工单编号"],
        "platform": given["平台"],
        "platform_due": given["要求办结时间"],
        "kind": kinds.get(given["类别"], Kind.COMPLAINT),
        "addressee": answer(hall, "complaint.to", legal_time.today()).value[0],
        "subject": Subject.QUALITY,
        "target": Target.HALL,
        "content": given["内容"],
        "wish": given["诉求"],
        "contact_name": given["姓名"],
        "phone": given["电话"],
    }


@duty("DL-3.7a WS06-4.1-2", off=lambda found: "")
def give_back(found) -> str:
    """What was done with each order, as a table for its platform; no name and no number of anybody in it."""
    rows = [
        [
            one.order_number,
            one.platform or HOTLINE,
            one.get_state_display(),
            _minute(one.accepted_at),
            _minute(one.answered_at),
            one.answer_text,
            one.get_satisfaction_display(),
            _minute(one.fed_back_at),
        ]
        for one in found.exclude(order_number="").order_by("pk")
    ]
    return plain_csv([OUT, *rows])


def _minute(instant: dt.datetime | None) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}" if instant else ""
