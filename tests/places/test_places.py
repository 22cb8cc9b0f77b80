import pytest
from django.core.exceptions import ValidationError

from hall.places.place import Place


@pytest.mark.parametrize("kind", Place.Kind.values)
def test_only_a_place_outside_is_not_in_the_hall(kind):
    """A village's agent point is the hall's, but not in it (XA-28)."""
    assert Place(kind=kind).in_hall == (kind not in ("outside", "agent_point"))


def test_a_code_is_used_once_in_a_hall(county, other_county):
    Place.objects.create(hall=county, code="A01", name="1号窗口", kind=Place.Kind.GENERAL_WINDOW)
    Place(hall=other_county, code="A01", name="1号窗口", kind=Place.Kind.GENERAL_WINDOW).full_clean()
    with pytest.raises(ValidationError, match="请换一个编号"):
        Place(hall=county, code="A01", name="另一窗口", kind=Place.Kind.GENERAL_WINDOW).full_clean()
