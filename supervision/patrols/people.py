"""Who may walk a patrol, and who may be looked at (WS10 一、二)."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hall.duty import duty
from hall.people.roles import Role
from hall.people.user import User
from staff.at_work import grants_on
from staff.attendance.book import recorded

# 中心领导、局科室负责人、首席代表、“蓝马甲”; the model staff of departments are named in their register.
PATROLLERS = (
    Role.HALL_LEADER,
    Role.BUREAU,
    Role.HALL_OFFICE,
    Role.FIRST_REPRESENTATIVE,
    Role.GUIDE,
)
POSTED = (
    Role.WINDOW_CLERK,
    Role.REVIEWER,
    Role.FIRST_REPRESENTATIVE,
    Role.CASHIER,
    Role.AGENT,
    Role.GUIDE,
)


def model_staff(hall, on: dt.date) -> set[int]:
    """The people named as models (先进个人代表) this year."""
    lines = recorded("supervision.model_staff", hall, on.replace(month=1, day=1), on)
    return {line.facts["person"]["id"] for line in lines}


def may_walk(hall, on: dt.date) -> set[int]:
    """Everybody who may be a member of a patrol (WS10-1.0)."""
    return set(grants_on(hall, on, on, PATROLLERS).values_list("user", flat=True)) | model_staff(hall, on)


@duty("WS10-2", off=lambda hall, on, department=None: User.objects.filter(is_active=True))
def under_patrol(hall, on: dt.date, department=None):
    """All who are posted in the centre on a day, guides among them; nobody who has left, and no applicant."""
    grants = grants_on(hall, on, on, POSTED)
    if department is not None:
        grants = grants.filter(department=department)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("name", "pk")


def posted_by_department(hall, on: dt.date) -> Counter:
    """How many people each department has in the hall."""
    pairs = grants_on(hall, on, on, POSTED).exclude(department=None).values_list("department", "user")
    return Counter(department for department, _ in set(pairs))


def speak_for(hall, on: dt.date, members: set[int]) -> set[int]:
    """The departments that members represent: as first representative, or as a model of its people."""
    grants = grants_on(hall, on, on, POSTED).filter(user__in=members).exclude(department=None)
    models = model_staff(hall, on)
    return {
        grant.department_id
        for grant in grants
        if grant.role == Role.FIRST_REPRESENTATIVE or grant.user_id in models
    }


def own_areas(hall, person, on: dt.date) -> set[str]:
    """The posts a guide stands at on a day."""
    lines = recorded("staff.roster", hall, on, on)
    return {line.facts["post"] for line in lines if line.facts["person"]["id"] == person.pk}
