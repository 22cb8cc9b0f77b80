"""Addresses of the windows."""

from django.urls import path

from .views import finding, public, register, seals

urlpatterns = [
    path("windows/", register.windows, name="windows"),
    path("windows/waiting/", register.waiting, name="windows-waiting"),
    path("windows/find/", finding.find_window, name="find-window"),
    path("seals/", seals.seals, name="seals"),
    path("board/", public.board, name="board"),
    path("board/<int:window_id>/", public.face, name="window-face"),
]
