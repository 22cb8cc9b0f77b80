"""A hall with people of every class, a case with papers, and a hall beside it whose people have no business here."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from hall.models import Paper
from hall.people.roles import Role
from matters.catalogue.models import Material
from tests.cases_factory import CaseHall
from tests.factories import make_hall, make_place, make_user
from tests.remembered import remembered
from windows.models import Window


@remembered
class Furnished:
    """``people``: one of each class; ``gaps``: what this hall has to put into addresses."""

    def __init__(self) -> None:
        self.inside = inside = CaseHall("AH")
        self.beside = make_hall(code="beside", name="邻旗政务服务中心", region="150998")
        self.desk = make_place(self.beside, "B01")
        self.people = {
            "other_clerk": make_user("外部门窗口", (Role.WINDOW_CLERK, inside.hall, inside.other)),
            "clerk": inside.clerk,
            "reviewer": inside.reviewer,
            "office": inside.office,
            "supervisor": inside.supervisor,
            "sysadmin": make_user("系统管理", (Role.SYSADMIN, inside.hall)),
            "stranger": make_user("邻旗管理", (Role.HALL_OFFICE, self.beside)),
        }
        self.case = inside.accept(inside.receive())
        self.gaps = self._gaps()

    def _gaps(self) -> dict[str, Any]:
        case, inside = self.case, self.inside
        paper = Paper.objects.filter(dossier=case.dossier).order_by("pk").first()
        material = Material.objects.filter(version=inside.licence_version).order_by("pk").first()
        return {
            "dossier_id": case.pk,
            "case_id": case.pk,
            "paper_id": paper.pk,
            "matter_id": inside.licence.pk,
            "material_id": material.pk,
            "window_id": Window.objects.get(place=inside.window).pk,
            "hall": inside.hall.code,
            "of": "applicant",
            "field": "identity_number",
            "d/<int:dossier_id>/do/<slug:name>/ name": "note",
            "new/<str:kind>/<slug:name>/ kind": "cases.case",
            "new/<str:kind>/<slug:name>/ name": "receive",
            "registers/<str:key>/ key": "windows.convenience",
            "registers/<str:key>/table.csv key": "windows.convenience",
            "verify/<slug:code>/ code": paper.verify_code,
            "rate/paper/<slug:code>/ code": paper.verify_code,
            "complain/new/<slug:code>/ code": inside.hall.code,
            "ask/<slug:number>/ number": "987654321",
            "staff/people/<int:pk>/ pk": inside.clerk.pk,
            **{
                f"queue/<slug:code>/{rest} code": inside.hall.code
                for rest in (
                    "kiosk/",
                    "screen/",
                    "stream/",
                    "screen/<int:window_id>/",
                    "stream/<int:window_id>/",
                    "book/",
                    "rest-day/",
                    "ticket/<str:name>/",
                )
            },
            "suffix": "csv",
        }

    def browser(self, who: str, **options: Any) -> Client:
        """A browser of one class of people: "anonymous", or one of ``people``; the clerk sits at the window."""
        client = Client(**options)
        if who != "anonymous":
            client.force_login(self.people[who])
        if who in ("clerk", "other_clerk") and not options:
            client.post(reverse("seat"), {"place": self.inside.window.pk})
        return client
