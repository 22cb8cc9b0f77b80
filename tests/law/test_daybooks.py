"""The registers of daily life are written by those whose record they are, and by nobody else."""

import pytest

from hall.acts.refusals import NotAllowed
from hall.models import RegisterRecord

pytestmark = pytest.mark.django_db


def closed_to(register: str, outsider: str, *clauses: str):
    return pytest.param(register, outsider, marks=pytest.mark.clause(*clauses), id=register)


@pytest.mark.parametrize(
    ("register", "outsider"),
    [
        closed_to("answers", "office", "EL-4.1h"),
        closed_to("attendance_correction", "first", "DL-22.1"),
        closed_to("desertion", "first", "WS04-5.4-4", "WS05-7.2-1"),
        closed_to("meetings", "guide", "WS15-04.2"),
        closed_to("roster", "guide", "WS05-6.1"),
        closed_to("enquiries", "clerk", "WS05-2.1-2", "WS05-2.2"),
        closed_to("crowding", "clerk", "WS05-7.5-2"),
        closed_to("findings", "first", "WS14-08-2", "WS14-14"),
        closed_to("public", "clerk", "XA-37.4"),
    ],
)
def test_who_may_not_write(staff_of, register, outsider):
    world = staff_of("WS")
    department = world.unit if outsider in ("first", "clerk") else None
    with pytest.raises(NotAllowed):
        world.line(register, by=getattr(world, outsider), department=department)
    assert not RegisterRecord.objects.exists()
