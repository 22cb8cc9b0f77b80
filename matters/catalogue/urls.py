"""Addresses of the catalogue's own desk."""

from django.urls import path

from . import views
from .exchange import views as exchange

urlpatterns = [
    path("catalogue/exchange/", exchange.exchange, name="exchange"),
    path("catalogue/exchange/list.<str:suffix>", exchange.export, name="exchange-export"),
    path("catalogue/standing/", views.standing, name="catalogue-standing"),
    path("catalogue/updates/", views.updates, name="catalogue-updates"),
    path("catalogue/simplification/", views.simplification, name="catalogue-simplification"),
]
