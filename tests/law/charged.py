"""A matter that costs something, with who asks for the money and who takes it."""

from __future__ import annotations

from decimal import Decimal

from hall.acts.door import perform
from hall.models import Place
from hall.people.roles import Role
from matters.cases.models import Charge
from matters.catalogue.models import ClockRule, Fee
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE
from tests.catalogue.builders import make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, make_place, make_user
from windows.models import Window


class Charged:
    """A hall with a matter that costs 100 yuan apiece, or by area; a cashier at the bank counter."""

    def __init__(self, hall, **fee):
        self.hall = hall
        matter = make_matter(hall.department, kind="07", name="测绘成果查询", entered_on=NAMED_SINCE)
        version = make_draft(matter, IN_FORCE_SINCE, case_type="instant")
        ClockRule(
            version=version, stage="decide", source="analogy", anchor="accepted", n=0, reference="同类"
        ).save()
        given = {"name": "查询费", "amount": Decimal(100), "standard": "每件100元"}
        self.fee = Fee(version=version, statute=make_statute(), article="第九条", **given | fee)
        self.fee.save()
        publish(version)
        kind = Place.Kind.BANK_COUNTER
        known = Place.objects.filter(hall=hall.hall, kind=kind).first()
        self.counter = known or make_place(hall.hall, "C01", kind)
        if known is None:
            perform(
                Window, "register", {"place": self.counter.pk, "seats": 1}, by=hall.office, hall=hall.hall
            )
        self.cashier = make_user("冯收费", (Role.CASHIER, hall.hall))
        self.case = hall.serve(hall.accept(hall.receive(matter)))

    def ask(self, **data):
        return perform(
            Charge,
            "ask",
            {"fee": self.fee.pk} | data,
            by=self.hall.clerk,
            place=self.hall.window,
            parent=self.case,
        )

    def pay(self, charge, *, by=None, place=None, method="bank_counter"):
        data = {"method": method, "bank_slip": "2026030900018"}
        return perform(charge, "pay", data, by=by or self.cashier, place=place or self.counter)

    def receipt(self, charge, number="15040126", by=None):
        data = {"kind": "财政电子票据", "number": number}
        return perform(charge, "receipt", data, by=by or self.cashier, place=self.counter)
