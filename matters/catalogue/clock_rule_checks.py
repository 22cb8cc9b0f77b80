"""What a limit must satisfy before it is kept: law first, then the promise inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hall.duty import duty
from hall.span import Unit
from matters.catalogue.codes import Anchor, DefaultEffect, LimitSource, Stage
from matters.catalogue.period import span_of, too_long

if TYPE_CHECKING:
    from matters.catalogue.clock_rule import ClockRule

# Which silence may speak at which stage (行政许可法 32, 50).
EFFECT_STAGE = {DefaultEffect.DEEMED_ACCEPTED: Stage.ACCEPT, DefaultEffect.DEEMED_RENEWED: Stage.RENEW}


def objections(rule: ClockRule) -> dict[str, str]:
    """Every objection, by field."""
    found = _law(rule) | _statute_only(rule) | _whole(rule)
    return found or _promise(rule)


@duty("WS03-04-2", off=lambda rule: {})
def _law(rule: ClockRule) -> dict[str, str]:
    """What each source of a limit needs, and what it excludes."""
    found = {}
    national = rule.version.national(rule.stage)
    if rule.source == LimitSource.NATIONAL:
        if national is None:
            found["source"] = "行政许可法对这一环节没有规定，或者本事项不是行政许可，请另选时限来源。"
        elif rule.n is not None or rule.unit or rule.anchor or rule.statute or rule.article or rule.reference:
            found["source"] = "从行政许可法一般规定的，法定时限各栏应留空，只填承诺时限。"
        return found
    if span_of(rule.n, rule.unit) is None:
        found["n"] = "请填写办理时限和单位；当场办理填0。"
    if not rule.anchor:
        found["anchor"] = "请选择从哪一天起算。"
    if rule.source == LimitSource.STATUTE and not rule.is_cited:
        found["article"] = "请填写法律依据和条款。"
    if rule.source == LimitSource.ANALOGY:
        if not rule.reference.strip():
            found["reference"] = "法律没有规定时限的，请填写参照的同类事项或者依据。"  # WS03-04-2
        if rule.statute or rule.article:
            found["article"] = "法律已有规定的，时限来源应选“本事项的专门规定”。"
        if national is not None:
            found["source"] = f"行政许可法已规定这一环节的期限（{national}），不得参照确定。"
    return found


def _statute_only(rule: ClockRule) -> dict[str, str]:
    """What only a statute can give: longer time, time left out, speaking silence, refusal of incomplete papers."""
    found = {}
    by_statute = rule.source == LimitSource.STATUTE
    if rule.extension_n is not None and not by_statute:
        found["extension_n"] = "只有法律专门规定的时限可以在此填写延长。"
    if rule.excludable and not by_statute:
        found["excludable"] = "不计入期限的程序只能由法律专门规定；行政许可法的八种不必填写。"
    if rule.default_effect != DefaultEffect.NONE and not (
        by_statute and EFFECT_STAGE[rule.default_effect] == rule.stage
    ):
        found["default_effect"] = "视为受理只能用于受理，视为准予延续只能用于延续，且须有专门的法律规定。"
    if rule.incomplete_refusable and not (by_statute and rule.stage == Stage.ACCEPT):
        found["incomplete_refusable"] = "材料不齐应当一次性告知；只有法律专门规定受理的事项可以不予受理。"
    return found


def _whole(rule: ClockRule) -> dict[str, str]:
    """Numbers and units go together."""
    found = {}
    filled = rule.extension_n is not None or rule.extension_unit or rule.extension_approver
    if filled and not (
        rule.extension_n and span_of(rule.extension_n, rule.extension_unit) and rule.extension_approver
    ):
        found["extension_n"] = "延长的时间、单位和批准人应同时填写。"
    if (rule.promise_n is not None or rule.promise_unit) and rule.promise_span is None:
        found["promise_n"] = "请填写承诺时限和单位；即办填0。"
    return found


@duty("AH-34.1 DL-8.4", off=lambda rule: {})
def _promise(rule: ClockRule) -> dict[str, str]:
    """The promise is inside the law (AH-34.1), and zero exactly for what is done on the spot (DL-8.4)."""
    promise, legal = rule.promise_span, rule.legal()
    if promise is None or legal is None:
        return {}
    if legal.anchor in (Anchor.EXPIRY, Anchor.HEARING):
        return {"promise_n": "倒推的期限不能另作承诺。"}
    on_the_spot = promise.unit == Unit.SAME_DAY
    if rule.stage == Stage.DECIDE and on_the_spot != rule.version.is_instant:
        return {"promise_n": "承诺时限为0的须是即办件，即办件的承诺时限须为0；请核对办件类型。"}
    found = too_long(promise, legal.span, rule.version.matter.hall)
    return {"promise_n": found} if found else {}
