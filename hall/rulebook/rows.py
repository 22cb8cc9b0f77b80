"""What a hall itself decides: single answers (RuleRow) and whole editions of its preset (PresetAdoption).

Both are written once and stay; a later row supersedes an earlier one from its own date, so no past day changes.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from hall.reading import forget, held_in_memory
from hall.timeline.triggers import append_only

from .clauses import cite, malformed
from .errors import BadValue, RuleMissing
from .presets import NATIONAL, all_presets
from .rule import Rule, rule


class Written(models.Model):
    """A row that is inserted and never touched again."""

    reason = models.CharField("理由", max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="作出人",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="空表示由系统作出。",
    )
    made_at = models.DateTimeField("作出时间", auto_now_add=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row once checked. Raises ValidationError; RuntimeError on a row that exists."""
        if not self._state.adding:
            raise RuntimeError("规则一经作出不再修改；请另立一条新的规则，自其生效日起取代旧的。")
        self.full_clean()
        super().save(*args, **kwargs)
        forget()

    def delete(self, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("规则一经作出不得删除；请另立一条“恢复沿用”的规则。")


@append_only
@held_in_memory("made_at")
class RuleRow(Written):
    """One question answered by a hall from a date on, over its preset and over the halls above it (WS01-00)."""

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="大厅", on_delete=models.PROTECT, related_name="rule_rows"
    )
    key = models.CharField("规则", max_length=80)
    value = models.JSONField("取值", default=None, null=True, blank=True)
    inherits = models.BooleanField(
        "恢复沿用", default=False, help_text="自生效日起不再自定，沿用上级大厅或者规章的规定。"
    )
    clause = models.CharField(
        "依据", max_length=200, blank=True, help_text="留空表示无法定依据，由大厅自定。"
    )
    effective_from = models.DateField("生效日期")

    class Meta:
        verbose_name = verbose_name_plural = "大厅自定规则"
        ordering = ["hall", "key", "effective_from", "pk"]
        indexes = [models.Index(fields=["hall", "key", "effective_from"], name="rule_row_in_force")]

    def __str__(self) -> str:
        return f"{self.rule.title}：{'恢复沿用' if self.inherits else self.rule.describe(self.answer)}"

    @property
    def rule(self) -> Rule:
        return rule(self.key)

    @property
    def answer(self) -> Any:
        """The Python value. Raises BadValue."""
        return self.rule.parse(self.value)

    @property
    def basis(self) -> str:
        return cite(self.clause, all_presets().values())

    def clean(self) -> None:
        """Refuse what does not answer the question. Raises ValidationError."""
        super().clean()
        if self.hall_id is not None and self.hall.is_sub_hall:  # AH-46.1
            raise ValidationError({"hall": f"分厅按“{self.hall.main_hall}”的制度管理，请在那里设定。"})
        try:
            question = self.rule
        except RuleMissing as error:
            raise ValidationError({"key": str(error)}) from error
        if question.by_statute:
            raise ValidationError({"key": f"“{question.title}”由国家规定，大厅不得另定。"})
        if self.inherits:
            self.value = None
            return
        try:
            answer = question.parse(self.value)
        except BadValue as error:
            raise ValidationError({"value": str(error)}) from error
        self.value = question.dump(answer)
        self._keep_national(question, answer)
        self._check_clause()

    def _keep_national(self, question: Rule, answer: Any) -> None:
        entry = all_presets()[NATIONAL].entry(self.key, self.effective_from or dt.date.max)
        if missing := question.leaves_out(answer, question.parse(entry.raw)) if entry else []:
            raise ValidationError({"value": f"不得少于国家规定的内容，缺少：{'、'.join(missing)}。"})

    def _check_clause(self) -> None:
        looks_like_id = self.clause[:1].isascii() and self.clause[:1].isupper()
        if looks_like_id and (bad := malformed(self.clause, all_presets().values())):
            raise ValidationError({"clause": f"没有“{bad}”这样的条款编号，请核对，或者写明文件名称和条款。"})


@append_only
@held_in_memory("made_at")
class PresetAdoption(Written):
    """The edition of a preset a hall lives by: a changed file counts for it only once adopted, from a date on."""

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="大厅", on_delete=models.PROTECT, related_name="adoptions"
    )
    preset = models.CharField("制度预设", max_length=40)
    fingerprint = models.CharField("版本指纹", max_length=16)
    answers = models.JSONField("采用的内容", editable=False)
    effective_from = models.DateField(
        "采用日期", null=True, blank=True, help_text="首次采用时留空，自规章施行之日起算。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "制度预设采用记录"
        ordering = ["hall", "preset", "pk"]

    def __str__(self) -> str:
        return f"{self.hall} · {self.preset} · {self.fingerprint}"
