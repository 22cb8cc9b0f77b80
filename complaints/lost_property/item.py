"""Lost item (遗失物品): from the finder's hand to the owner's – or to the police, or to the bin, with a record."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.applicants.contact import Contact
from hall.applicants.crypto import EncryptedText
from hall.people.roles import Role

from . import forms, guards, papers
from .clocks import CLOCKS
from .states import IN_CUSTODY, KEPT, Document, Kind, State, Way

DESK = (Role.GUIDE, Role.HALL_OFFICE)
CLAIM = (
    "way",
    "claimant",
    "document",
    "digits",
    "description",
    "agent",
    "agent_document",
    "carriage",
    "address",
)


class LostItem(Contact, Workflow):
    """One thing handed in at the desk. ``contact`` is the owner, where the thing itself says who that is."""

    State, Kind, Way = State, Kind, Way
    clocks = CLOCKS
    final = frozenset({State.RETURNED, State.POLICE, State.STATION, State.DESTROYED, State.WRITTEN_OFF})
    private_fields = frozenset(
        {
            *("contact_name", "phone", "features", "handed_in_by", "claimant", "claimant_phone", "digits"),
            *("description", "agent", "agent_document", "address", "signature", "contact_outcome"),
        }
    )

    state = StateField(State)
    number = models.PositiveIntegerField("编号")
    item = models.CharField("物品名称", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    quantity = models.CharField("数量", max_length=20)
    features = models.TextField("特征")
    found_at = models.DateTimeField("拾获时间")
    found_place = models.CharField("拾获地点", max_length=100)
    handed_in_by = models.CharField("交件人", max_length=60)
    received_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="接收人", related_name="+")
    received_at = models.DateTimeField("接收时间")
    valuable = models.BooleanField("贵重物品", default=False)
    worth = models.DecimalField("估价（元）", max_digits=10, decimal_places=2, null=True)
    perishable = models.BooleanField("易变质", default=False)
    condition = models.CharField(
        "物品状况", max_length=8, choices=[("whole", "完好"), ("damaged", "破损")], blank=True
    )
    condition_note = models.CharField("检查情况", max_length=200, blank=True)
    cabinet = models.CharField("存放位置", max_length=40, blank=True)
    contacted_at = models.DateTimeField("通知失主时间", null=True)
    contact_channel = models.CharField("通知方式", max_length=10, blank=True)
    contact_outcome = EncryptedText("通知结果", blank=True)
    announced_on = models.DateField("公告日期", null=True)
    last_announced_on = models.DateField("最近公告日期", null=True)
    due_to_police = models.BooleanField("期满待移交公安", default=False)
    due_to_dispose = models.BooleanField("期满待处理", default=False)
    way = models.CharField("领取方式", max_length=10, choices=Way, blank=True)
    claimant = EncryptedText("认领人", blank=True)
    claimant_phone = EncryptedText("认领人电话", blank=True)
    document = models.CharField("认领人证件", max_length=12, choices=Document, blank=True)
    digits = EncryptedText("证件号码后四位", blank=True)
    description = EncryptedText("认领人的描述", blank=True)
    agent = EncryptedText("受托代领人", blank=True)
    agent_document = EncryptedText("代领人证件", blank=True)
    carriage = models.CharField("邮寄费用", max_length=8, blank=True)
    address = EncryptedText("收件地址", blank=True)
    verified_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="核实人", null=True, related_name="+"
    )
    signature = models.FileField("认领人签字", upload_to="lost/%Y/", max_length=200, blank=True)
    tracking = models.CharField("快递单号", max_length=40, blank=True)
    cancelled_at = models.DateTimeField("注销时间", null=True)
    cancelled_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="注销人", null=True, related_name="+"
    )
    handed_to = models.CharField("接收单位", max_length=80, blank=True)
    handed_officer = models.CharField("接收单位经办人", max_length=60, blank=True)
    handed_on = models.DateField("移交日期", null=True)
    destroy_method = models.CharField("销毁方式", max_length=100, blank=True)
    destroyed_on = models.DateField("销毁日期", null=True)
    destroyer = models.CharField("销毁人", max_length=60, blank=True)
    missing_note = models.CharField("盘亏情况", max_length=300, blank=True)
    outcome = models.CharField("处理结果", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "遗失物品"
        indexes = [models.Index(fields=["state", "received_at"], name="lost_item_state")]

    def __str__(self) -> str:
        return f"遗失物品{self.number}号（{self.get_kind_display()}）"

    @property
    def owner_known(self) -> bool:
        return bool(self.contact_name or self.phone)

    def needs_contact(self, user) -> bool:
        """The desk that took it in has to reach the owner."""
        return self.state in KEPT and user == self.received_by

    def may_be_disposed(self, do) -> bool:
        return self.due_to_dispose

    @act(
        "登记拾获物品",
        NEW,
        State.REGISTERED,
        by=DESK,
        form=forms.ItemForm,
        locks=lambda item, do: [do.hall],
        events=["item_received"],
        clauses="WS07-1.1-2 WS07-1.2 WS07-2.1-2",
    )
    def register(self, do):
        """Who handed it in, who took it, when: the receipt record."""
        for name in (*forms.ItemForm.LINES, "kind", "handed_in_by", "valuable", "worth", "perishable"):
            setattr(self, name, do.data[name])
        self.contact_name, self.phone = do.data["contact_name"], do.data["phone"]
        self.received_by, self.received_at = do.by, do.at
        self.number = LostItem.objects.filter(dossier__hall=do.hall).count() + 1
        do.label(str(self))

    @act(
        "检查入柜",
        State.REGISTERED,
        State.STORED,
        by=DESK,
        form=forms.StoreForm,
        guards=[guards.not_valuable],
        events=["item_stored"],
        clauses="WS07-2.1-1 WS07-2.1-3 WS07-2.3-1",
    )
    def store(self, do):
        for name in ("condition", "condition_note", "cabinet"):
            setattr(self, name, do.data[name])

    @act(
        "贵重物品交派出所",
        State.REGISTERED,
        State.STATION,
        by=DESK,
        form=forms.HandOverForm,
        guards=[guards.is_valuable],
        papers=[papers.REGISTER],
        events=["item_gone"],
        clauses="WS07-2.4",
    )
    def hand_to_station(self, do):
        self._handed_over(do)

    @act("登记通知失主", KEPT, None, by=DESK, form=forms.ContactForm, clauses="WS07-2.2")
    def contact(self, do):
        self.contacted_at, self.contact_channel = do.data["tried_at"], do.data["channel"]
        self.contact_outcome = do.data["outcome"]

    @act(
        "发布招领公告",
        State.STORED,
        State.ANNOUNCED,
        by=DESK,
        guards=[guards.owner_was_tried],
        events=["item_announced", "item_notice_renewed", "item_announced_again"],
        clauses="WS07-1.3-1",
    )
    def announce(self, do):
        self.announced_on = self.last_announced_on = do.on

    @act(
        "再次公告",
        State.ANNOUNCED,
        None,
        by=DESK,
        events=["item_notice_renewed", "item_announced_again"],
        clauses="WS07-1.3-1",
    )
    def announce_again(self, do):
        """Periodically; the owner's time still runs from the first notice."""
        self.last_announced_on = do.on

    @act(
        "核实认领",
        KEPT,
        State.CLAIMED,
        by=DESK,
        form=forms.ClaimForm,
        papers=[papers.REGISTER],
        events=["item_claimed"],
        clauses="WS07-3.1-1 WS07-3.1-2 WS07-3.2-1 WS07-3.2-2",
    )
    def claim(self, do):
        """Verified; the register is printed for the claimant to sign."""
        for name in CLAIM:
            setattr(self, name, do.data[name])
        self.claimant_phone, self.verified_by = do.data["phone"], do.by

    @act("撤销认领", State.CLAIMED, State.STORED, by=DESK, form=forms.OutcomeForm, events=["item_stored"])
    def withdraw_claim(self, do):
        """Not fetched, or not theirs after all: it is kept and announced anew."""
        self.outcome, self.way = do.data["outcome"], ""

    @act(
        "返还并注销",
        State.CLAIMED,
        State.RETURNED,
        by=DESK,
        form=forms.ReturnForm,
        events=["item_gone"],
        clauses="WS07-3.1-3 WS07-3.3",
    )
    def give_back(self, do):
        """Signed for, given back and struck off in one step: nothing stays on the notice that is no longer here."""
        self.signature, self.tracking = do.data["signature"], do.data["tracking"]
        self.cancelled_at, self.cancelled_by = do.at, do.by

    @act(
        "移交公安机关",
        State.ANNOUNCED,
        State.POLICE,
        by=DESK,
        form=forms.HandOverForm,
        guards=[guards.time_is_up],
        papers=[papers.REGISTER],
        events=["item_gone"],
        clauses="WS07-1.3-2",
    )
    def hand_to_police(self, do):
        self._handed_over(do)

    @act(
        "处理（销毁）",
        KEPT,
        State.DESTROYED,
        by=DESK,
        form=forms.DestroyForm,
        guards=[guards.is_perishable],
        papers=[papers.REGISTER],
        events=["item_gone"],
        clauses="WS07-2.3-2 WS07-2.3-3",
    )
    def destroy(self, do):
        self.destroy_method, self.destroyed_on = do.data["method"], do.data["destroyed_on"]
        self.destroyer = do.data["destroyer"]

    @act(
        "登记盘亏",
        IN_CUSTODY,
        State.MISSING,
        by=DESK,
        form=forms.MissingForm,
        events=["item_missing"],
        clauses="WS07-1.4",
    )
    def mark_missing(self, do):
        """Not where the register says it is: an incident until it has been looked into."""
        self.missing_note = f"{do.data['checked_on']} {do.data['circumstances']}"
        self.dossier.attention = "盘点发现物品不在存放位置，请查处。"

    @act(
        "盘亏物品找回",
        State.MISSING,
        State.STORED,
        by=Role.HALL_OFFICE,
        form=forms.CabinetForm,
        events=["item_stored"],
        clauses="WS07-1.4",
    )
    def find_again(self, do):
        self.cabinet = do.data["cabinet"]

    @act(
        "盘亏处理办结",
        State.MISSING,
        State.WRITTEN_OFF,
        by=Role.HALL_OFFICE,
        form=forms.OutcomeForm,
        clauses="WS07-1.4",
    )
    def write_off(self, do):
        self.outcome = do.data["outcome"]

    @act("招领期满", State.ANNOUNCED, None, by=SYSTEM, hidden=True, clauses="WS07-1.3-2")
    def fall_due_to_police(self, do):
        self.due_to_police = True

    @act(
        "易变质物品保管期满",
        [State.REGISTERED, *KEPT],
        None,
        by=SYSTEM,
        hidden=True,
        clauses="WS07-2.3-2",
    )
    def fall_due_to_dispose(self, do):
        self.due_to_dispose = True

    def _handed_over(self, do) -> None:
        self.handed_to, self.handed_officer = do.data["unit"], do.data["officer"]
        self.handed_on = do.data["handed_on"]
