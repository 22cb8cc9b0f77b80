"""How a question comes in, where it stands, and how it ends (WS01 五)."""

from __future__ import annotations

from django.db import models

from hall.people.roles import Role

# Everybody posted to the hall may be the first who is asked; nobody is exempt by role (WS01-02).
POSTED = (
    Role.WINDOW_CLERK,
    Role.REVIEWER,
    Role.FIRST_REPRESENTATIVE,
    Role.GUIDE,
    Role.AGENT,
    Role.CASHIER,
    Role.HALL_OFFICE,
)


class Channel(models.TextChoices):
    DESK = "desk", "现场"
    PHONE = "phone", "来电"
    LETTER = "letter", "来函（电子邮件）"
    WEB = "web", "网上"


class State(models.TextChoices):
    MISSED = "missed", "未接来电，待回拨"
    ASKED = "asked", "网上提问，待接答"
    OPEN = "open", "待答复"
    REFERRED = "referred", "已转引，待接答"
    ANSWERED = "answered", "已答复"


UNANSWERED = (State.MISSED, State.ASKED, State.OPEN, State.REFERRED)


class Outcome(models.TextChoices):
    OWN = "own", "本人职责内已办理"
    AT_ONCE = "at_once", "即时答复"
    ORAL = "oral", "口头告知"
    ANSWERED = "answered", "联系本人答复"
    REFERRED = "referred", "中心内转引"
    OUTSIDE = "outside", "中心外，已告知所属单位"
    LATER = "later", "约定时间答复"


SAID = (Outcome.OWN, Outcome.AT_ONCE, Outcome.ORAL, Outcome.ANSWERED)
# What a first conversation can come to; whoever answers later has called the person back.
AT_FIRST = [one for one in Outcome if one != Outcome.ANSWERED]
AFTERWARDS = [one for one in Outcome if one != Outcome.LATER]
