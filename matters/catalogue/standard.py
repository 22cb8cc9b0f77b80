"""The standard list (事项基本目录): what may be a matter at all. A hall claims entries, it invents none (DL-17.4)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from matters.catalogue.codes import MatterKind


class StandardItem(models.Model):
    """One entry of the list published by the region, by its national code."""

    code = models.CharField(
        "国家基本编码",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}\Z", "国家基本编码为12位数字。")],
    )
    name = models.CharField("事项名称", max_length=160)
    kind = models.CharField("事项类型", max_length=2, choices=MatterKind.choices)
    repealed_on = models.DateField("取消日期", null=True, blank=True, help_text="自这一天起不得再进驻。")

    history = HistoricalRecords(verbose_name="基本目录变更记录", verbose_name_plural="基本目录变更记录")

    class Meta:
        verbose_name = verbose_name_plural = "事项基本目录"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"
