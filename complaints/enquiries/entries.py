"""What questions add to the shell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from hall.people.roles import READS_HALL
from hall.web import navigation, openings, pages
from hall.web.shell import working_hall

from .states import POSTED

navigation.register("咨询", "enquiries", "工作台", roles=[*POSTED, *READS_HALL], order=60)
navigation.register(
    "网上咨询", "ask", "办件", public=True, order=70, about="办事之前先问一问，答复凭编号查看，不用登录"
)


def of_own_unit(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """The department for which a person sits here; the hall's own people have none."""
    hall = working_hall(request)
    grants = [
        one for one in request.authority.grants if hall and one.hall_id == hall.pk and one.role in POSTED
    ]
    own = None if not grants or any(one.department_id is None for one in grants) else grants[0].department
    return {"hall": hall, "department": own}


def _spoken(enquiry, names) -> list[tuple[str, Any]]:
    return [("咨询内容", enquiry.question or "—"), *([("答复", enquiry.answer)] if enquiry.answer else [])]


openings.register("complaints.enquiry", "record", of_own_unit, menu=True)
openings.register("complaints.enquiry", "miss", of_own_unit, menu=True)
openings.register("complaints.consultation", "begin", under="cases.case")
pages.register(
    "complaints.enquiry",
    related=("matter", "place", "first_asked", "handler", "handled_in"),
    more=_spoken,
    usual=("conclude", "take", "call_back"),
)
pages.register("complaints.referral", related=("window", "person", "taken_by"), usual=("take",))
