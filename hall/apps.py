"""政务服务大厅: the ground floor, and the Django project itself."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class HallConfig(AppConfig):
    name = "hall"
    verbose_name = "政务服务大厅"

    def ready(self) -> None:
        from hall import rulebook
        from hall.clocks import counting  # noqa: F401 – registers itself
        from hall.papers import checks as paper_checks  # noqa: F401 – registers itself
        from hall.timeline import checks  # noqa: F401 – registers itself
        from hall.timeline.installing import install, lift
        from hall.web.pages import plug_in

        rulebook.start()
        plug_in()
        # Once for all apps: by then every table stands.
        pre_migrate.connect(lift, sender=self, dispatch_uid="hall.triggers.lift")
        post_migrate.connect(install, sender=self, dispatch_uid="hall.triggers.install")
