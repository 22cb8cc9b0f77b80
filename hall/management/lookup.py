"""From words on a command line to the objects they name; whatever is wrong comes back as a sentence."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError

from hall.acts.workflow import Workflow


def workflow(kind: str) -> type[Workflow]:
    """The workflow class of a kind such as "hall.grant". Raises CommandError listing those there are."""
    kinds = {m.dossier_kind(): m for m in apps.get_models() if issubclass(m, Workflow)}
    if kind.lower() not in kinds:
        known = "、".join(f"{name}（{model._meta.verbose_name}）" for name, model in sorted(kinds.items()))
        raise CommandError(f"没有“{kind}”这一类别，可用的有：{known}。")
    return kinds[kind.lower()]


def one(queryset, what: str, **key: Any):
    """The one row a key names. Raises CommandError."""
    try:
        return queryset.get(**key)
    except (queryset.model.DoesNotExist, ValueError) as error:
        raise CommandError(f"没有找到{what}“{next(iter(key.values()))}”，请核对。") from error
