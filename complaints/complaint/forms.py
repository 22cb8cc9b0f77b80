"""How a complaint comes in: from the public page, over the counter, from a platform, from a bad rating."""

from __future__ import annotations

from django import forms

from complaints.rectification.forms import text
from complaints.rules import ADDRESSEES
from hall.acts.form import ActForm, rule_of_form
from hall.applicants.identity import check_phone, normalise_phone
from hall.models import Department, User
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.uploads import UploadField

from .states import EVERYWHERE, OF_THE_OFFICE, Channel, Kind, Subject, Target

FILES = ("file_1", "file_2", "file_3")
KINDS = [one for one in Kind.choices if one[0] != Kind.RATING]


def departments_of(hall):
    return Department.objects.filter(hall=hall, is_active=True).prefetch_related("names")


def people_of(hall, at, *roles: Role):
    """Who holds a grant in a hall – one of the roles, where some are named."""
    grants = Grant.objects.in_force(at).filter(hall=hall)
    if roles:
        grants = grants.filter(role__in=roles)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("name")


class WordForm(ActForm):
    """What every complaint says, whoever takes it down."""

    private = frozenset({"contact_name", "phone", *FILES})
    kind = forms.ChoiceField(label="类别", choices=KINDS)
    addressee = forms.ChoiceField(label="向谁提出")
    subject = forms.ChoiceField(label="投诉的方面", choices=Subject.choices)
    target = forms.ChoiceField(label="被投诉对象", choices=Target.choices)
    department = forms.ModelChoiceField(None, label="部门（单位）", required=False)
    target_text = forms.CharField(
        label="窗口号、工号或者姓名", max_length=100, required=False, help_text="不知道的可以不填。"
    )
    content = text("事情经过", rows=6, help_text="什么时间、在哪里、发生了什么。")
    wish = text("希望怎样解决", rows=2, required=False)
    contact_name = forms.CharField(
        label="您的姓名", max_length=60, required=False, help_text="可以不填，不填的按匿名办理。"
    )
    phone = forms.CharField(label="联系电话", max_length=30, required=False)
    confidential = forms.BooleanField(
        label="要求对我的身份保密",
        required=False,
        help_text="被投诉的部门和人员任何时候都看不到您的姓名和电话。",
    )
    is_major = forms.BooleanField(
        label="属于重大事项", required=False, help_text="重大事项须同时提交书面材料。"
    )
    file_1 = UploadField(label="照片、书面材料", required=False)
    file_2 = UploadField(label="照片、书面材料（二）", required=False)
    file_3 = UploadField(label="照片、书面材料（三）", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hall = self.do.hall
        self.fields["department"].queryset = departments_of(hall)
        self.fields["addressee"].choices = [(one, ADDRESSEES[one]) for one in self.do.rule("complaint.to")]

    def clean_phone(self) -> str:
        if given := self.cleaned_data["phone"]:
            check_phone(normalise_phone(given))
        return given

    def check_unit_named(self, cleaned):
        if cleaned.get("target") == Target.UNIT and not cleaned.get("department"):
            self.add_error("department", "请选择被投诉的部门（单位）。")


class FileForm(WordForm):
    """On the public page, without login."""

    lawful = forms.BooleanField(
        label="我了解：投诉应当遵守法律法规，如实反映情况，不得捏造事实、扰乱办事秩序",
        required=False,
    )

    @rule_of_form("WS06-4.5-1")
    def check_lawful(self, cleaned):
        if not cleaned.get("lawful"):
            self.add_error("lawful", "请阅读投诉须知并勾选。")


class ReceiveForm(WordForm):
    """Over the counter, by telephone, out of the box, from a platform: each channel with its own particulars."""

    private = WordForm.private | {"caller"}
    field_order = ("channel",)
    channel = forms.ChoiceField(label="投诉方式")
    order_number = forms.CharField(
        label="工单编号", max_length=60, required=False, help_text="12345、平台转来的。"
    )
    platform = forms.CharField(
        label="平台", max_length=60, required=False, help_text="如“蒙速办”、鄂尔多斯政务服务网。"
    )
    platform_due = forms.DateTimeField(label="平台要求的办结时间", required=False)
    book_page = forms.CharField(label="登记本页码", max_length=20, required=False)
    opened_on = forms.DateField(label="意见箱开启日期", required=False)
    opened_by = forms.CharField(label="开箱人", max_length=60, required=False)
    anonymous = forms.BooleanField(label="匿名", required=False)
    is_urgent = forms.BooleanField(label="急难愁盼", required=False)
    area_leader = forms.ModelChoiceField(None, label="告知区域负责人", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        usual = self.do.rule("complaint.channels")
        open_to = [one for one in Channel if one.label in usual or one in EVERYWHERE]
        kept = {Channel.RATING} if self.do.role == Role.HALL_OFFICE else {Channel.RATING, *OF_THE_OFFICE}
        self.fields["channel"].choices = [(one.value, one.label) for one in open_to if one not in kept]
        self.fields["area_leader"].queryset = people_of(self.do.hall, self.do.at, Role.HALL_OFFICE)

    def _needs(self, name: str, message: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)

    @rule_of_form("WS06-2.3-1")
    def check_hotline(self, cleaned):
        from .complaint import Complaint

        number = cleaned.get("order_number")
        if cleaned.get("channel") == Channel.HOTLINE:
            self._needs("order_number", "12345工单须填写工单编号。")
        if number and Complaint.objects.filter(order_number=number, channel=cleaned.get("channel")).exists():
            self.add_error("order_number", f"工单{number}已经登记过，请在原件上办理。")

    @rule_of_form("WS06-2.3-1")
    def check_caller(self, cleaned):
        if cleaned.get("channel") == Channel.PHONE and not cleaned.get("anonymous"):
            self._needs("phone", "电话投诉请填写来电号码；不愿留号码的，勾选“匿名”。")

    @rule_of_form("WS06-2.4")
    def check_platform(self, cleaned):
        if cleaned.get("channel") == Channel.WEB:
            self._needs("platform", "网络投诉请填写来自哪个平台。")
            self._needs("order_number", "网络投诉请填写平台编号。")

    @rule_of_form("WS06-2.1")
    def check_box(self, cleaned):
        if cleaned.get("channel") == Channel.BOX:
            self._needs("opened_on", "请填写意见箱开启日期。")
            self._needs("opened_by", "请填写开箱人。")

    @rule_of_form("WS06-2.2-2")
    def check_book(self, cleaned):
        if cleaned.get("channel") == Channel.BOOK:
            self._needs("book_page", "请填写登记本页码。")

    @rule_of_form("WS05-2.3-2")
    def check_area_leader_told(self, cleaned):
        if self.do.role == Role.GUIDE:
            self._needs("area_leader", "请选择要告知的区域负责人。")


class RatingForm(ActForm):
    """What a bad rating says of itself."""

    content = text("差评内容")
    department = forms.ModelChoiceField(Department.objects.all(), label="部门", required=False)
    accused = forms.ModelChoiceField(User.objects.all(), label="被评价人员", required=False)
    target_text = forms.CharField(label="窗口", max_length=100, required=False)
    order_number = forms.CharField(label="评价编号", max_length=60)
