"""Addresses of the catalogue's own desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("catalogue/standing/", views.standing, name="catalogue-standing"),
    path("catalogue/updates/", views.updates, name="catalogue-updates"),
    path("catalogue/simplification/", views.simplification, name="catalogue-simplification"),
]
