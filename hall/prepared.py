"""Questions that every act asks in the same words: put into SQL once a process, afterwards only filled in and sent.

To build a queryset and write its SQL takes several times what the database needs to answer it (docs/performance.md).
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


class Blank(Value):
    """A place in the SQL that is filled in when it is sent."""

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """``Prepared(lambda user, at: Grant.objects.in_force(at).filter(user=user))`` is called with a key and an instant.

    The queryset is of objects, with what they are read along with. Values are keys, dates or texts, never such as would
    change the shape of the statement (None, a list); they are given in their order. Raises TypeError for too many or
    too few.
    """

    def __init__(self, question: Callable[..., QuerySet]):
        self.question = question
        self.blanks = [Blank(place) for place in range(len(inspect.signature(question).parameters))]
        self.written: dict[str, Written] = {}

    def __call__(self, *values: Any) -> list:
        """The rows, read now."""
        if len(values) != len(self.blanks):
            raise TypeError(f"{len(self.blanks)} values are asked for, {len(values)} were given.")
        vendor = connection.vendor
        if vendor not in self.written:
            self.written[vendor] = Written(self.question(*self.blanks))
        return self.written[vendor].rows(values)


class Written:
    """A queryset in SQL, and how its rows become objects – which Django's compiler knows once it has written it."""

    def __init__(self, rows: QuerySet):
        self.model = rows.model
        self.compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()

    def rows(self, values: tuple) -> list:
        filled = [values[one.value] if isinstance(one, Blank) else one for one in self.params]
        return list(QuerySet(self.model, query=Asked(self, filled)))  # type: ignore[arg-type]


class Asked:
    """As much of a query as a queryset needs that only reads it."""

    def __init__(self, written: Written, filled: list):
        self.written, self.filled = written, filled

    def get_compiler(self, **_) -> SQLCompiler:
        compiler = copy.copy(self.written.compiler)
        compiler.connection = connection  # of this thread
        compiler.as_sql = lambda: (self.written.sql, self.filled)  # type: ignore[method-assign,assignment]
        return compiler
