"""Addresses of the main job."""

from django.urls import path

from .api import api, described
from .public import online
from .public import views as public
from .views import (
    archive,
    charges,
    figures,
    filings,
    helping,
    intake,
    licences,
    lights,
    mailing,
    notices,
    platform,
    progress,
    queues,
    serving,
    workbench,
)

urlpatterns = [
    path("api/v1/", api.urls),
    path("api/", described, name="api"),
    path("cases/", workbench.workbench, name="workbench"),
    path("cases/intake/<int:matter_id>/", intake.intake, name="intake"),
    path("cases/intake/<int:matter_id>/outlook/", intake.live, name="intake-outlook"),
    path("cases/intake/<int:matter_id>/person/", intake.person, name="intake-person"),
    path("cases/<int:case_id>/serve/", serving.serve, name="serve-papers"),
    path("cases/filings/", filings.waiting, name="filings"),
    path("cases/review/", queues.review, name="review-queue"),
    path("cases/first/", queues.first, name="first-queue"),
    path("cases/assistance/", helping.assistance, name="assistance"),
    path("cases/charges/", charges.takings, name="takings"),
    path("cases/limits/", lights.limits, name="limits"),
    path("cases/overdue/", lights.overdue, name="overdue"),
    path("licences/", licences.licences, name="licences"),
    path("notices/", notices.notices, name="public-notices"),
    path("cases/mailing/", mailing.ledger, name="mailing"),
    path("cases/archive/", archive.shelf, name="archive"),
    path("cases/archive/<int:file_id>/package/", archive.package, name="archive-package"),
    path("cases/lockers/", archive.lockers, name="lockers"),
    path("mailing/", mailing.service, name="mailing-service"),
    path("progress/", progress.progress, name="progress"),
    path("platform/", platform.records, name="platform-records"),
    path("platform/<int:record_id>/again/", platform.again, name="platform-again"),
    path("cases/figures/", figures.page, name="figures"),
    path("cases/figures/table.csv", figures.table, name="figures-table"),
    path("cases/filings/files/<int:file_id>/", filings.file, name="filing-file"),
    path("matters/", public.search, name="public-search"),
    path("matters/<int:matter_id>/", public.guide, name="public-guide"),
    path("matters/<int:matter_id>/qr.svg", public.guide_qr, name="public-guide-qr"),
    path("matters/<int:matter_id>/apply/", online.apply, name="public-apply"),
    path("fees/", public.fees, name="public-fees"),
    path("decisions/", public.decided, name="public-decisions"),
    path("decisions/<int:case_id>/", public.decision, name="public-decision"),
    path("directory/", public.directory_page, name="public-directory"),
    path("directory/windows/<int:window_id>/", public.window, name="public-window"),
]
