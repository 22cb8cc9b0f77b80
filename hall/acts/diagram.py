"""State diagrams read off the declarations, so that no drawing can disagree with the code."""

from __future__ import annotations

from django.apps import apps

from .act import NEW, Act, Chain
from .workflow import Workflow


def workflows() -> list[type[Workflow]]:
    """Every workflow of the house, from the ground floor up."""
    found = [m for m in apps.get_models() if issubclass(m, Workflow)]
    return sorted(found, key=lambda m: (m._meta.app_label, m.__name__))


def mermaid(workflow: type[Workflow]) -> str:
    """One workflow as a mermaid state diagram: states in Chinese, an arrow for each act that changes the state."""
    titles = dict(workflow._meta.get_field("state").choices)
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{title}" as {state}' for state, title in titles.items() if state != NEW]
    for act in workflow.acts().values():
        lines += [
            f"    {_from(source)} --> {target} : {_label(act)}" for source, target in _arrows(act, titles)
        ]
    return "\n".join(lines)


def staying(workflow: type[Workflow]) -> list[Act]:
    """The acts that leave the state as it is, without those every workflow inherits."""
    shared = set(Workflow.acts())
    return [act for act in workflow.acts().values() if not act.targets and act.name not in shared]


def by_whom(act: Act) -> str:
    """Who does an act, in Chinese; for a chain, that the rulebook says."""
    return "审批链（规则库）" if isinstance(act.by, Chain) else "、".join(str(role.label) for role in act.by)


def _arrows(act: Act, titles) -> list[tuple[str, str]]:
    sources = [state for state in titles if state != NEW] if act.source == ("*",) else act.source
    return [(str(source), str(target)) for source in sources for target in act.targets]


def _from(source: str) -> str:
    return "[*]" if source == NEW else source


def _label(act: Act) -> str:
    return f"{act.title}（{by_whom(act)}）".replace(":", "：")
