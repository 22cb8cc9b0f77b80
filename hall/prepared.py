"""Questions that every act asks in the same words: put into SQL once a process, afterwards only filled in and sent.

To build a queryset and write its SQL takes several times what the database needs to answer it (docs/performance.md).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, Value


class Blank(Value):
    """A place in the SQL that is filled in when it is sent."""

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """``Prepared(lambda user, at: Grant.objects.in_force(at).filter(user=user))`` is called with a key and an instant.

    The queryset is of one model with all its columns. Values are keys, dates or texts, never such as would change the
    shape of the statement (None, a list); they are given in their order. Raises TypeError for too many or too few.
    """

    def __init__(self, question: Callable[..., QuerySet]):
        self.question = question
        self.blanks = [Blank(place) for place in range(len(inspect.signature(question).parameters))]
        self.written: dict[str, tuple[type[Model], str, tuple]] = {}

    def __call__(self, *values: Any) -> list:
        """The rows, read now."""
        if len(values) != len(self.blanks):
            raise TypeError(f"{len(self.blanks)} values are asked for, {len(values)} were given.")
        model, sql, params = self.written.get(connection.vendor) or self._write()
        filled = [values[one.value] if isinstance(one, Blank) else one for one in params]
        return list(model._base_manager.raw(sql, filled))

    def _write(self) -> tuple[type[Model], str, tuple]:
        rows = self.question(*self.blanks)
        self.written[connection.vendor] = (rows.model, *rows.query.sql_with_params())
        return self.written[connection.vendor]
