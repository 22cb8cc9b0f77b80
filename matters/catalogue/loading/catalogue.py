"""All files into one hall, in one transaction: everything or nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hall.models import Hall
from matters.catalogue.codes import ApplicantKind, Level, MatterKind, PowerSource, StatuteRank
from matters.catalogue.loading.departments import Departments
from matters.catalogue.loading.guide import draft
from matters.catalogue.loading.table import Table
from matters.catalogue.matter import Matter, kinds_offered
from matters.catalogue.publishing import publish
from matters.catalogue.statute import Statute


@dataclass
class Loaded:
    """How many matters were new, got a new version, stayed as they were; which the hall's rulebook does not offer."""

    entered: int = 0
    renewed: int = 0
    unchanged: int = 0
    not_offered: list[str] = field(default_factory=list)


@transaction.atomic
def load_catalogue(hall: Hall, on: date, fixtures: Path = settings.FIXTURES) -> Loaded:
    """Load every file; new matters and versions take effect on local date ``on``. Raises BadFixture."""
    for path in sorted((fixtures / "statutes").glob("*.toml")):
        for table in Table.of_file(path).tables("statute"):
            _statute(table)
    folder = fixtures / "matters"
    departments = Departments(folder / "departments.toml", hall, on)
    loaded = Loaded()
    for path in sorted(set(folder.glob("*.toml")) - {folder / "departments.toml"}):
        with Table.of_file(path) as file:
            department = departments[file.take("department")]
            for table in file.tables("matter"):
                _matter(table, department, on, departments, loaded)
    return loaded


def _statute(table: Table) -> None:
    with table:
        values = {
            "title": table.take("title"),
            "rank": table.code("rank", StatuteRank),
            "number": table.take("number", ""),
            "edition": table.take("edition", ""),
        }
        _keep(
            Statute.objects.filter(key=table.data["key"]).first() or Statute(),
            {"key": table.take("key")} | values,
        )


def _matter(table: Table, department, on: date, departments: Departments, loaded: Loaded) -> None:
    with table:
        guide = table.take("guide")
        digest = hashlib.sha256(json.dumps(guide, sort_keys=True, default=str).encode()).hexdigest()
        values = {
            "hall": department.hall,
            "department": department,
            "code": table.take("code"),
            "national_code": table.take("national_code", ""),
            "name": table.take("name"),
            "sub_item": table.take("sub_item", ""),
            "kind": table.code("kind", MatterKind),
            "applicant_kinds": table.codes("applicants", ApplicantKind),
            "power_source": table.code("power_source", PowerSource, PowerSource.STATUTORY),
            "level": table.code("level", Level, Level.COUNTY),
            "one_window": table.take("one_window", True),
            "public_safety": table.take("public_safety", False),
        }
        if values["kind"] not in kinds_offered(department.hall, on).value:
            loaded.not_offered.append(values["name"])
            return
        matter = Matter.objects.filter(hall=department.hall, code=values["code"]).first() or Matter(
            entered_on=on
        )
        new = matter.pk is None
        _keep(matter, values)
        last = matter.versions.filter(published_at__isnull=False).order_by("effective_from").last()
        if last is not None and last.source_digest == digest:
            loaded.unchanged += 1
            return
        publish(draft(matter, Table(guide, f"{table.where} guide"), digest, on, departments))
        loaded.entered += new
        loaded.renewed += not new


def _keep(record, values: dict) -> None:
    """Save a record only where it differs, so that its history tells of changes and nothing else."""
    if record.pk and all(getattr(record, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()
