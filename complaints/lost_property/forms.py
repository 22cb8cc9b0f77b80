"""What is typed along a lost item."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.applicants.identity import check_phone
from hall.uploads import UploadField

from .states import Document, Kind, Way

LONG = forms.Textarea(attrs={"rows": 2})
MASKED = 4  # the last digits of a document: enough to look it up, useless to anybody else
PHOTO = ("pdf", "png", "jpg")


class PhoneForm(ActForm):
    def check_phone_number(self, cleaned):
        if phone := cleaned.get("phone"):
            try:
                check_phone(phone)
            except forms.ValidationError as error:
                self.add_error("phone", error)


class ItemForm(PhoneForm):
    """Five things or it is no entry: name, quantity, features, time and place found (WS07 一（二）)."""

    private = frozenset({"handed_in_by", "phone", "contact_name", "features"})
    LINES = ("item", "quantity", "features", "found_at", "found_place")

    item = forms.CharField(label="物品名称", max_length=60, required=False)
    kind = forms.ChoiceField(label="类别（公告用）", choices=Kind.choices)
    quantity = forms.CharField(label="数量", max_length=20, required=False, help_text="如“1个”。")
    features = forms.CharField(
        label="特征", max_length=500, required=False, widget=LONG, help_text="不公告，用来核实失主。"
    )
    found_at = forms.DateTimeField(label="拾获时间", required=False)
    found_place = forms.CharField(label="拾获地点", max_length=100, required=False)
    handed_in_by = forms.CharField(label="交件人", max_length=60, help_text="姓名或者“不愿留名的群众”。")
    valuable = forms.BooleanField(label="贵重物品", required=False)
    worth = forms.DecimalField(
        label="估价（元）", required=False, min_value=0, max_digits=10, decimal_places=2
    )
    perishable = forms.BooleanField(label="易变质的食品、药品", required=False)
    contact_name = forms.CharField(label="物品内失主姓名", max_length=60, required=False)
    phone = forms.CharField(
        label="物品内失主电话", max_length=20, required=False, help_text="物品内有失主信息的，应尽快通知。"
    )

    @rule_of_form("WS07-1.2")
    def check_five(self, cleaned):
        for name in self.LINES:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"登记表应写明{self.fields[name].label}，请填写。")

    def check_found(self, cleaned):
        if (found := cleaned.get("found_at")) and found > self.do.at:
            self.add_error("found_at", "拾获时间不能晚于现在，请核对。")

    def check_worth(self, cleaned):
        """From a worth the rulebook names, an item is valuable whether it was ticked or not."""
        least, worth = self.do.rule("lost.valuable_from"), cleaned.get("worth")
        if least is not None and worth is not None and worth >= least:
            cleaned["valuable"] = True


class StoreForm(ActForm):
    condition = forms.ChoiceField(
        label="物品状况", choices=[("whole", "完好"), ("damaged", "破损")], widget=forms.RadioSelect
    )
    condition_note = forms.CharField(label="检查情况", max_length=200)
    cabinet = forms.CharField(label="失物存放柜位置", max_length=40, help_text="如“A柜3层”。")


class ContactForm(ActForm):
    """One attempt to reach the owner; who and when is the line itself."""

    private = frozenset({"outcome"})
    channel = forms.ChoiceField(
        label="通知方式",
        choices=[("phone", "电话"), ("wechat", "微信"), ("sms", "短信"), ("other", "其他")],
    )
    tried_at = forms.DateTimeField(label="通知时间")
    outcome = forms.CharField(label="通知结果", max_length=200)

    def check_time(self, cleaned):
        if (tried := cleaned.get("tried_at")) and tried > self.do.at:
            self.add_error("tried_at", "通知时间不能晚于现在，请核对。")


class ClaimForm(PhoneForm):
    """认领: who claims it, how they know it, and that it was verified (WS07 三)."""

    private = frozenset({"claimant", "phone", "digits", "description", "agent", "agent_document", "address"})

    way = forms.ChoiceField(label="领取方式", choices=Way.choices)
    claimant = forms.CharField(label="认领人（失主）", max_length=60)
    phone = forms.CharField(label="认领人电话", max_length=20, required=False)
    document = forms.ChoiceField(
        label="有效身份证件", choices=[("", "---------"), *Document.choices], required=False
    )
    digits = forms.CharField(label="证件号码后四位", max_length=MASKED, required=False)
    description = forms.CharField(label="认领人对物品的描述", max_length=500, required=False, widget=LONG)
    verified = forms.BooleanField(label="经详细核实，与物品一致", required=False)
    verified_by_net = forms.CharField(
        label="网络核实失主身份的方式", max_length=100, required=False, help_text="如“微信视频核对身份证”。"
    )
    agent = forms.CharField(label="受托代领人", max_length=60, required=False)
    agent_document = forms.CharField(label="代领人证件及号码后四位", max_length=60, required=False)
    consent = forms.BooleanField(label="失主同意邮寄", required=False)
    carriage = forms.ChoiceField(
        label="邮寄费用",
        choices=[("", "---------"), ("collect", "到付"), ("prepaid", "失主自费预付")],
        required=False,
    )
    address = forms.CharField(label="收件地址", max_length=200, required=False)

    @rule_of_form("WS07-3.1-1")
    def check_shown(self, cleaned):
        if "digits" not in self.errors and not (cleaned.get("document") and cleaned.get("digits")):
            self.add_error("digits", "认领人应出示有效身份证件，请填写证件种类和号码后四位。")
        if not cleaned.get("description"):
            self.add_error("description", "认领人应提供物品的相关信息，请填写。")

    @rule_of_form("WS07-3.1-2")
    def check_verified(self, cleaned):
        if not cleaned.get("verified"):
            self.add_error("verified", "应当详细核实，确认无误后才能返还。")
        if cleaned.get("claimant") and cleaned["claimant"] == self.do.by.name:
            self.add_error("claimant", "认领人和核实人不能是同一个人，请由他人核实。")

    @rule_of_form("WS07-3.2-1")
    def check_agent(self, cleaned):
        if cleaned.get("way") == Way.AGENT:
            self._demand(cleaned, ("verified_by_net", "agent", "agent_document"), "委托他人代领的")

    @rule_of_form("WS07-3.2-2")
    def check_post(self, cleaned):
        """Posted with the owner's consent and at the owner's cost; the free mailing of results is another thing."""
        if cleaned.get("way") == Way.POST:
            self._demand(cleaned, ("verified_by_net", "consent", "carriage", "address"), "邮寄领取的")

    def _demand(self, cleaned, names, when: str) -> None:
        for name in names:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"{when}，请填写{self.fields[name].label}。")


class ReturnForm(ActForm):
    private = frozenset({"signature"})
    signature = UploadField(label="认领人签字（登记表扫描件或者签名图片）", kinds=PHOTO, required=False)
    tracking = forms.CharField(label="快递单号", max_length=40, required=False)

    @rule_of_form("WS07-3.1-3")
    def check_signed(self, cleaned):
        if "signature" not in self.errors and not cleaned.get("signature"):
            self.add_error("signature", "认领人在登记表上签字确认后才能返还，请上传签字。")

    def check_posted(self, cleaned):
        if self.do.obj.way == Way.POST and not cleaned.get("tracking"):
            self.add_error("tracking", "邮寄领取的，请填写快递单号。")


class HandOverForm(ActForm):
    unit = forms.CharField(label="接收单位", max_length=80)
    officer = forms.CharField(label="接收人", max_length=60)
    handed_on = forms.DateField(label="移交日期")

    def check_day(self, cleaned):
        if (on := cleaned.get("handed_on")) and on > self.do.on:
            self.add_error("handed_on", "移交日期不能晚于今天，请核对。")


class DestroyForm(ActForm):
    """销毁登记: how, when, by whom; before its time only what has gone bad already, with the reason."""

    method = forms.CharField(label="处理（销毁）方式", max_length=100, required=False)
    destroyed_on = forms.DateField(label="处理（销毁）日期", required=False)
    destroyer = forms.CharField(label="处理人", max_length=60, required=False)
    spoilt = forms.BooleanField(label="已变质", required=False)
    reason = forms.CharField(label="提前处理的原因", max_length=200, required=False)

    @rule_of_form("WS07-2.3-3")
    def check_entry(self, cleaned):
        for name in ("method", "destroyed_on", "destroyer"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"销毁应当登记{self.fields[name].label}，请填写。")
        if (on := cleaned.get("destroyed_on")) and on > self.do.on:
            self.add_error("destroyed_on", "日期不能晚于今天，请核对。")

    @rule_of_form("WS07-2.3-2")
    def check_time_has_come(self, cleaned):
        if not self.do.obj.may_be_disposed(self.do) and not (cleaned.get("spoilt") and cleaned.get("reason")):
            self.add_error("spoilt", "保管期限未满，失主还可以认领；确已变质的，请勾选并写明原因。")


class MissingForm(ActForm):
    checked_on = forms.DateField(label="盘点日期")
    circumstances = forms.CharField(label="情况", max_length=300, widget=LONG)

    def check_day(self, cleaned):
        if (on := cleaned.get("checked_on")) and on > self.do.on:
            self.add_error("checked_on", "盘点日期不能晚于今天，请核对。")


class OutcomeForm(ActForm):
    outcome = forms.CharField(label="结果", max_length=300, widget=LONG)


class CabinetForm(ActForm):
    cabinet = forms.CharField(label="失物存放柜位置", max_length=40)


class LossForm(PhoneForm):
    """报失: what somebody misses; compared with what was handed in."""

    private = frozenset({"contact_name", "phone", "features"})
    item = forms.CharField(label="遗失物品", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    features = forms.CharField(label="特征", max_length=500, widget=LONG)
    lost_at = forms.DateTimeField(label="大约何时遗失")
    lost_place = forms.CharField(label="大约在何处遗失", max_length=100)
    contact_name = forms.CharField(label="报失人", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=20)
