"""What goes wrong in a year: a process dies in the middle of an act, the bell is silent, somebody tries their luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class Killed(BaseException):
    """The process is gone: nothing on the way may catch this as an error of its own."""


class Death:
    """Comes with the n-th statement of the transaction about to begin: what is done before or after is none of it."""

    def __init__(self, after: int):
        self.left, self.around = after, len(connection.atomic_blocks)

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if len(connection.atomic_blocks) > self.around:
            self.left -= 1
            if self.left == 0:
                raise Killed
        return execute(sql, params, many, context)


@contextmanager
def killed_at(statement: int) -> Iterator[None]:
    """Within the block the work dies at a statement; if it was done before that, it stands. Raises Killed."""
    with connection.execute_wrapper(Death(statement)):
        yield
