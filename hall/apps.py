"""政务服务大厅: the ground floor, and the Django project itself."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HallConfig(AppConfig):
    name = "hall"
    verbose_name = "政务服务大厅"

    def ready(self) -> None:
        from hall import rulebook
        from hall.timeline.triggers import install

        rulebook.start()
        post_migrate.connect(install, dispatch_uid="hall.triggers")
