from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "matters.cases"
    label = "cases"
    verbose_name = "办件"

    def ready(self) -> None:
        from . import assessed, separation  # noqa: F401 – register themselves
        from .public.kept import watch

        watch()
