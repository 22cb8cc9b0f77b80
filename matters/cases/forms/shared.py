"""Shared data: what the platform shows is confirmed, or replaced by the document that lawfully changed it."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.uploads import UploadField
from matters.cases.shared import shared_in_force
from matters.catalogue.material import Material

LONG = forms.Textarea(attrs={"rows": 3})


class SharedForm(ActForm):
    """Names one material the guide marks as shared; nothing else can be picked."""

    private = frozenset({"content", "confirmed_by"})

    material = forms.ModelChoiceField(Material.objects.none(), label="共享核验的材料", empty_label=None)
    content = forms.CharField(label="数据内容", max_length=500, widget=LONG)
    reference = forms.CharField(label="数据来源", max_length=200)
    confirmed_by = forms.CharField(label="确认人", max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.do.obj
        shared = [material.pk for material in case.checklist.shared]
        self.fields["material"].queryset = Material.objects.filter(pk__in=shared).order_by("order")
        self.fields["confirmed_by"].initial = case.signer


class ConfirmSharedForm(SharedForm):
    """What the platform shows, read out to the applicant, who says that it is so."""

    confirmed = forms.BooleanField(label="申请人已核对并确认", required=False)

    @rule_of_form("XA-10.4b")
    def check_confirmed(self, cleaned):
        if not cleaned.get("confirmed"):
            self.add_error("confirmed", "请申请人核对数据内容；内容不对的，登记依法变更。")


class ReplaceSharedForm(SharedForm):
    """The document that changed what was confirmed: by name and number, or as a file."""

    field_order = ["material", "content", "reference", "document", "confirmed_by"]

    document = UploadField(label="变更文件（扫描件）", kinds=("pdf", "png", "jpg"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["content"].label = "变更后的数据内容"
        self.fields["reference"].label = "变更文件"
        self.fields["reference"].help_text = "名称、文号和日期。"


class ReliesOnShared(ActForm):
    """Mixed into the forms of a decision: the shared data it stands on, as last confirmed or lawfully changed."""

    shared_data = forms.CharField(label="依据的共享数据", required=False, disabled=True, widget=LONG)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shared = list(shared_in_force(self.do.obj.dossier).values())
        self.fields["shared_data"].initial = "\n".join(f"{row}\n{row.content}" for row in self.shared)
        if not self.shared:
            del self.fields["shared_data"]

    def record(self) -> dict:
        """The timeline keeps on which versions the decision stands, not what they say."""
        kept = super().record()
        return kept | {"shared_data": [str(row) for row in self.shared]} if self.shared else kept
