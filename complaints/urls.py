"""Addresses of the complaints' floor."""

from django.urls import path

from .rectification import views as rectification

urlpatterns = [
    path("rectifications/", rectification.rectifications, name="rectifications"),
]
