"""What every view finds on its request, and how a refusal raised anywhere becomes a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from hall.people.authority import Authority

from . import errors, seating


class Standing:
    """``request.authority``: the grants in force, read once and only if asked for; ``request.place``: where the
    person sits, or None.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.authority = SimpleLazyObject(lambda: Authority.of(request.user))
        request.place = seating.seating.current(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return errors.page_for(request, error)
