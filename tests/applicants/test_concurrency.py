"""Two windows register the same person at the same moment: one applicant, no error at either window."""

import threading

import pytest
from django.db import connection, transaction

from hall.applicants.applicant import Applicant

from .conftest import PERSON


@pytest.mark.django_db(transaction=True)
def test_one_number_registered_at_two_windows_at_once():
    found, inserted, release = [], threading.Event(), threading.Event()

    def first_window():
        with transaction.atomic():
            found.append(Applicant.objects.register(**PERSON).pk)
            inserted.set()
            release.wait(5)
        connection.close()

    def second_window():
        inserted.wait(5)
        found.append(Applicant.objects.register(**{**PERSON, "phone": "13900001111"}).pk)
        connection.close()

    windows = [threading.Thread(target=work) for work in (first_window, second_window)]
    for window in windows:
        window.start()
    inserted.wait(5)
    windows[1].join(0.5)  # time to run into the first window's uncommitted row
    release.set()
    for window in windows:
        window.join(10)
    assert len(found) == 2
    assert set(found) == {Applicant.objects.get().pk}
    assert Applicant.objects.with_phone("13900001111").exists()
