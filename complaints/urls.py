"""Addresses of the complaints' floor."""

from django.urls import path

from .ratings import views as ratings
from .rectification import views as rectification

urlpatterns = [
    path("rate/", ratings.ask, name="rate-ask"),
    path("rate/paper/<slug:code>/", ratings.by_paper, name="rate-paper"),
    path("rate/device/<str:signed>/", ratings.device, name="rate-device"),
    path("rate/<slug:code>/<slug:way>/", ratings.rate, name="rate"),
    path("ratings/", ratings.figures, name="ratings"),
    path("ratings/results/", ratings.results, name="rating-results"),
    path("rectifications/", rectification.rectifications, name="rectifications"),
]
