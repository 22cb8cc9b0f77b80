"""The departments the fixtures name: the hall's own where it has one of that name, else a new one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hall.models import Department, DepartmentName, DepartmentRemedy, Hall
from hall.places.remedies import government_of
from matters.catalogue.codes import named
from matters.catalogue.loading.table import Table


class Departments:
    """``departments[key]`` finds or enters a department. Raises KeyError for a key the file does not have."""

    def __init__(self, path: Path, hall: Hall, on: date):
        self.hall, self.on = hall, on
        self.region = government_of(hall, on).removesuffix("人民政府")
        self.tables = {table.data["key"]: table for table in Table.of_file(path).tables("department")}
        self.known = {
            department.name_on(on).name: department
            for department in hall.departments.filter(
                is_active=True, names__effective_from__lte=on
            ).distinct()
        }

    def __getitem__(self, key: str) -> Department:
        if key not in self.tables:
            raise LookupError(f"departments.toml 中没有“{key}”这个部门，请先登记。")
        name = self.tables[key].data["name"].format(region=self.region)
        if name not in self.known:
            self.known[name] = self._enter(Table(self.tables[key].data, self.tables[key].where), name)
        return self.known[name]

    def _enter(self, table: Table, name: str) -> Department:
        with table:
            table.take("name")
            department = Department(
                hall=self.hall,
                code=f"{self.hall.region_code[:6]}-{table.take('key')}",
                kind=named(Department.Kind, table.take("kind")),
            )
            department.full_clean()
            department.save()
            DepartmentName.objects.create(
                department=department, name=name, short_name=table.take("short"), effective_from=self.on
            )
            DepartmentRemedy.objects.create(
                department=department,
                review_organ=table.take("review_organ", "").format(region=self.region),
                court=f"{self.region}人民法院",
                basis=table.take("remedy_basis", "行政诉讼法第十八条（示例，集中管辖的请改正）"),
                effective_from=self.on,
            )
        return department
