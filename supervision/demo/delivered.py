"""How a result reaches the applicant in the demo: each way the applicant may choose, through its own acts."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from matters.cases.mail_address import mail_address_of
from matters.cases.models import Case, Delivery, Mailing


def deliver(case: Case, person: str, clerk, place) -> None:
    """Hand out, deposit, send or post the result – and let it be received."""
    WAYS[case.delivery_way](case, person, {"by": clerk, "place": place})


def _over_the_counter(case: Case, person: str, who: dict) -> None:
    data = {"method": "direct", "received_by": person, "identity_checked": "on"}
    perform(case, "hand_out", data, **who)


def _by_locker(case: Case, person: str, who: dict) -> None:
    delivery = perform(Delivery, "deposit", {"locker": case.pk % 1000}, parent=case, **who)
    perform(delivery, "receive", {"evidence": "存取柜开门记录"}, **who)


def _by_wire(case: Case, person: str, who: dict) -> None:
    agreed = {"address": "政务服务平台账号（示例）", "consent": "on", "consent_form": "申请表勾选"}
    delivery = perform(Delivery, "send", agreed, parent=case, **who)
    perform(delivery, "receive", {"evidence": "系统到达记录"}, **who)


def _by_post(case: Case, person: str, who: dict) -> None:
    paper = case.dossier.papers.filter(kind__in=("approval", "refusal"), voided_at=None).get()
    typed = mail_address_of(case) | {"contents": [f"{paper.title}（{paper.number}）"]}
    mailing = perform(Mailing, "register", typed, parent=case, **who)
    sample = (settings.FIXTURES / "demo" / "sample.pdf").read_bytes()
    slip = {"slip": SimpleUploadedFile("快递存单（示例）.pdf", sample, "application/pdf")}
    perform(mailing, "send", {"tracking": f"示例{case.pk:010d}", "postage": "18"}, files=slip, **who)
    perform(mailing, "receive", {"evidence": "邮件签收回执（示例）"}, **who)


WAYS = {"window": _over_the_counter, "locker": _by_locker, "electronic": _by_wire, "post": _by_post}
