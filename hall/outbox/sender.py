"""Senders: how a message leaves the house. A hall names its own classes in SMS_SENDER and EMAIL_SENDER."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Outgoing:
    """What a sender gets. ``key`` stays the same however often one message is tried: a gateway that knows it sends
    it once.
    """

    key: str
    to: str
    text: str
    subject: str


class NotSent(Exception):
    """The message did not leave. The text is shown under 需要关注, so it names no number and no person."""


class Sender:
    """Base of all senders. ``send`` returns when the message was taken over, and raises NotSent when it was not."""

    def send(self, message: Outgoing) -> None:
        raise NotImplementedError


class FileSender(Sender):
    """For the hall on one machine: every message becomes a line of ``var/outbox/<day>.jsonl``."""

    def send(self, message: Outgoing) -> None:
        folder = settings.VAR / "outbox"
        folder.mkdir(parents=True, exist_ok=True)
        today = dt.datetime.now(dt.UTC).date().isoformat()
        with (folder / f"{today}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(message), ensure_ascii=False) + "\n")


class ConsoleSender(Sender):
    """For whoever develops: the message on the terminal."""

    def send(self, message: Outgoing) -> None:
        print(f"→ {message.to} {message.text}")  # noqa: T201 – that is what it is for


class EmailSender(Sender):
    """By the mail server Django is set to."""

    def send(self, message: Outgoing) -> None:
        mail = EmailMessage(
            message.subject, message.text, to=[message.to], headers={"Message-ID": f"<{message.key}@hall>"}
        )
        try:
            mail.send()
        except OSError as error:  # the mail server's own errors are among them
            raise NotSent("邮件服务器没有接收。") from error


class NotConnected(Sender):
    """What a hall in earnest has until it names a sender: nothing goes out, and everybody sees it."""

    def send(self, message: Outgoing) -> None:
        raise NotSent("没有配置外发方式（SMS_SENDER、EMAIL_SENDER），请告诉系统管理员；请改用电话告知。")


def sender_of(channel: str) -> Sender:
    """The sender of a channel ("sms", "email") as the settings name it. Raises ImportError for a class unknown."""
    return import_string(settings.SENDERS[channel])()
