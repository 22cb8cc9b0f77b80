"""即到即办: what bears the approval seal is signed on the day it arrives, or stands in the list of what is overdue."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Objected
from hall.clocks.sweep import sweep
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.models import FurtherSigning
from matters.cases.worklists import late_signings, to_sign_elsewhere
from tests.cases_factory import limits
from tests.factories import make_user, travel

SIGNED = {"signer": "郑局长", "opinion": "同意", "official_seal": "某旗市场监督管理局"}


@pytest.fixture
def hall(hall_of):
    travel("2025-02-24")
    return hall_of("AH")


@pytest.fixture
def sealed(hall):
    case = hall.case_in("sealed")
    travel("2025-03-03 10:00")
    return case


def arrive(hall, case, **changes) -> FurtherSigning:
    data = {"organ": "某旗市场监督管理局", "where": "旗党政综合楼"} | changes
    return perform(FurtherSigning, "arrive", data, by=hall.first, parent=case)


def overdue(hall) -> list:
    return list(late_signings(Authority.of(hall.office)))


@pytest.mark.clause("AH-30.3")
def test_unsigned_by_closing_time_it_is_overdue(hall, sealed):
    signing = arrive(hall, sealed)
    assert str(limits(signing, "signing")["service"]) == "2025-03-03"
    assert list(to_sign_elsewhere(Authority.of(hall.first))) == [sealed]
    travel("2025-03-03 16:00")
    sweep()
    assert overdue(hall) == []
    travel("2025-03-03 23:00")
    sweep()
    assert overdue(hall) == [sealed]
    signing = FurtherSigning.objects.get(pk=signing.pk)
    assert "没有即到即办" in signing.dossier.attention
    perform(signing, "sign", SIGNED, by=hall.first)
    assert overdue(hall) == []


@pytest.mark.clause("AH-30.3")
def test_signed_on_arrival_it_never_is(hall, sealed):
    signing = arrive(hall, sealed)
    travel("2025-03-03 15:00")
    leader = make_user("郑局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))
    signing = perform(signing, "sign", SIGNED, by=leader)
    travel("2025-03-04")
    sweep()
    assert overdue(hall) == []
    assert (signing.state, signing.official_seal) == ("signed", "某旗市场监督管理局")


@pytest.mark.clause("AH-30.3")
def test_it_goes_there_on_the_strength_of_the_seal_alone(hall, sealed):
    with pytest.raises(Objected, match="加盖审批专用章之后"):
        arrive(hall, hall.case_in("decided"))
    arrive(hall, sealed)
    with pytest.raises(Objected, match="上一次送签尚未签署"):
        arrive(hall, sealed, organ="某旗人民政府")


def test_without_such_a_rule_it_has_no_limit(hall_of):
    travel("2025-02-24")
    hall = hall_of("DL")
    assert not arrive(hall, hall.case_in("sealed")).dossier.runs.exists()
