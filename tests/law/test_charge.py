"""收费: only what the guide publishes, paid where the hall says, receipted by another (AH-16, DL-16, WS04 四（八）)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Impossible, Invalid, NotAllowed, Objected
from hall.models import Place
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.charge import without_receipt
from matters.cases.models import Charge, Delivery
from tests.factories import grant
from tests.law.ask import cited, wrong_fields
from tests.law.charged import Charged
from tests.law.test_delivery import LEFT
from windows.models import Window
from windows.seating import sit


@pytest.fixture
def charged(hall_of):
    return Charged(hall_of("AH"))


# --- What is asked for --------------------------------------------------------------------------------------


@pytest.mark.clause("AH-16.2")
def test_the_slip_prints_item_rate_basis_and_the_bank_counter(charged):
    facts = charged.ask().dossier.papers.get(kind="payment").facts
    assert (facts["item"], facts["standard"], facts["amount"]) == ("查询费", "每件100元", "100.00")
    assert "第九条" in facts["basis"]
    assert facts["where"] == ["C01号窗口（C01）"]
    assert facts["methods"] == ["大厅银行收费窗口"]


@pytest.mark.clause("AH-16.2")
def test_no_other_amount_than_the_published_one(charged):
    for wrong in ({"amount": "120"}, {"reduced_to": "50", "reduction_basis": "照顾"}):
        with pytest.raises(Invalid):
            charged.ask(**wrong)
    assert charged.ask(amount="100").amount == 100


@pytest.mark.clause("AH-16.2")
def test_a_published_reduction_needs_its_basis(hall):
    charged = Charged(hall, reducible=True)
    with pytest.raises(Invalid) as refused:
        charged.ask(reduced_to="50")
    assert wrong_fields(refused.value) == {"reduction_basis"}
    assert charged.ask(reduced_to="50", reduction_basis="小微企业减半").amount == 50


@pytest.mark.clause("AH-16.2")
def test_what_goes_by_area_shows_how_it_was_reckoned(hall):
    charged = Charged(hall, amount=None, standard="每平方米2元")
    with pytest.raises(Invalid) as refused:
        charged.ask(amount="60")
    assert wrong_fields(refused.value) == {"amount"}
    assert charged.ask(amount="60", calculation="30平方米×2元").amount == 60


@pytest.mark.clause("AH-16.2")
def test_where_the_guide_names_no_fee_nothing_is_asked(hall):
    case = hall.accept(hall.receive())
    with pytest.raises((Invalid, Objected)):
        perform(Charge, "ask", {}, by=hall.clerk, place=hall.window, parent=case)
    assert not Charge.objects.exists()


def test_without_a_registered_bank_counter_nobody_is_sent_to_one(charged):
    Place.objects.filter(pk=charged.counter.pk).update(is_active=False)
    with pytest.raises(Impossible) as refused:
        charged.ask()
    assert "银行收费窗口" in str(refused.value)


# --- Paying -------------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-16.2")
def test_a_window_takes_no_money(charged):
    charge = charged.ask()
    with pytest.raises(NotAllowed):
        charged.pay(charge, by=charged.hall.clerk2, place=charged.hall.window)
    with pytest.raises(Objected) as refused:
        charged.pay(charge, place=charged.hall.window)
    assert "AH-16.2" in cited(refused.value)
    assert charged.pay(charge).state == "paid"


@pytest.mark.clause("DL-16.3")
def test_where_every_convenient_way_is_open_the_case_keeps_way_and_number(hall_of):
    charged = Charged(hall_of("DL"))
    charge = charged.ask()
    assert "扫码支付" in charge.dossier.papers.get(kind="payment").facts["methods"]
    charge = charged.receipt(charged.pay(charge, method="mobile", place=charged.hall.window))
    assert (charge.method, charge.receipt_number) == ("mobile", "15040126")


@pytest.mark.clause("AH-16.2", "DL-16.3")
def test_at_the_bank_counter_alone_there_is_no_other_way(charged):
    with pytest.raises(Invalid) as refused:
        charged.pay(charged.ask(), method="mobile")
    assert wrong_fields(refused.value) == {"method"}


@pytest.mark.clause("WS04-4.8-1")
def test_who_asked_or_handles_the_case_takes_no_money(charged):
    charge = charged.ask()
    grant(charged.hall.clerk, Role.CASHIER, charged.hall.hall)
    with pytest.raises(NotAllowed) as refused:
        charged.pay(charge, by=charged.hall.clerk)
    assert "票款分离" in str(refused.value)


@pytest.mark.clause("WS04-4.8-1")
def test_slip_and_receipt_have_two_numbers_and_two_people(charged):
    charge = charged.pay(charged.ask())
    grant(charged.hall.clerk, Role.CASHIER, charged.hall.hall)
    with pytest.raises(NotAllowed) as refused:
        charged.receipt(charge, by=charged.hall.clerk)
    assert "票款分离" in str(refused.value)
    charge = charged.receipt(charge)
    slip = charge.dossier.papers.get(kind="payment")
    assert slip.number != charge.receipt_number
    assert (charge.slip_by, charge.receipt_by) == (charged.hall.clerk, charged.cashier)


@pytest.mark.clause("WS04-4.8-4")
def test_paid_without_a_receipt_stays_in_the_daily_list(charged):
    charge = charged.pay(charged.ask())
    authority = Authority.of(charged.cashier)
    assert (charge.get_state_display(), list(without_receipt(authority))) == ("已缴费，未开票", [charge])
    with pytest.raises(Invalid):
        charged.receipt(charge, number="")
    charged.receipt(charge)
    assert list(without_receipt(authority)) == []


# --- The result ---------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-16.2")
@pytest.mark.parametrize(("basis", "waits"), [("", False), ("某条例第十条", True)])
def test_a_result_waits_for_money_only_where_a_law_says_so(hall_of, basis, waits):
    hall = hall_of("AH")
    charged = Charged(hall, withhold_basis=basis)
    charge = charged.ask()
    case = hall.stamp(hall.approve(charged.case))
    if waits:
        with pytest.raises(Objected) as refused:
            hall.hand_out(case)
        assert basis in str(refused.value)
        charged.pay(charge)
    assert hall.hand_out(case).state == "delivered"


@pytest.mark.clause("WS04-4.8-1")
def test_the_cashier_sits_at_the_bank_counter_and_nobody_else_does(charged):
    windows = {one.place_id: one for one in Window.objects.select_related("place", "dossier__department")}
    counter, general = windows[charged.counter.pk], windows[charged.hall.window.pk]
    for who, window in ((charged.cashier, general), (charged.hall.clerk, counter)):
        with pytest.raises(NotAllowed):
            sit(who, window)
    assert sit(charged.cashier, counter).state == "seated"


@pytest.mark.clause("AH-16.2")
@pytest.mark.parametrize(("basis", "waits"), [("", False), ("某条例第十条", True)])
def test_nor_does_it_travel_another_way_before(hall_of, basis, waits):
    hall = hall_of("XA")
    charged = Charged(hall, withhold_basis=basis)
    charged.ask()
    case = hall.bring(hall.stamp(hall.approve(charged.case)))
    who = {"by": hall.clerk, "place": hall.window, "parent": case}
    if waits:
        with pytest.raises(Objected) as refused:
            perform(Delivery, "leave", LEFT, **who)
        assert basis in str(refused.value)
    else:
        assert perform(Delivery, "leave", LEFT, **who).state == "served"


@pytest.mark.clause("AH-16.2")
def test_nor_does_it_go_into_a_locker_before_the_fee_the_law_asks_for(hall_of):
    hall = hall_of("EL")
    charged = Charged(hall, withhold_basis="某条例第十条")
    charge = charged.ask()
    case = hall.bring(hall.stamp(hall.approve(charged.case)))
    with pytest.raises(Objected) as refused:
        deposit(hall, case)
    assert "某条例第十条" in str(refused.value)
    charged.pay(charge, method="mobile")
    assert deposit(hall, case).state == "deposited"


def deposit(hall, case):
    return perform(Delivery, "deposit", {"locker": "12"}, by=hall.clerk, place=hall.window, parent=case)
