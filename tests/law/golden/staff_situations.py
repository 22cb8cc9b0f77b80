"""The situations of a posting, of a departure and of a letter that asks for somebody else; each in its own hall."""

from __future__ import annotations

from hall.acts.door import perform
from hall.people.roles import Role
from staff.models import Departure, Posting, Replacement
from tests.factories import make_user, travel
from tests.postings_factory import ALL_POWERS, FORM, PostingHall

from .world import Attempt, Workplace

TODAY, LEAVING = "2026-03-09", "2026-03-30"  # fifteen working days ahead
PEOPLE = {
    "clk": "clerk",
    "new": "person",
    "fst": "first",
    "fst2": "other_first",
    "off": "office",
    "ldr": "leader",
    "dpt": "chief",
    "bur": "bureau",
}


def hall(preset: str) -> PostingHall:
    made = PostingHall(preset)
    made.first = make_user("钱首代", (Role.FIRST_REPRESENTATIVE, made.hall, made.department))
    made.person = make_user("新人")
    return made


def applied(posts, **changes):
    """Far enough ahead for every rulebook."""
    return posts.apply(posts.person, **{"starts_on": "2026-03-16"} | changes)


def endorsed(posts, **changes):
    return posts.endorse(applied(posts, **changes))


def pooled(posts):
    return posts.apply(posts.person, by=posts.office, department=None, status="purchased")


def on_duty(posts, person=None, since: str = TODAY, **changes):
    """Under 乌审's rules a year ago, so that the notice was kept and the term is served."""
    if posts.rule("posting.in_notice"):
        travel("2025-02-17")
        posting, since = (
            posts.entered(person or posts.person, starts_on="2025-02-24", **changes),
            "2025-02-24",
        )
    else:
        posting = posts.entered(person or posts.person, starts_on=since, **changes)
    travel(since)
    posting = posts.start(posting)
    travel(TODAY)
    return posting


def stint(posts):
    """A stand-in for somebody else."""
    other = on_duty(posts, make_user("窗口"))
    return on_duty(posts, stands_in_for=other.pk, until_on="2026-03-13")


def away(posts):
    posting = on_duty(posts)
    on_duty(posts, make_user("顶岗"), stands_in_for=posting.pk, until_on="2026-03-13")
    return Posting.objects.get(pk=posting.pk)


def training(posts, posting):
    return {f"passed_{n}": TODAY for n, _ in enumerate(posts.rule("training.subjects"))}


POSTING = Workplace(
    Posting,
    "AH",
    hall,
    PEOPLE,
    {
        "department": lambda posts: posts.department,
        "applied": applied,
        "pooled": pooled,
        "endorsed": endorsed,
        "endorsed_first": lambda posts: endorsed(posts, is_first="on"),
        "trained": lambda posts: posts.train(endorsed(posts)),
        "agreed": lambda posts: posts.agree(posts.train(endorsed(posts))),
        "entered": lambda posts: posts.entered(posts.person),
        "entered_early": lambda posts: posts.entered(posts.person, starts_on="2026-03-16"),
        "on_duty": on_duty,
        "stint": stint,
        "away": away,
        "declined": lambda posts: perform(
            endorsed(posts), "decline", {"opinion": "不符合条件"}, by=posts.office
        ),
        "ended": lambda posts: perform(stint(posts), "finish_stint", {"reason": "返岗"}, by=posts.office),
        "withdrawn": lambda posts: perform(
            applied(posts), "withdraw", {"reason": "另派他人"}, by=posts.chief
        ),
    },
    lambda posts, department: Attempt(Posting, {"hall": posts.hall, "department": department}),
    {
        "apply": lambda posts, department: FORM | {"starts_on": TODAY, "person": posts.person.pk},
        "endorse": lambda posts, posting: {"opinion": "同意派驻"},
        "authorise": lambda posts, posting: {"powers": ALL_POWERS, "leader": "郑局长", "knows": "on"},
        "train": training,
        "train_further": training,
        "agree": lambda posts, posting: {"opinion": "同意入岗"},
        "decline": lambda posts, posting: {"opinion": "不符合条件"},
        "enter_data": lambda posts, posting: {"attendance_number": "K001", "evaluator": "12号"},
        "assign": lambda posts, posting: {"duties": "出件"},
        "move_membership": lambda posts, posting: {"moved_on": TODAY},
        "finish_stint": lambda posts, posting: {"reason": "返岗"},
        "withdraw": lambda posts, posting: {"reason": "另派他人"},
    },
    place=lambda posts: None,
    apart=True,
)

# A situation is remembered by the function that builds it, so that each table has functions of its own.

# --- Out ------------------------------------------------------------------------------------------------------


def filed(posts):
    """Leaving today, or with the notice the text asks for; a short term has its reason."""
    posts.taker = on_duty(posts, make_user("同事")).person
    day = LEAVING if posts.rule("posting.out_notice") else TODAY
    return posts.file(on_duty(posts), day, exception="组织调动")


def signed(posts):
    return posts.sign(filed(posts))


def leaving(posts):
    return posts.endorse(signed(posts))


def confirmed(posts):
    return perform(leaving(posts), "confirm", {"opinion": "同意"}, by=posts.office)


def handed_over(posts):
    departure = confirmed(posts)
    return posts.hand_over(departure, posts.taker)


def again(posts):
    """The posting of somebody whose departure is under way."""
    return filed(posts).posting


CLEARED = {"arrangement": "由同事接替", "attendance": "on", "evaluator": "on"}
DEPARTURE = Workplace(
    Departure,
    "AH",
    hall,
    PEOPLE,
    {
        "on_duty": lambda posts: on_duty(posts),
        "leaving_already": again,
        "filed": filed,
        "signed": signed,
        "endorsed": leaving,
        "confirmed": confirmed,
        "handed_over": handed_over,
        "allowed": lambda posts: posts.allow(handed_over(posts)),
        "cleared": lambda posts: perform(posts.allow(handed_over(posts)), "clear", CLEARED, by=posts.office),
        "declined": lambda posts: perform(leaving(posts), "decline", {"opinion": "缺人"}, by=posts.leader),
        "withdrawn": lambda posts: perform(filed(posts), "withdraw", {"reason": "不调了"}, by=posts.chief),
    },
    lambda posts, posting: Attempt(Departure, {"parent": posting}),
    {
        "file": lambda posts, posting: {"leaves_on": TODAY, "reason": "轮岗", "exception": "组织调动"},
        "endorse": lambda posts, departure: {"opinion": "同意"},
        "confirm": lambda posts, departure: {"opinion": "同意"},
        "decline": lambda posts, departure: {"opinion": "人手不足"},
        "hand_over_work": lambda posts, departure: {"taker": posts.taker.pk, "work": "收件"},
        "return_badge": lambda posts, departure: {
            "badge": "on",
            "cabinet_key": "on",
            "archive_key": "on",
            "receiver": "王管理",
            "received_on": TODAY,
        },
        "count_equipment": lambda posts, departure: {"devices": "电脑", "complete": "on"},
        "check_attendance": lambda posts, departure: {"totals": "全勤", "checked": "on"},
        "clear": lambda posts, departure: {
            "arrangement": "由同事接替",
            "attendance": "on",
            "evaluator": "on",
        },
        "withdraw": lambda posts, departure: {"reason": "不调了"},
    },
    place=lambda posts: None,
    apart=True,
)


def replaced(posts):
    letter = posts.letter(on_duty(posts))
    posts.start(posts.entered(make_user("后任"), answers=letter.pk))
    return Replacement.objects.get(pk=letter.pk)


REPLACEMENT = Workplace(
    Replacement,
    "DL",
    hall,
    PEOPLE,
    {
        "on_duty": lambda posts: on_duty(posts),
        "applied": lambda posts: applied(posts),
        "open": lambda posts: posts.letter(on_duty(posts)),
        "done": replaced,
        "recalled": lambda posts: perform(
            posts.letter(on_duty(posts)), "recall", {"reason": "已改正"}, by=posts.office
        ),
    },
    lambda posts, posting: Attempt(Replacement, {"parent": posting}),
    {
        "write": lambda posts, posting: {"ground": "unfit", "measure": "adjust", "details": "不熟悉业务"},
        "recall": lambda posts, letter: {"reason": "已改正"},
    },
    place=lambda posts: None,
    apart=True,
)
