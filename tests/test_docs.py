"""The generated pages agree with the code, and every effect of a clock is an act that exists."""

from django.conf import settings

from hall.acts.act import SYSTEM
from hall.acts.diagram import workflows
from hall.clocks.clock import EFFECTS
from hall.management.commands.house import document


def test_the_workflow_page_is_current():
    page = (settings.BASE_DIR / "docs/workflows.md").read_text(encoding="utf-8")
    assert page == document(), "run: manage.py house > docs/workflows.md"


def test_every_expiry_effect_is_an_act_of_the_system():
    kinds = {workflow.dossier_kind(): workflow for workflow in workflows()}
    for key, (_, effect) in EFFECTS.items():
        kind = key.rsplit(".", 3)[0]
        act = kinds[kind].acts()[effect.act]
        assert SYSTEM in act.by, key
