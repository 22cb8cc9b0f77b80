"""The situations of a window's closure and of a seal, each in a small hall of its own."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Hall
from hall.people.roles import Role
from tests.factories import make_user, travel
from tests.windows.desk import GENERAL, Desk, document
from windows.models import Closure, Seal

from .world import Attempt, Workplace

PEOPLE = {"clk": "clerk", "fst": "first", "fst2": "other_first", "off": "office", "ldr": "leader"}
DAYS = ("2026-03-20", "2026-03-24")


def desk(preset: str) -> Desk:
    """A desk with a counter to stand at; its hall's code makes room for the next."""
    made = Desk(preset)
    made.counter = made.window("A01", GENERAL).place
    Hall.objects.filter(pk=made.hall.pk).update(code=f"desk{made.hall.pk}")
    return made


# --- Closures -------------------------------------------------------------------------------------------------


def drafted(desk, days=DAYS, **changes):
    """Five windows alike, so that one may be closed at a time."""
    return desk.draft(desk.windows(5)[0], *days, **changes)


def drafted_over(desk):
    first, second, *_ = desk.windows(5)
    desk.file(first, *DAYS)
    return desk.draft(second, *DAYS)


def drafted_alone(desk):
    """The only window for its matter."""
    special = desk.window("C01", matters=[desk.make_matter("只此一窗的事项")])
    desk.windows(4)
    return desk.draft(special, *DAYS)


def submitted(desk):
    return desk.submit(drafted(desk))


def approved(desk):
    return desk.approve(submitted(desk))


def closed(desk):
    return perform(approved(desk), "begin", by=SYSTEM)


def closed_long(desk):
    """Closed since January, and for weeks to come."""
    travel("2026-01-05")
    closure = perform(desk.approve(drafted_and_filed(desk)), "begin", by=SYSTEM)
    travel("2026-03-09")
    return closure


def drafted_and_filed(desk):
    return desk.submit(drafted(desk, ("2026-01-06", "2026-04-10")))


def closed_seasonal(desk):
    closure = closed_long(desk)
    desk.file_plan(closure.window)
    return closure


APPLICATION = {
    "cause": "leave",
    "details": "窗口人员休产假",
    "no_substitute": "on",
    "begins_on": DAYS[0],
    "ends_on": DAYS[1],
    "uneven": "春季业务量为全年最低",
    "contact": "钱首代 0477-7210000",
    "enquiry": "李咨询 0477-7210001",
    "publicity": "公众号和大厅入口公告",
    "surge_plan": "一小时内调回一名工作人员",
}

CLOSURE = Workplace(
    Closure,
    "WS",
    desk,
    PEOPLE,
    {
        "own_window": lambda desk: desk.windows(5)[0],
        "others_window": lambda desk: desk.window("A02", GENERAL),
        "drafted": drafted,
        "drafted_bare": lambda desk: drafted(desk, proof=False),
        "drafted_late": lambda desk: drafted(desk, ("2026-03-09", "2026-03-10")),
        "drafted_over": drafted_over,
        "drafted_alone": drafted_alone,
        "submitted": submitted,
        "approved": approved,
        "closed": closed,
        "closed_long": closed_long,
        "closed_seasonal": closed_seasonal,
        "refused": lambda desk: perform(submitted(desk), "refuse", {"opinion": "业务高峰"}, by=desk.office),
        "reopened": lambda desk: perform(closed(desk), "reopen", by=SYSTEM),
        "withdrawn": lambda desk: perform(drafted(desk), "withdraw", {"reason": "不再需要"}, by=desk.first),
        "reclaimed": lambda desk: perform(
            closed_long(desk), "reclaim", {"reason": "长期关闭"}, by=desk.leader
        ),
    },
    lambda desk, window: Attempt(Closure, {"parent": window, "department": desk.department}),
    {
        "draft": lambda desk, window: APPLICATION | {"files": {"proof": document("proof.pdf")}},
        "amend": lambda desk, closure: dict(APPLICATION),
        "submit": lambda desk, closure: {"files": {"scan": document()}},
        "approve": lambda desk, closure: {"opinion": "同意关闭"},
        "refuse": lambda desk, closure: {"opinion": "业务高峰"},
        "withdraw": lambda desk, closure: {"reason": "不再需要"},
        "reclaim": lambda desk, closure: {"reason": "长期关闭"},
        "waive": lambda desk, closure: {
            "act": "submit",
            "guard": "windows.within_the_share",
            "reason": "全年业务量最低",
        },
    },
    place=lambda desk: desk.counter,
    apart=True,
)

# --- Seals ----------------------------------------------------------------------------------------------------

PROCEDURE = {"kind": "procedure", "name": "某旗市场监督管理局行政许可专用章"}
LETTER = {"document": "授权〔2026〕1号"}


def lodged(desk):
    return perform(desk.register_seal(**PROCEDURE), "lodge", LETTER, by=desk.office)


def suspended(desk, seal=None):
    return perform(seal or desk.seal_in_custody(), "suspend", {"reason": "机构改革"}, by=desk.office)


def handing_on(desk):
    """The custodian hands it to a stand-in."""
    stand_in = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, desk.hall, desk.department))
    return desk.hand_over(desk.seal_in_custody(), stand_in, by=desk.first)


def lost(desk):
    loss = {"lost_on": "2026-03-09", "circumstances": "搬迁时遗失"}
    return perform(desk.seal_in_custody(), "report_lost", loss, by=desk.first)


REGISTRATION = {
    "name": "某旗市场监督管理局行政审批专用章",
    "kind": "approval",
    "responsible_leader": "郑局长",
    "document": "刻章备案〔2020〕1号",
    "valid_from": "2020-01-01",
}

SEAL = Workplace(
    Seal,
    "AH",
    desk,
    PEOPLE,
    {
        "new": lambda desk: desk.department,
        "new_again": lambda desk: desk.seal_in_custody() and desk.department,
        "registered": lambda desk: desk.register_seal(),
        "registered_procedure": lambda desk: desk.register_seal(**PROCEDURE),
        "lodged": lodged,
        "handing_over": lambda desk: desk.hand_over(desk.register_seal(), desk.first),
        "handing_on": handing_on,
        "in_custody": lambda desk: desk.seal_in_custody(),
        "suspended": suspended,
        "suspended_procedure": lambda desk: suspended(desk, lodged(desk)),
        "lost": lost,
        "destroyed": lambda desk: perform(
            suspended(desk), "destroy", {"document": "销毁1号"}, by=desk.office
        ),
    },
    lambda desk, department: Attempt(Seal, {"hall": desk.hall, "department": department}),
    {
        "register": lambda desk, department: dict(REGISTRATION),
        "lodge": lambda desk, seal: LETTER,
        "hand_over": lambda desk, seal: LETTER | {"receiver": desk.first.pk},
        "suspend": lambda desk, seal: {"reason": "机构改革"},
        "report_lost": lambda desk, seal: {"lost_on": "2026-03-09", "circumstances": "搬迁时遗失"},
        "destroy": lambda desk, seal: {"document": "销毁1号"},
    },
    place=lambda desk: desk.counter,
    apart=True,
)
