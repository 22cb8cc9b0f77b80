"""How facts are written in Chinese official papers. Built into the paper templates, nowhere else."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

register = template.Library()

DIGITS = "零一二三四五六七八九"


@register.filter
def day(iso: str) -> str:
    """2026-11-05 becomes 2026年11月5日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    moment = date.fromisoformat(iso)
    return f"{moment.year}年{moment.month}月{moment.day}日"


@register.filter
def minute(iso: str) -> str:
    """2026-11-05T09:05 becomes 2026年11月5日9时05分; a time with an offset is first brought to local time."""
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo:
        moment = timezone.localtime(moment)
    return f"{day(moment.date().isoformat())}{moment.hour}时{moment.minute:02d}分"


@register.filter
def hanzi(number: int) -> str:
    """0 to 99 as a statute writes it: 六, 十, 六十, 二十五. Larger numbers stay in figures."""
    if not 0 <= number <= 99:
        return str(number)
    tens, units = divmod(number, 10)
    if not tens:
        return DIGITS[units]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[units] if units else "")


@register.filter
def copies(keepers: list[str], each: str = "各一份") -> str:
    """一式两份，申请人、案卷各一份."""
    count = "两" if len(keepers) == 2 else hanzi(len(keepers))
    return f"一式{count}份，{'、'.join(keepers)}{each}"


@register.filter
def listed(items: Iterable[str]) -> str:
    """Joined by the Chinese enumeration comma."""
    return "、".join(items)


@register.filter
def sentence(text: str) -> str:
    """With exactly one full stop at its end, however it was typed."""
    return f"{unstopped(text)}。"


@register.filter
def unstopped(text: str) -> str:
    """Without its final full stop, so that a bracket may follow."""
    return text.strip().rstrip("。；")


@register.filter
def you(applicant: Mapping[str, Any]) -> str:
    """How the paper addresses the applicant."""
    return {True: "你", False: "你单位", None: "你（单位）"}[applicant.get("is_person")]


@register.filter
def total(materials: Iterable[Mapping[str, Any]], key: str) -> int:
    """The sum of ``key`` over the list; absent values count nothing."""
    return sum(material.get(key) or 0 for material in materials)


@register.filter
def has(items: Iterable[Mapping[str, Any]], key: str) -> bool:
    """Does any row fill this column? An empty column is not printed."""
    return any(item.get(key) for item in items)


@register.filter
def document(title: str) -> str:
    """What a paper calls itself: 决定书, 通知书, 告知书; without a known ending, 文书."""
    endings = ("决定书", "通知书", "告知书", "告知单", "凭证", "回证", "申请表", "转移单", "书", "表", "单")
    return next((ending for ending in endings if title.endswith(ending)), "文书")


@register.filter
def hereby(title: str) -> str:
    """The closing line, which also keeps the signature from standing alone on a page."""
    return "特此告知。" if "告知" in title else "特此通知。"
