"""What happens behind the counters: tasks, windows closed for some days, the catalogue changing."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from hall import legal_time
from hall.acts.door import perform
from hall.models import Department, User
from hall.people.roles import Role
from hall.span import Span
from matters.catalogue.codes import MaterialKind, Stage
from matters.catalogue.models import MatterChange
from matters.catalogue.period import read_span
from matters.catalogue.publishing import successor
from matters.catalogue.selectors import version_on
from staff.models import Task
from windows.models import Closure, Window

from .data import FOLDER
from .halls import of_key
from .story import Story


class OfficeStory(Story):
    """Of one department, whose first representative acts for it."""

    @property
    def department(self) -> Department:
        return of_key(self.hall, self.told["department"])

    @property
    def first(self) -> User:
        return self.cast.person(Role.FIRST_REPRESENTATIVE, self.department)


class TaskStory(OfficeStory):
    """交办事项: ``due`` is a working day counted from today; without one there is no limit."""

    options = frozenset({"department", "title", "content", "due"})

    def issue(self) -> None:
        data = {key: self.told[key] for key in ("title", "content")} | {"receiver": self.first.pk}
        if "due" in self.told:
            data["due_on"] = self.days.ahead(self.told["due"])
        self.task = perform(
            Task, "issue", data, by=self.cast.office, hall=self.hall, department=self.department
        )

    def acknowledge(self) -> None:
        perform(self.task, "acknowledge", by=self.first)

    def finish(self) -> None:
        perform(self.task, "finish", {"report": "已按要求完成，情况见附件。"}, by=self.first)


class ClosureStory(OfficeStory):
    """窗口临时关闭, on working days counted from today."""

    options = frozenset({"department", "window", "cause", "details", "first_day", "last_day"})

    def draft(self) -> None:
        data = {
            "cause": self.told["cause"],
            "details": self.told["details"],
            "no_substitute": "on",
            "begins_on": self.days.ahead(self.told["first_day"]),
            "ends_on": self.days.ahead(self.told["last_day"]),
            "uneven": "本月中旬以后登记业务较少，另一窗口可以承担。",
            "contact": f"{self.first}，19900000000",
            "enquiry": f"{self.first}，19900000000",
            "publicity": "大厅公告栏、微信公众号提前公告",
            "surge_plan": "等候超过十人时立即重启窗口，由科室增派人员。",
        }
        window = Window.objects.get(place=self.cast.place(self.told["window"]))
        files = {"proof": _scan("证明材料（示例）")}
        self.closure = perform(Closure, "draft", data, by=self.first, parent=window, files=files)

    def submit(self) -> None:
        perform(self.closure, "submit", {}, by=self.first, files={"scan": _scan("申请表（示例）")})

    def approve(self) -> None:
        perform(self.closure, "approve", {"opinion": "同意。"}, by=self.cast.office)


class ChangeStory(OfficeStory):
    """事项调整: the department promises another time, from a working day counted from today."""

    options = frozenset({"department", "matter", "ground", "reason", "promise", "first_day"})

    def draft(self) -> None:
        """The guide to be, like the present one but for its promise."""
        self.matter = self.cast.matter(self.told["matter"])
        self.effective_from: dt.date = self.days.ahead(self.told["first_day"])
        self.draft_guide = successor(version_on(self.matter, legal_time.today()), self.effective_from)
        promise: Span = read_span(self.told["promise"])
        rule = self.draft_guide.clock_rules.get(stage=Stage.DECIDE)
        rule.promise_n, rule.promise_unit = promise.n, promise.unit
        rule.save()
        for form in self.draft_guide.materials.filter(kind=MaterialKind.FORM):
            form.blank_form, form.filled_sample = _scan("空白表格（示例）"), _scan("填写样表（示例）")
            form.save()

    def file(self) -> None:
        data = {
            "kind": "change",
            "matter": self.matter.pk,
            "version": self.draft_guide.pk,
            "ground": self.told["ground"],
            "reason": self.told["reason"],
            "effective_from": self.effective_from,
        }
        scope = {"hall": self.hall, "department": self.matter.department}
        self.change = perform(MatterChange, "file", data, by=self.first, **scope)

    def endorse(self) -> None:
        """The next link of the chain agrees."""
        change = MatterChange.objects.get(pk=self.change.pk)
        perform(change, "endorse", by=self.cast.person(Role(change.chain[change.chain_step])))


def _scan(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", (FOLDER / "sample.pdf").read_bytes(), "application/pdf")
