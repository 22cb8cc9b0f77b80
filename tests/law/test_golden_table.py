"""The reviewed tables held against the system: every cell is really tried, as a button and through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from hall.acts.act import NEW
from hall.calendar.seeding import seed_calendar
from tests.factories import travel
from tests.law.golden import (
    asked_situations,
    case_situations,
    change_situations,
    delivery_situations,
    filing_situations,
    licence_situations,
    outage_situations,
    queue_situations,
    rating_situations,
    register_situations,
    review_situations,
    service_situations,
    staff_situations,
    supervision_situations,
    update_situations,
    voice_situations,
    window_situations,
)
from tests.law.golden.table import Block, Table, read
from tests.law.golden.world import Workplace, World

WORKPLACES: dict[str, Workplace] = {
    "common": case_situations.COMMON,
    "case": case_situations.CASE,
    "filing": filing_situations.FILING,
    "handover": case_situations.HANDOVER,
    "procedure": case_situations.PROCEDURE,
    "extension": case_situations.EXTENSION,
    "opinion": case_situations.OPINION,
    "assistance": service_situations.ASSISTANCE,
    "errand": service_situations.ERRAND,
    "slipseries": outage_situations.SLIPS,
    "outage": outage_situations.OUTAGE,
    "lateentry": outage_situations.LATE,
    "onething": service_situations.ONE_THING,
    "charge": service_situations.CHARGE,
    "reassignment": service_situations.REASSIGNMENT,
    "meeting": case_situations.MEETING,
    "message": service_situations.MESSAGE,
    "delivery": delivery_situations.DELIVERY,
    "licence": licence_situations.LICENCE,
    "mailing": delivery_situations.MAILING,
    "archive": delivery_situations.ARCHIVE,
    "survey": review_situations.SURVEY,
    "signing": review_situations.SIGNING,
    "argument": review_situations.ARGUMENT,
    "doubt": review_situations.DOUBT,
    "suspicion": review_situations.SUSPICION,
    "deliberation": review_situations.DELIBERATION,
    "announcement": review_situations.ANNOUNCEMENT,
    "party": review_situations.PARTY,
    "hearing": review_situations.HEARING,
    "change": change_situations.CHANGE,
    "delegation": change_situations.DELEGATION,
    "guideupdate": update_situations.UPDATE,
    "lawchange": update_situations.LAW,
    "changenotice": update_situations.NOTICE,
    "closure": window_situations.CLOSURE,
    "seal": window_situations.SEAL,
    "window": register_situations.WINDOW,
    "seat": register_situations.SEAT,
    "restart": register_situations.RESTART,
    "windowchange": register_situations.CHANGE,
    "line": queue_situations.LINE,
    "ticket": queue_situations.TICKET,
    "appointment": queue_situations.APPOINTMENT,
    "restday": queue_situations.REST_DAY,
    "posting": staff_situations.POSTING,
    "departure": staff_situations.DEPARTURE,
    "replacement": staff_situations.REPLACEMENT,
    "circular": supervision_situations.CIRCULAR,
    "rating": rating_situations.RATING,
    "enquiry": asked_situations.ENQUIRY,
    "referral": asked_situations.REFERRAL,
    "consultation": asked_situations.CONSULTATION,
    "lostitem": asked_situations.LOST_ITEM,
    "lossreport": asked_situations.LOSS_REPORT,
    "ratingimport": rating_situations.IMPORT,
    "rectification": voice_situations.RECTIFICATION,
    "complaint": voice_situations.COMPLAINT,
    "transfer": voice_situations.TRANSFER,
    "statement": voice_situations.STATEMENT,
}
TABLES: dict[str, Table] = {name: read(name) for name in WORKPLACES}
EVERYWHERE = TABLES["common"].acts
OWN = {name: table for name, table in TABLES.items() if name != "common"}
BLOCKS = [
    pytest.param(
        name,
        block,
        marks=pytest.mark.clause(*block.clauses) if block.clauses else (),
        id=f"{name}-{block.act}",
    )
    for name, table in TABLES.items()
    for block in table.blocks
]
SITUATIONS = [
    (name, situation) for name, table in OWN.items() for situation in table.situations if "@" not in situation
]


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Here the database is one transaction for the whole module, never committed."""
    outer = transaction.atomic()
    outer._from_testcase = True  # what Django's own TestCase says, so that the door may think it is outermost
    with django_db_blocker.unblock():
        outer.__enter__()
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def world_of(db) -> Callable[[str], World]:
    """``world_of("case")``: halls and situations built once for the module."""
    list(seed_calendar())
    travel("2026-03-09")
    made: dict = {}
    return lambda name: World(WORKPLACES[name], made)


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_each_person_in_each_situation(world_of, name: str, block: Block):
    world = world_of(name)
    for row in block.rows:
        found = {who: world.outcome(row.act, row.situation, who) for who in row.outcomes}
        assert found == row.outcomes, f"{row.act} in {row.situation}"
        outside = {
            who: world.outcome(row.act, row.situation, who, outside=True)
            for who in row.entitled
            if who != "sys"
        }
        assert outside == dict.fromkeys(outside, "person" if row.at_window else "yes"), (
            f"{row.act} outside the hall"
        )


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_the_buttons_say_the_same(world_of, name: str, block: Block):
    """What is offered is what would be done; a person's own acts only, and none that the system does."""
    world = world_of(name)
    declared = world.workplace.model.acts()[block.act]
    for row in block.rows if not declared.creates and not declared.hidden else ():
        people = [who for who in row.outcomes if who != "sys"]
        buttons = {who: world.offered(row.situation, who).get(block.act, False) for who in people}
        assert buttons == {who: row.outcomes[who] == "yes" for who in people}, (
            f"{block.act} in {row.situation}"
        )


@pytest.mark.clause("AH-3.2", "XA-13", "WS04-5.6")
@pytest.mark.parametrize(("name", "situation"), SITUATIONS)
def test_what_the_table_does_not_list_does_not_exist(world_of, name: str, situation: str):
    world, table = world_of(name), TABLES[name]
    acts = world.workplace.model.acts()
    obj = world.find(situation)[1]
    if not isinstance(obj, world.workplace.model):
        return  # a situation before the object is there: only what creates it can be asked for
    for act in (
        {one for one, declared in acts.items() if not declared.creates}
        - table.acts_in(situation)
        - EVERYWHERE
    ):
        who = table.somebody_for(act)
        assert world.outcome(act, situation, who) == "state", f"{act} in {situation}"
        assert who == "sys" or act not in world.offered(situation, who), f"{act} offered in {situation}"


@pytest.mark.parametrize("name", OWN)
def test_no_act_and_no_state_is_left_out(world_of, name: str):
    world, table = world_of(name), TABLES[name]
    model = world.workplace.model
    assert table.acts | EVERYWHERE == set(model.acts())
    objects = [world.find(situation)[1] for situation in table.situations]
    states = dict(model._meta.get_field("state").choices).keys() - {NEW}
    assert {obj.state for obj in objects if isinstance(obj, model)} == states
