"""受理与审批相分离: one account does not both accept and decide one department's matters (EL-2.1)."""

from __future__ import annotations

from hall.duty import duty
from hall.people.grant import CONFLICTS
from hall.people.roles import Role
from hall.places.place import Place

DECIDING = {Role.REVIEWER, Role.FIRST_REPRESENTATIVE}


@duty("EL-2.1")
def accepts_and_decides(do, user, role: str, place, held) -> str | None:
    """Why a grant would join both roles in one hand; a clerk of an instant window is exempt (EL-2.7)."""
    if not do.rule("case.separate_accept_approve") or _exempt(role, place):
        return None
    opposite = DECIDING if role == Role.WINDOW_CLERK else {Role.WINDOW_CLERK} if role in DECIDING else set()
    for grant in held.filter(role__in=opposite):
        if not _exempt(grant.role, grant.place) and _same_matters(grant.department, do.department):
            return f"受理与审批相分离：{user.name}已是{grant.get_role_display()}，不能再兼任，请另派人员。"
    return None


def _exempt(role: str, place) -> bool:
    return role == Role.WINDOW_CLERK and place is not None and place.kind == Place.Kind.INSTANT_WINDOW


def _same_matters(one, other) -> bool:
    """A grant without a department reaches every department's matters."""
    return one is None or other is None or one.pk == other.pk


CONFLICTS.append(lambda *asked: accepts_and_decides(*asked))
