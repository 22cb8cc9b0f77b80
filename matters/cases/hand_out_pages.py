"""What delivery, mailing and the archive add to the shell; imported by ``pages``."""

from __future__ import annotations

from hall.people.roles import Role
from hall.web import navigation, openings, pages

from .archive import READERS
from .mailing import Mailing
from .views import archive
from .views import mailing as ledger

navigation.register("邮寄台账", "mailing", "办件", roles=ledger.READERS, order=50)
navigation.register("自助存取柜", "lockers", "办件", roles=[Role.WINDOW_CLERK, Role.HALL_OFFICE], order=55)
navigation.register("档案", "archive", "办件", roles=READERS, order=60)
navigation.register(
    "邮寄服务",
    "mailing-service",
    "办件",
    public=True,
    order=95,
    about="材料和结果可以寄：寄什么、怎么寄、怎么查",
)

for way in ("deposit", "send", "leave", "announce"):
    openings.register("cases.delivery", way, under="cases.case")
openings.register("cases.mailing", "register", under="cases.case")
openings.register("cases.incomingmail", "expect", under="cases.filing")
openings.register("cases.mailsample", "draw", menu=True)


def _drawn(sample, names) -> list[tuple[str, object]]:
    """The letters a sample drew, each with its page."""
    letters = sample.letters.select_related("mailing").order_by("mailing")
    return [("抽中的邮件", names.ref(Mailing, one.mailing_id)) for one in letters]


pages.register("cases.mailsample", more=_drawn)
for kind in ("delivery", "mailing"):
    pages.register(f"cases.{kind}", related=("case__matter", "case__applicant"))
pages.register("cases.incomingmail", related=("filing__matter",))
pages.register(
    "cases.archivefile",
    template="cases/archive_file.html",
    context=archive.file_context,
    related=("case__matter", "case__applicant"),
    leaves_out=frozenset({"documents"}),
    usual=("pack", "bind", "keep_electronic_only", "read", "lend"),
)
