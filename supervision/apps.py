from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"
    verbose_name = "监督"

    def ready(self) -> None:
        from supervision import assessed  # noqa: F401 – registers itself with the sheets
        from supervision.accountability import after_complaints  # noqa: F401 – tightens their archive
        from supervision.assessment import inspection  # noqa: F401 – declares its register
        from supervision.commendation import registers as awards  # noqa: F401 – declares them
        from supervision.oversight import reports  # noqa: F401 – fills a section of the circulars
        from supervision.patrols import registers  # noqa: F401 – declares them
