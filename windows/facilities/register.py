"""设施设备登记: what there is, where, in which state; of each kind the text names there has to be some (XA-31)."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm
from hall.duty import duty
from hall.people.roles import Role
from hall.places.place import Place
from hall.registers.register import Register, RegisterRecord

KINDS = {
    "service": "服务设施",
    "barrier_free": "无障碍设施",
    "support": "后勤保障设施",
    "emergency": "应急设施",
}
STATES = {"good": "完好", "limited": "部分可用", "out": "停用"}


class FacilityForm(ActForm):
    item = forms.CharField(label="设施设备", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=list(KINDS.items()))
    spot = forms.ModelChoiceField(None, label="位置")
    condition = forms.ChoiceField(label="状况", choices=list(STATES.items()))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spot"].queryset = Place.objects.filter(hall=self.do.hall, is_active=True)


FACILITIES = Register(
    "windows.facilities", "设施设备登记", (Role.HALL_OFFICE,), FacilityForm, "DL-3.2a XA-31"
)


def facilities(hall) -> list[RegisterRecord]:
    lines = RegisterRecord.objects.filter(
        register=FACILITIES.key, state=RegisterRecord.State.RECORDED, dossier__hall=hall
    )
    return list(lines.order_by("pk"))


@duty("XA-31", off=lambda hall: [])
def kinds_wanting(hall) -> list[str]:
    """The kinds of equipment of which a hall has registered none."""
    there = {line.facts["kind"] for line in facilities(hall)}
    return [title for kind, title in KINDS.items() if kind not in there]
