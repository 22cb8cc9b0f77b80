"""Addresses. Higher floors are named by string, so that no arrow points up."""

from importlib.util import find_spec

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from hall.web import (
    act,
    books,
    dossier,
    entrance,
    home,
    lists,
    paper,
    registers,
    reveal,
    time_page,
    timeline_export,
    verification,
)

FLOORS = ("supervision", "complaints", "matters.cases", "windows", "staff", "matters.catalogue")

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", entrance.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", entrance.Password.as_view(), name="password"),
    path("window/", entrance.seat, name="seat"),
    path("d/<int:dossier_id>/", dossier.dossier, name="dossier"),
    path("d/<int:dossier_id>/do/<slug:name>/", act.do, name="act"),
    path("d/<int:dossier_id>/verification/", dossier.verification, name="dossier-verification"),
    path("d/<int:dossier_id>/timeline.<str:suffix>", timeline_export.export, name="timeline-export"),
    path("new/<str:kind>/<slug:name>/", act.new, name="new"),
    path("reveal/<int:dossier_id>/<slug:of>/<slug:field>/", reveal.show, name="reveal"),
    path("papers/<int:paper_id>/pdf", paper.pdf, name="paper"),
    path("verify/", verification.ask, name="verification"),
    path("verify/<slug:code>/", verification.verify, name="verify"),
    path("rulebook/", books.rulebook, name="rulebook"),
    path("effects/", books.effects, name="effects"),
    path("attention/", lists.attention, name="attention"),
    path("anchors/", lists.anchors, name="anchors"),
    path("anchors/<str:day>/sheet.<str:suffix>", lists.anchor_sheet, name="anchor-sheet"),
    path("registers/", registers.index, name="registers"),
    path("registers/<str:key>/", registers.lines, name="register"),
    path("registers/<str:key>/table.csv", registers.table, name="register-table"),
    path("legal-time/", time_page.legal_clock, name="legal-time"),
    path("admin/", admin.site.urls),
    *[path("", include(f"{floor}.urls")) for floor in FLOORS if find_spec(f"{floor}.urls")],
]

handler400 = "hall.web.errors.bad_request"
handler403 = "hall.web.errors.forbidden"
handler404 = "hall.web.errors.not_found"
handler500 = "hall.web.errors.server_error"
