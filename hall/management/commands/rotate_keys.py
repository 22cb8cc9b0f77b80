"""Re-encrypt all personal data under the newest key, after which the older keys may be taken away."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from hall.applicants.crypto import BlindIndex, EncryptedText, opened

BATCH = 500


class Command(BaseCommand):
    help = "用 PERSONAL_DATA_KEYS 的第一个密钥重新加密全部个人信息并重建查找索引，之后方可移除旧密钥。"

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            fields = [field for field in model._meta.fields if isinstance(field, EncryptedText)]
            if fields:
                count = reseal(model, fields)
                self.stdout.write(f"{model._meta.verbose_name}：{count} 条已换用新密钥。")


def reseal(model: type[models.Model], fields: list[EncryptedText]) -> int:
    """Seal every row anew; each batch holds its rows' locks. Returns the number of rows."""
    indexes = [field for field in model._meta.fields if isinstance(field, BlindIndex)]
    names = [field.attname for field in (*fields, *indexes)]
    keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            rows = list(model._base_manager.select_for_update().filter(pk__in=keys[start : start + BATCH]))
            for row in rows:
                for field in fields:
                    setattr(row, field.attname, opened(getattr(row, field.attname)))
                for index in indexes:
                    index.pre_save(row, add=False)
            model._base_manager.bulk_update(rows, names)
    return len(keys)
