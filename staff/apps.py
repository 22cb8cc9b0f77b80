from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "staff"
    label = "staff"
    verbose_name = "人员"

    def ready(self) -> None:
        from staff import daybooks, registers  # noqa: F401 – declares them
        from staff.postings import absence, giving  # noqa: F401 – tighten leave and the giving of roles
