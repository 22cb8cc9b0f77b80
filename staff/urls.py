"""Addresses of the staff floor."""

from django.urls import path

from .postings import views

urlpatterns = [path("staff/postings/", views.register, name="postings")]
