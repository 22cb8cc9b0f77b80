"""What the two approval forms say about a person, cell by cell (WS13-F3, WS13-F4)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from hall.acts.form import ActForm
from hall.applicants.crypto import EncryptedText, opened
from hall.applicants.identity import (
    IdentityKind,
    check_identity,
    check_phone,
    normalise_number,
    normalise_phone,
)
from hall.applicants.masking import mask_number

from .kinds import STATUSES, WINDOW_TYPES, Politics, Post

PRIVATE = frozenset({"sex", "ethnicity", "born", "education", "phone", "school", "identity_number"})
# What is taken over from the form as it was typed.
WRITTEN = (
    "post",
    "sex",
    "ethnicity",
    "born",
    "politics",
    "education",
    "phone",
    "school",
    "identity_number",
    "status",
    "employer",
    "duties",
    "window_type",
    "services",
    "statement",
    "starts_on",
    "until_on",
)


class Personal(models.Model):
    """The cells of the form. Number and phone are sealed at rest and stand masked on screens and papers."""

    post = models.CharField("岗位", max_length=10, choices=Post)
    sex = models.CharField("性别", max_length=2)
    ethnicity = models.CharField("民族", max_length=20)
    born = models.CharField("出生年月", max_length=7)
    politics = models.CharField("政治面貌", max_length=20, choices=Politics)
    education = models.CharField("学历", max_length=20)
    phone = EncryptedText("联系方式", normalise=normalise_phone)
    school = models.CharField("毕业学校及专业", max_length=100)
    identity_number = EncryptedText("身份证号", normalise=normalise_number)
    status = models.CharField("人员身份", max_length=20, choices=STATUSES)
    employer = models.CharField("工作单位及职务", max_length=100)
    duties = models.CharField("主要工作职责", max_length=300)
    window_type = models.CharField("窗口类型", max_length=20, choices=WINDOW_TYPES)
    services = models.CharField("服务事项", max_length=300)
    statement = models.CharField("政治表现和业务能力", max_length=300)
    starts_on = models.DateField("入岗时间")
    until_on = models.DateField("派驻至", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def masked_identity(self) -> str:
        return mask_number(opened(self.identity_number))

    @property
    def masked_phone(self) -> str:
        return mask_number(opened(self.phone))


def _lines(label: str, most: int = 300, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 2}), **more)


class PersonalForm(ActForm):
    """Every box of the form is asked for; an empty one is refused (WS13-3.1.1-2)."""

    private = PRIVATE

    post = forms.ChoiceField(label="岗位", choices=Post.choices)
    sex = forms.ChoiceField(label="性别", choices=[("男", "男"), ("女", "女")])
    ethnicity = forms.CharField(label="民族", max_length=20)
    born = forms.RegexField(
        r"^(19|20)\d{2}-(0[1-9]|1[0-2])$",
        label="出生年月",
        help_text="如“1990-05”。",
        error_messages={"invalid": "请按“1990-05”的格式填写出生年月。"},
    )
    politics = forms.ChoiceField(label="政治面貌", choices=Politics.choices)
    education = forms.CharField(label="学历", max_length=20)
    phone = forms.CharField(label="联系方式", max_length=30)
    school = forms.CharField(label="毕业学校及专业", max_length=100)
    identity_number = forms.CharField(label="身份证号", max_length=30)
    status = forms.ChoiceField(label="人员身份", choices=STATUSES)
    employer = forms.CharField(label="工作单位及职务", max_length=100)
    duties = _lines("主要工作职责")
    window_type = forms.ChoiceField(label="窗口类型", choices=WINDOW_TYPES)
    services = _lines("服务事项")
    statement = _lines("政治表现和业务能力", help_text="由单位说明其政治可靠、业务精通的情况。")
    starts_on = forms.DateField(label="入岗时间")
    until_on = forms.DateField(label="派驻至", required=False, help_text="顶岗的必填；长期派驻的不填。")

    def check_identity_number(self, cleaned):
        if number := cleaned.get("identity_number"):
            try:
                check_identity(IdentityKind.RESIDENT_ID, normalise_number(number), self.do.on)
            except ValidationError as error:
                self.add_error("identity_number", error)

    def check_phone_number(self, cleaned):
        if phone := cleaned.get("phone"):
            try:
                check_phone(normalise_phone(phone))
            except ValidationError as error:
                self.add_error("phone", error)

    def check_period(self, cleaned):
        starts, until = cleaned.get("starts_on"), cleaned.get("until_on")
        if starts and starts < self.do.on:
            self.add_error("starts_on", "入岗时间不能早于今天，请核对日期。")
        if starts and until and until < starts:
            self.add_error("until_on", "派驻结束不能早于入岗时间，请核对日期。")
