"""The words of the entry form, and which role a post gives."""

from __future__ import annotations

from django.db import models

from hall.duty import duty
from hall.people.roles import Role
from hall.places.place import Place
from staff.rules import STATUS


class Post(models.TextChoices):
    """The three posts a hall is organised in (EL-4.2b)."""

    FRONT = "front", "前台受理"
    BACK = "back", "后台审批"
    ISSUE = "issue", "出件"


class Politics(models.TextChoices):
    """政治面貌, as far as membership relations have to move with the person (AH-21.3, DL-20.1)."""

    PARTY = "party", "中共党员"
    PROBATIONARY = "probationary", "中共预备党员"
    LEAGUE = "league", "共青团员"
    DEMOCRATIC = "democratic", "民主党派成员"
    NONE = "none", "群众"


class Power(models.TextChoices):
    """What a letter of authority grants to a first representative (EL-4.1e)."""

    DECIDE = "decide", "审批决定权"
    REPORT = "report", "审核上报权"
    COORDINATE = "coordinate", "组织协调权"
    SEAL = "seal", "电子印章使用权"


# A person whose status no regulation lists can be named too: where a hall asks for certain ones, it is then refused.
STATUSES = [*STATUS.items(), ("contract", "合同制及其他人员")]
POOLED = ("pooled", "purchased")  # who may work at the centre's integrated windows for no department (EL-2.3)
WINDOW_TYPES = [
    (kind.value, kind.label)
    for kind in (
        Place.Kind.GENERAL_WINDOW,
        Place.Kind.DEPARTMENT_WINDOW,
        Place.Kind.INSTANT_WINDOW,
        Place.Kind.DELIVERY_WINDOW,
        Place.Kind.OFFICE,
    )
]
BY_POST = {Post.FRONT: Role.WINDOW_CLERK, Post.BACK: Role.REVIEWER, Post.ISSUE: Role.WINDOW_CLERK}
# Roles in which people work in the hall for their department: only a posting gives them and takes them back.
POSTED = {*BY_POST.values(), Role.FIRST_REPRESENTATIVE}


@duty("WS04-4.6-2 AH-28.1", off=lambda posting: Role.WINDOW_CLERK)
def role_of(posting) -> Role:
    """What the person may do: who was posted as first representative exercises the department's powers, nobody else."""
    return Role.FIRST_REPRESENTATIVE if posting.is_first else BY_POST[Post(posting.post)]
