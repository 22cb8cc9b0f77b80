"""What ratings add to the shell."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from hall.web import navigation, openings, pages
from hall.web.shell import working_hall
from matters.cases.models import Case

from .invitation import Invitation
from .views import READERS, to_rate

navigation.register("好差评", "ratings", "投诉评价", roles=READERS, order=20)
navigation.register(
    "评价服务",
    "rate-ask",
    "投诉评价",
    public=True,
    order=80,
    about="凭收件凭证上的办件编号和查询码，给刚办完的事打分",
)
navigation.register(
    "好差评结果", "rating-results", "投诉评价", public=True, order=85, about="各部门每月得到的评价"
)


class ServiceForm(forms.Form):
    number = forms.CharField(label="办件编号", max_length=40)

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)


def _of_service(request: HttpRequest, parent) -> dict:
    """The unrated service of the case named in the address, with its department."""
    hall, number = working_hall(request), request.GET.get("number", "")
    case = Case.objects.filter(dossier__hall=hall, number=number).first()
    found = to_rate(Invitation.objects.filter(dossier=case.pk)) if case else None
    return {"hall": hall, "department": found and found.department, "invitation": found}


openings.register("complaints.rating", "take_down", _of_service, asks=ServiceForm, menu=True)
openings.register("complaints.ratingimport", "examine", menu=True)
pages.register(
    "complaints.rating",
    related=("window", "served_by", "matter"),
    leaves_out=frozenset({"invitation"}),
    usual=("verify", "settle"),
)
pages.register(
    "complaints.ratingimport",
    leaves_out=frozenset({"faults"}),
    more=lambda one, names: [("核对发现的问题", fault) for fault in one.faults],
)
