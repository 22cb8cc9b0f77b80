"""Statutes (法律依据): what a matter, a limit, a fee or a material rests on."""

from django.db import models
from simple_history.models import HistoricalRecords

from matters.catalogue.codes import StatuteRank


class Statute(models.Model):
    """A law, regulation, rule or document, named by a key that fixtures and other rows use."""

    key = models.SlugField("代号", max_length=60, unique=True, help_text="启用后不再改变。")
    title = models.CharField("名称", max_length=120, help_text="全称，不加书名号。")
    rank = models.CharField("效力级别", max_length=20, choices=StatuteRank.choices)
    number = models.CharField("发文字号", max_length=60, blank=True, help_text="规范性文件必填。")
    edition = models.CharField("版本", max_length=60, blank=True, help_text="如“2019年修正”。")

    history = HistoricalRecords(verbose_name="法律依据变更记录", verbose_name_plural="法律依据变更记录")

    class Meta:
        verbose_name = "法律依据"
        verbose_name_plural = "法律依据"
        ordering = ["rank", "title"]
        constraints = [
            models.CheckConstraint(
                name="statute_document_has_number",
                condition=~models.Q(rank=StatuteRank.DOCUMENT, number=""),
                violation_error_message="规范性文件必须填写发文字号。",
            )
        ]

    def __str__(self) -> str:
        return self.cite()

    def cite(self, article: str = "") -> str:
        """《title》(number)article, as a notice cites it."""
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.title}》{number}{article}"
