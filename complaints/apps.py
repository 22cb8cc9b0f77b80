from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    label = "complaints"
    verbose_name = "投诉与评价"

    def ready(self) -> None:
        from .ratings import figures  # noqa: F401 – a reference for assessments
