"""From the counter to the archive, under each of the five rulebooks: no step is special to any hall."""

import pytest

PRESETS = ["AH", "DL", "XA", "EL", "WS"]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_licence_reaches_the_archive(hall_of, preset):
    hall = hall_of(preset)
    case = hall.case_in("archived")
    assert case.state == "archived"
    kinds = list(case.dossier.papers.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["receipt", "acceptance", "approval", "delivery_record"]
    assert case.completed_at is not None
