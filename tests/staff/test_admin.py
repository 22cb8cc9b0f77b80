"""Tasks in the admin: shown to whom they concern, changed by nobody there."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from hall.people.authority import Authority
from staff.admin import TaskAdmin
from staff.models import Task

from .test_tasks import issue

pytestmark = pytest.mark.django_db(transaction=True)


def request_of(user):
    request = RequestFactory().get("/")
    request.user, request.authority = user, Authority.of(user)
    return request


def test_the_admin_reads_and_never_writes(county):
    task, page = issue(county, county.office), TaskAdmin(Task, admin.site)
    for person in (county.office, county.leader):
        request = request_of(person)
        assert not page.has_add_permission(request)
        assert not page.has_change_permission(request, task)
        assert not page.has_delete_permission(request, task)


def test_the_admin_lists_what_the_person_may_read(county):
    task, page = issue(county, county.office), TaskAdmin(Task, admin.site)
    assert list(page.get_queryset(request_of(county.office))) == [task]
    assert not page.get_queryset(request_of(county.other_leader)).exists()
