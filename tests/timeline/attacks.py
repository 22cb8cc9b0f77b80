"""What somebody with all power over the database does to a history, and how they cover it up."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import F

from hall.models import Anchor, AnchoredHead, Dossier, Entry
from hall.timeline.outside import EMPTY_HEAD

from .conftest import line, rechain

HOUR = dt.timedelta(hours=1)


def edit(one, other):
    line(one, 2).update(title="登记")


def insert(one, other):
    Entry.objects.filter(dossier=one.pk, seq__gte=3).update(seq=F("seq") + 100)
    Entry.objects.filter(dossier=one.pk, seq__gte=103).update(seq=F("seq") - 99)
    _copy(line(one, 2).get(), 3)


def reorder(one, other):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        line(one, old).update(seq=new)


def delete_middle(one, other):
    line(one, 2).delete()


def delete_tail(one, other):
    last = Entry.objects.filter(dossier=one.pk).latest("seq")
    Entry.objects.filter(pk=last.pk)._raw_delete("default")


def truncate(one, other):
    Entry.objects.filter(dossier=one.pk)._raw_delete("default")


def backdate_stamp(one, other):
    line(one, 3).update(legal_at=F("legal_at") - HOUR, recorded_at=F("recorded_at") - HOUR)


def slip_in_backdated(one, other):
    """A new line, written today, that says it was written before the sheet was drawn."""
    last = Entry.objects.filter(dossier=one.pk).latest("seq")
    _copy(last, last.seq + 1, legal_at=last.legal_at - HOUR, recorded_at=last.recorded_at - HOUR)


def swap(one, other):
    Entry.objects.filter(dossier=one.pk).update(seq=F("seq") + 100, dossier=other.pk)
    Entry.objects.filter(dossier=other.pk, seq__lt=100).update(dossier=one.pk)
    Entry.objects.filter(dossier=other.pk).update(seq=F("seq") - 100)


def remove_dossier(one, other):
    Entry.objects.filter(dossier=one.pk)._raw_delete("default")
    AnchoredHead.objects.filter(dossier=one.pk)._raw_delete("default")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hall_dossier WHERE id = %s", [one.pk])


ATTACKS = (
    edit,
    insert,
    reorder,
    delete_middle,
    delete_tail,
    truncate,
    backdate_stamp,
    slip_in_backdated,
    swap,
    remove_dossier,
)


def not_covered(one, other):
    """The change alone."""


def re_chained(one, other):
    """Every digest of the dossiers computed anew, heads and counts included."""
    for each in (one, other):
        if Dossier.objects.filter(pk=each.pk).exists():
            rechain(each)


def re_anchored(one, other):
    """The anchored heads and every anchor as well: whatever lies within the database agrees with itself again."""
    re_chained(one, other)
    for head in AnchoredHead.objects.all():
        now = Entry.objects.filter(dossier=head.dossier_id).order_by("-seq").first()
        if now is None:
            AnchoredHead.objects.filter(pk=head.pk)._raw_delete("default")
        else:
            AnchoredHead.objects.filter(pk=head.pk).update(seq=now.seq, hash=now.hash)
    previous = EMPTY_HEAD
    for anchor in Anchor.objects.order_by("day"):
        Anchor.objects.filter(pk=anchor.pk).update(previous=previous)
        anchor.previous = previous
        previous = anchor.expected_digest()
        Anchor.objects.filter(pk=anchor.pk).update(digest=previous)


COVERS = (not_covered, re_chained, re_anchored)


def _copy(entry: Entry, seq: int, **changes) -> None:
    """One more line after ``entry``, its own digest right."""
    entry.pk, entry.seq, entry.prev_hash = None, seq, entry.hash
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.hash = entry.digest()
    entry.save(force_insert=True)
