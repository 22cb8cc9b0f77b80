"""Who read personal data: a chain of its own for each hall, with the reason and never the value."""

import pytest

from hall.models import Dossier, Entry
from hall.timeline.logs import log_access
from hall.timeline.verify import verify_all
from tests.factories import make_hall

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def test_each_reading_is_a_line(hall, record, office, place):
    for reason in ("核对材料", "邮寄证照"):
        log_access(hall, office, record, "phone", reason, place)
    log = Dossier.objects.get(kind="log.access", hall=hall)
    first, second = log.entries.all()
    assert (first.kind, first.by, first.place) == (Entry.Kind.ACCESS, office, place)
    subject = {"subject": "hall.registerrecord", "id": record.pk, "field": "phone"}
    assert first.facts == {**subject, "reason": "核对材料"}
    assert second.facts["reason"] == "邮寄证照"
    assert second.prev_hash == first.hash
    assert (log.head_seq, log.head_hash, log.version) == (2, second.hash, 0)
    assert verify_all().sound


def test_each_hall_has_its_own(hall, record, office):
    log_access(hall, office, record, "phone", "核对材料")
    log_access(make_hall(code="neighbour", region="150998"), office, record, "phone", "核对材料")
    assert Dossier.objects.filter(kind="log.access", head_seq=1).count() == 2


def test_it_is_not_written_on_the_object_s_own_timeline(hall, record, office):
    log_access(hall, office, record, "phone", "核对材料")
    assert record.dossier.entries.count() == 1
