"""Addresses of the supervision floor."""

from django.urls import path

from .views import circulars, clauses, lights, patrols, reports

urlpatterns = [
    path("supervision/lights/", lights.board, name="lights"),
    path("supervision/violations/", lights.breaches, name="violations"),
    path("supervision/patrols/", patrols.overview, name="patrols"),
    path("supervision/findings/", patrols.findings, name="findings"),
    path("supervision/findings/<int:pk>/clip/", patrols.clip, name="finding-clip"),
    path("supervision/circulars/", circulars.circulars, name="circulars"),
    path("supervision/oversight/", circulars.oversight, name="oversight"),
    path("supervision/year/", circulars.year, name="departments-year"),
    path("reports/", reports.report, name="reports"),
    path("reports/bulletin/", reports.bulletin, name="report-bulletin"),
    path("reports/cases/", reports.cases, name="report-cases"),
    path("reports/wall/", reports.wall, name="report-wall"),
    path("reports/<slug:key>/", reports.report, name="report"),
    path("clauses/", clauses.index, name="clauses"),
    path("clauses/compare/", clauses.compare, name="clauses-compare"),
    path("clauses/<str:clause>/", clauses.one, name="clause"),
    path("awards/", circulars.awards, name="awards"),
]
