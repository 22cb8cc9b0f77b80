"""On-site handbook (现场管理标准化手册): every version is kept, the latest is the one to work by (WS05 一(三))."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from hall.uploads import UploadField


class State(models.TextChoices):
    PUBLISHED = "published", "已发布"


class PublishForm(ActForm):
    file = UploadField(label="手册", kinds=("pdf",))
    about = forms.CharField(label="修订说明", max_length=200, required=False)


class Handbook(Workflow):
    """One version of a hall's handbook, numbered from 1."""

    State = State

    state = StateField(State)
    version = models.PositiveIntegerField("版本")
    issued_on = models.DateField("发布日期")
    about = models.CharField("修订说明", max_length=200, blank=True)
    file = models.FileField("手册", upload_to="handbooks/%Y/", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "现场管理标准化手册"

    def __str__(self) -> str:
        return f"现场管理标准化手册第{self.version}版"

    @act(
        "发布手册",
        NEW,
        State.PUBLISHED,
        by=Role.HALL_OFFICE,
        form=PublishForm,
        locks=lambda handbook, do: [do.hall],
        clauses="WS05-1.3",
    )
    def publish(self, do):
        self.version = Handbook.objects.filter(dossier__hall=do.hall).count() + 1
        self.issued_on, self.about, self.file = do.on, do.data["about"], do.data["file"]
        do.label(str(self))


@duty("WS05-1.3", off=lambda hall: [])
def handbooks_of(hall) -> list[Handbook]:
    """The versions of a hall's handbook, the one in force first."""
    return list(Handbook.objects.filter(dossier__hall=hall).order_by("-version"))
