"""Places: what grants and timeline entries name when they say where something was done."""

from django.db import models
from simple_history.models import HistoricalRecords


class Place(models.Model):
    """A counter, desk or room of a hall; everything done elsewhere is done at a place of kind 厅外."""

    class Kind(models.TextChoices):
        GENERAL_WINDOW = "general_window", "综合窗口"
        MIXED_WINDOW = "mixed_window", "综合类综合受理窗口"
        DEPARTMENT_WINDOW = "department_window", "部门窗口"
        INSTANT_WINDOW = "instant_window", "即办窗口"
        DELIVERY_WINDOW = "delivery_window", "出件窗口"
        BANK_COUNTER = "bank_counter", "银行收费窗口"
        ENQUIRY_DESK = "enquiry_desk", "咨询台"
        OFFICE = "office", "办公室"
        COMPLAINT_ROOM = "complaint_room", "投诉室"
        SELF_SERVICE = "self_service", "自助区"
        AGENT_POINT = "agent_point", "便民服务代办点"
        OUTSIDE = "outside", "厅外"

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="大厅", on_delete=models.PROTECT, related_name="places"
    )
    code = models.CharField("编号", max_length=20, help_text="在本大厅内不重复，启用后不再改变。")
    name = models.CharField("名称", max_length=40)
    kind = models.CharField("类型", max_length=20, choices=Kind.choices)
    zone = models.CharField("功能区", max_length=40, blank=True)
    is_active = models.BooleanField("启用", default=True)

    history = HistoricalRecords(verbose_name="场所变更记录", verbose_name_plural="场所变更记录")

    class Meta:
        verbose_name = "场所"
        verbose_name_plural = "场所"
        ordering = ["hall", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "code"],
                name="place_code_unique_in_hall",
                violation_error_message="本大厅已有这个编号的场所，请换一个编号。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_hall(self) -> bool:
        """Whether what is done here is done inside the hall (a stamp, an acceptance)."""
        return self.kind not in (self.Kind.OUTSIDE, self.Kind.AGENT_POINT)
