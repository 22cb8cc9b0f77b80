"""Addresses of the main job."""

from django.urls import path

from .views import (
    archive,
    charges,
    filings,
    helping,
    intake,
    licences,
    lights,
    mailing,
    notices,
    progress,
    queues,
    serving,
    workbench,
)

urlpatterns = [
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
]
