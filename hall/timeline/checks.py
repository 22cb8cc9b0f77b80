"""manage.py check --database default: do the triggers stand where they should?"""

from __future__ import annotations

from django.core.checks import Tags, Warning, register

from .installing import missing


@register(Tags.database)
def triggers_stand(app_configs, databases=None, **kwargs) -> list[Warning]:
    """A warning, not an error: ``migrate`` runs the checks too, and is what mends this."""
    return [
        Warning(
            f"数据库“{using}”的表 {trigger.table} 缺少触发器 {trigger.name}，或者已被改动、停用。",
            hint="运行 manage.py migrate 重新安装触发器，并查明原因；其间的留痕请用 manage.py verify_timeline 核验。",
            id="hall.W001",
        )
        for using in databases or ()
        for trigger in missing(using)
    ]
