"""What happens to a posting while it lasts: somebody stands in, the window changes, it ends."""

from __future__ import annotations

from hall.acts.act import SYSTEM, act
from hall.people.roles import Role

from . import on_duty_guards as guards
from .departure_guards import nothing_left_open
from .forms import MembershipForm, PlaceForm, WithdrawalForm

ON_DUTY, AWAY, ENDED = "on_duty", "away", "ended"
FIRST, OFFICE = Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE


class OnDutyActs:
    """Acts of a posting that has begun."""

    @act(
        "分派窗口和分工",
        ON_DUTY,
        None,
        by=[FIRST, OFFICE],
        form=PlaceForm,
        guards=[guards.own_people],
        clauses="WS04-4.6-4",
    )
    def assign(self, do):
        """The role then holds at that place."""
        self.duties = do.data["duties"]
        if do.data["place"] != self.place:
            self.place = do.data["place"]
            self.take_back_role(do)
            self.give_role(do)

    @act(
        "登记党团关系转入",
        [ON_DUTY, AWAY],
        None,
        by=OFFICE,
        form=MembershipForm,
        guards=[guards.has_a_membership],
        clauses="AH-21.3 DL-20.1",
    )
    def move_membership(self, do):
        self.membership_moved_on = do.data["moved_on"]

    @act("交由他人顶岗", ON_DUTY, AWAY, by=SYSTEM, hidden=True, clauses="AH-27.5")
    def step_aside(self, do):
        """While somebody stands in, only the stand-in signs."""
        self.take_back_role(do)

    @act("返岗", AWAY, ON_DUTY, by=SYSTEM, hidden=True, clauses="AH-27.5")
    def return_to_post(self, do):
        self.give_role(do)

    @act("顶岗期满", [ON_DUTY, AWAY], ENDED, by=SYSTEM, events=["ended"], clauses="WS13-3.1.4-3")
    def expire(self, do):
        self._end(do)

    @act(
        "提前结束顶岗",
        ON_DUTY,
        ENDED,
        by=[FIRST, Role.DEPARTMENT_LEADER, OFFICE],
        form=WithdrawalForm,
        guards=[guards.only_a_stand_in, nothing_left_open],
        locks=lambda posting, do: [posting.person],
        events=["ended"],
    )
    def finish_stint(self, do):
        """The person stood in for is back."""
        self._end(do)

    @act("离岗", [ON_DUTY, AWAY], ENDED, by=SYSTEM, events=["ended"], hidden=True, clauses="DL-5.3")
    def end(self, do):
        """Only the centre's permission to leave brings this about, never the unit by itself."""
        self._end(do)

    def _end(self, do) -> None:
        self.ended_at = do.at
        self.take_back_role(do)
        if (principal := self.stands_in_for) and principal.state == AWAY:
            do.then(principal, "return_to_post")
        for letter in self.letters.filter(state="open", measure="send_back"):
            do.then(letter, "fulfil")
