"""Addresses of the windows."""

from django.urls import path

from .views import booking, calling, finding, house, kiosk, public, register, screens, seals

urlpatterns = [
    path("windows/", register.windows, name="windows"),
    path("windows/waiting/", register.waiting, name="windows-waiting"),
    path("windows/find/", finding.find_window, name="find-window"),
    path("seals/", seals.seals, name="seals"),
    path("queue/", screens.halls, name="queue-halls"),
    path("queue/bench/", calling.bench, name="queue-bench"),
    path("queue/bench/next/", calling.call_next, name="queue-next"),
    path("queue/bench/<int:ticket_id>/<slug:act>/", calling.step, name="queue-step"),
    path("queue/bookings/", calling.bookings, name="queue-bookings"),
    path("queue/figures/", calling.figures, name="queue-figures"),
    path("queue/<slug:code>/kiosk/", kiosk.kiosk, name="queue-kiosk"),
    path("queue/<slug:code>/ticket/<str:name>/", kiosk.ticket, name="queue-ticket"),
    path("queue/<slug:code>/screen/", screens.screen, name="queue-screen"),
    path("queue/<slug:code>/stream/", screens.stream, name="queue-stream"),
    path("queue/<slug:code>/screen/<int:window_id>/", screens.screen, name="queue-over"),
    path("queue/<slug:code>/stream/<int:window_id>/", screens.stream, name="queue-over-stream"),
    path("queue/<slug:code>/book/", booking.book, name="queue-book"),
    path("queue/<slug:code>/rest-day/", booking.rest_day, name="queue-rest-day"),
    path("queue/<slug:code>/<slug:kind>/<slug:name>/", booking.booking, name="queue-booking"),
    path("windows/bulletins/", house.bulletins, name="bulletins"),
    path("windows/bulletins/<int:bulletin_id>/", house.bulletin, name="bulletin"),
    path("windows/house/", house.house, name="house"),
    path("windows/policies/", house.policies_kept, name="policies-kept"),
    path("board/", public.board, name="board"),
    path("board/<int:window_id>/", public.face, name="window-face"),
]
