"""Addresses. Higher floors are named by string, so that no arrow points up."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
