"""Addresses of the supervision floor."""

from django.urls import path

from .views import patrols

urlpatterns = [
    path("supervision/patrols/", patrols.overview, name="patrols"),
    path("supervision/findings/", patrols.findings, name="findings"),
    path("supervision/findings/<int:pk>/clip/", patrols.clip, name="finding-clip"),
]
