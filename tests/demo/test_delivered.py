"""The demo hands out by every way an applicant may choose."""

import pytest

from hall.calendar.seeding import seed_calendar
from matters.cases.models import Case
from supervision.demo.delivered import deliver
from tests.cases_factory import CaseHall
from tests.factories import travel


@pytest.mark.parametrize(
    ("preset", "way"), [("AH", "window"), ("EL", "locker"), ("XA", "electronic"), ("WS", "post")]
)
@pytest.mark.django_db
def test_each_way_ends_with_the_result_delivered(settings, tmp_path, preset, way):
    settings.MEDIA_ROOT = tmp_path
    list(seed_calendar())
    travel("2026-03-09")
    hall = CaseHall(preset)
    case = hall.receive(delivery_way=way)
    case = hall.bring(hall.stamp(hall.approve(hall.into_review(hall.accept(case)))))
    deliver(case, "王小明", hall.clerk, hall.window)
    assert Case.objects.get(pk=case.pk).state == "delivered"
