"""Waiver (例外批准): where a text says 原则上, a named superior may set one objection aside, with a reason."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.db import models

from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from hall.timeline.triggers import append_only

from .act import act
from .form import ActForm


@append_only
class Waiver(models.Model):
    """One objection of one guard against one act on one object, set aside by a superior."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="waivers", verbose_name="案卷")
    act = models.CharField("行为", max_length=60)
    guard = models.CharField("守卫", max_length=100)
    role = models.CharField("批准人身份", max_length=30, choices=Role)
    reason = models.TextField("理由")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "例外批准"

    def __str__(self) -> str:
        return f"{self.act}/{self.guard}"


class WaiveForm(ActForm):
    act = forms.CharField(label="行为", widget=forms.HiddenInput)
    guard = forms.CharField(label="条件", widget=forms.HiddenInput)
    reason = forms.CharField(label="批准例外的理由", widget=forms.Textarea(attrs={"rows": 3}))

    def check_waivable(self, cleaned):
        """Only an objection that stands now, and that this role may set aside."""
        from .offers import objections_now

        spec = self.do.obj.acts().get(cleaned.get("act", ""))
        probe = replace(self.do, waived=[])  # waivers of that act are not used by this one
        standing = objections_now(self.do.obj, spec, probe) if spec else []
        mine = [o for o in standing if o.guard == cleaned.get("guard") and o.waivable_by == self.do.role]
        if not mine:
            raise forms.ValidationError("该项条件目前不存在，或者您无权批准例外；请核对后再办。")


class WaiverActs:
    """The act every workflow inherits for setting an objection aside."""

    @act(
        "批准例外",
        "*",
        None,
        by=[
            Role.HALL_OFFICE,
            Role.HALL_LEADER,
            Role.DEPARTMENT_LEADER,
            Role.BUREAU,
            Role.FIRST_REPRESENTATIVE,
        ],
        form=WaiveForm,
        hidden=True,
    )
    def waive(self, do):
        do.add(
            lambda entry: Waiver(
                dossier=self.dossier,
                act=do.data["act"],
                guard=do.data["guard"],
                role=do.role,
                reason=do.data["reason"],
                entry=entry,
            )
        )
