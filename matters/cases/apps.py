from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "matters.cases"
    label = "cases"
    verbose_name = "办件"

    def ready(self) -> None:
        from . import separation  # noqa: F401 – registers itself
