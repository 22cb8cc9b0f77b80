"""Workflow: the base of every object whose state is law. Its fields change only through acts."""

from __future__ import annotations

import functools

from django.db import models
from django_fsm import FSMField

from hall.clocks.acts import ClockActs
from hall.papers.acts import PaperActs
from hall.timeline.dossier import Dossier

from .act import NEW, Act, Chain
from .note import NoteActs
from .waiver import WaiverActs


class StateField(FSMField):
    """The main legal stage. Protected: assignment raises; the database refuses the rest (timeline.triggers)."""

    def __init__(self, states=None, **kwargs):
        if states is not None:
            kwargs["choices"] = [(NEW, "未建立"), *states.choices]
        kwargs.setdefault("verbose_name", "状态")
        kwargs.setdefault("default", NEW)
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("protected", True)
        kwargs.setdefault("editable", False)
        super().__init__(**kwargs)


class Workflow(ClockActs, PaperActs, WaiverActs, NoteActs, models.Model):
    """An object with a dossier, a state and acts.

    A subclass has fields, then acts (methods under ``@act``), and may name ``clocks``. ``private_fields`` hold
    personal data: the timeline says that they changed, not to what. ``opening_fields`` may be set when it is opened.
    In a ``final`` state nothing happens any more, not even the acts every workflow inherits.
    ``read_along`` are the relations most of its acts look at: the door reads them with the object.
    """

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, verbose_name="案卷", primary_key=True, related_name="+", editable=False
    )
    clocks: tuple = ()
    final: frozenset[str] = frozenset()
    private_fields: frozenset[str] = frozenset()
    opening_fields: frozenset[str] = frozenset()
    read_along: tuple[str, ...] = ()
    chain: list[str]
    chain_step: int

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Only the door saves a workflow object."""
        if not getattr(self, "_door_open", False):
            raise RuntimeError(f"{self._meta.verbose_name}只能通过法定行为(perform)变更。")
        super().save(*args, **kwargs)

    @classmethod
    def dossier_kind(cls) -> str:
        """The kind its dossiers carry: "cases.case"."""
        return cls._meta.label_lower

    @classmethod
    @functools.cache
    def acts(cls) -> dict[str, Act]:
        """Every act of this workflow by name, in the order of the law's steps as written in the class."""
        found: dict[str, Act] = {}
        for owner in cls.__mro__:
            for name, member in vars(owner).items():
                if hasattr(member, "act"):
                    found.setdefault(name, member.act)
        return found

    def rules_date(self, do):
        """The local date whose rulebook governs this object; a workflow may freeze an earlier one."""
        from hall import legal_time

        return legal_time.local_date(do.at)

    def roles_for(self, act: Act):
        """Which roles may do an act on this object now; for a chain, the one whose turn it is."""
        if not isinstance(act.by, Chain):
            return act.by
        from hall.people.roles import Role

        return (Role(self.chain[self.chain_step]),)

    def knows(self, act: Act) -> bool:
        """Whether an act exists for the present state. A sweep that comes too late is let in, to find nothing left."""
        ended = self.state in self.final and act.name not in vars(ClockActs)
        return act.starts_from(self.state) and not ended

    def authorising_department(self, act: Act, do):
        """The department whose grants count for an act: the object's own, unless a workflow says otherwise."""
        return do.department

    def refresh_from_db(self, *args, **kwargs):
        """Read the row again, forgetting all that was worked out from the old one. A fresh fetch: the FSM field's own
        refresh can leave its protection off.
        """
        fresh = type(self)._base_manager.select_related("dossier").get(pk=self.pk)
        self.__dict__ = fresh.__dict__

    def forget_reads(self) -> None:
        """Drop what was read of the object before an act changed it."""
        for name in [
            n for n in self.__dict__ if isinstance(getattr(type(self), n, None), functools.cached_property)
        ]:
            del self.__dict__[name]

    def delete(self, *args, **kwargs):
        raise RuntimeError(f"{self._meta.verbose_name}不能删除，只能通过法定行为终止。")


class Chained(models.Model):
    """Mixin: an approval chain frozen at filing, and how far it has come."""

    chain = models.JSONField("审批链", default=list, editable=False)
    chain_step = models.PositiveSmallIntegerField("已完成级数", default=0, editable=False)

    class Meta:
        abstract = True

    def start_chain(self, roles: list[str]) -> None:
        """Freeze the roles that must agree, in order. Raises ValueError when a rulebook names none."""
        if not roles:
            raise ValueError("审批链为空：请在规则库中填写审批环节。")
        self.chain, self.chain_step = list(roles), 0

    def agree(self, waiting, done):
        """One link agrees; the state to take: ``waiting`` until the last link, then ``done``."""
        self.chain_step += 1
        return done if self.chain_step == len(self.chain) else waiting
