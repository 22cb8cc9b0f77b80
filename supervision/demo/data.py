"""The demo's own files, read strictly: a key nobody asked for is a mistake that is told."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from matters.catalogue.loading.table import Table

FOLDER = settings.FIXTURES / "demo"


def rows(file: str, key: str) -> Iterator[Table]:
    """The tables of one kind in one file, to be read inside ``with``. Raises BadFixture."""
    for table in Table.of_file(FOLDER / file).tables(key):
        table.where = f"{file} {key} {next(iter(table.data.values()))}"
        yield table
