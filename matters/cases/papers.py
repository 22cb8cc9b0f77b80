"""The papers of a case: which facts each freezes. Titles, numbers and seals' names are the rulebook's."""

from __future__ import annotations

from hall.clocks.engine import limits_of
from hall.legal_time import local_date
from hall.papers.kinds import PaperKind
from hall.span import Unit
from matters.catalogue.codes import Approver, Procedure
from windows.seals import custody

from . import counter_papers
from .licences.terms import in_words, renewal_period, term_of
from .paper_parts import RESULTS, base, hand_out, handed_in, notice, remedy, results
from .states import Method, Outcome


def _approval(case, do) -> dict:
    number = do.data.get("certificate_number") or (case.licence.number if case.licence_id else "")
    term, lead = term_of(case), renewal_period(case.version)
    renewable = number and term[1] and lead and lead.span.unit == Unit.DAY
    return {
        **notice(case, do, "grant"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "decision": do.data.get("decision") or f"准予{case.matter.title}",
        "certificate": {
            "name": case.version.result_name,
            "number": number,
            "scope": do.data.get("scope") or (case.licence.scope if case.licence_id else case.matter.title),
            "valid": in_words(*term),
        }
        if number
        else None,
        "hand_out": hand_out(case, do),
        "publicity": "本决定依法公开，公众有权查阅" if case.matter.is_licence else None,
        "renewal_days": lead.span.n if renewable else None,
        "remedy": remedy(case, do),
    }


def _partial(case, do) -> dict:
    """Both sides of one decision; the refused side as reasoned as a refusal."""
    articles = {"clauses": [*notice(case, do, "grant")["clauses"], *notice(case, do, "refuse")["clauses"]]}
    return _approval(case, do) | _refused(case, do) | articles | {"not_granted": do.data["not_granted"]}


def _refusal(case, do) -> dict:
    return {
        **notice(case, do, "refuse"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        **_refused(case, do),
    }


def _refused(case, do) -> dict:
    """Facts found, reason with its basis, and where to go against it (行政许可法 38¶2)."""
    return {
        "found": [line for line in do.data["found"].splitlines() if line.strip()],
        "reasons": [{"text": do.data["reason"], "basis": do.data["basis"]}],
        "remedy": remedy(case, do),
    }


def _return(case, do) -> dict:
    """退件: known only to the rulebook, so it stands on that; the remedies print as for any adverse end."""
    known = do.answer("case.return_after_acceptance").basis
    ground = dict(do.form.fields["ground"].choices)[do.data["ground"]]
    return {
        **base(case, do),
        "clauses": [known],
        "applied_on": local_date(case.received_at).isoformat(),
        "reasons": [{"text": f"{ground}：{do.data['reason']}", "basis": known}],
        "returned": handed_in(case),
        "remedy": remedy(case, do),
    }


def acceptance_number(case) -> str:
    """The number of the paper by which the case was accepted."""
    papers = case.dossier.papers.filter(kind__in=("acceptance", "tolerant"), voided_at=None)
    return papers.values_list("number", flat=True).last() or "—"


def _delivery_record(case, do) -> dict:
    by_agent = do.data["method"] == Method.AGENT
    mandate = do.data["authority"] or (case.agency.authority_document if by_agent else "")
    return {
        **base(case, do),
        "documents": results(case),
        "methods": [one.label for one in Method],
        "method": Method(do.data["method"]).label,
        "place": do.place.name,
        "received_on": do.on.isoformat(),
        "substitute": f"{do.data['received_by']}，受委托代领（{mandate}）" if by_agent else None,
        "deliverers": [do.by.name],
    }


def _special(procedure, do) -> dict:
    case = procedure.case
    before = case.dossier.runs.get(clock="decision").limits.get(kind="statutory").due_on
    return {
        **notice(case, do, "procedure"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "kind": Procedure(procedure.procedure).label,
        "body": procedure.body,
        "starts_on": do.on.isoformat(),
        "days": procedure.days,
        "ends_by": procedure.ends_by.isoformat(),
        "due_before": before.isoformat(),
        "due_after": procedure.expected_due(before).isoformat(),
    }


def _extension(extension, do) -> dict:
    case = extension.case
    return {
        **notice(case, do, "extend_joint" if extension.approver == Approver.HEAD_OF_GOVERNMENT else "extend"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "due_before": extension.due_before.isoformat(),
        "cause": extension.cause,
        "reason": extension.reason,
        "approver": f"{extension.get_approver_display()}{do.by.name}",
        "approved_on": do.on.isoformat(),
        "extended_by": str(extension.span),
        "due_after": limits_of(do, case, "decision")[extension.limit].due_on.isoformat(),
    }


def _result_above(case, do) -> dict:
    return {
        **notice(case, do, "above"),
        "accepted_on": local_date(case.accepted_at).isoformat(),
        "acceptance_number": acceptance_number(case),
        "sent_up_on": local_date(case.sent_up_at).isoformat(),
        "superior": case.superior,
        "document": do.data["document"],
        "decided_on": do.data["decided_on"].isoformat(),
        "outcome": Outcome(do.data["outcome"]).label,
        "text": do.data["text"],
        "hand_out": hand_out(case, do),
    }


def _handover(handover, do) -> dict:
    case = handover.case
    return {
        **base(case, do),
        "materials": handed_in(case),
        "giver": {"organ": do.hall.name, "person": do.by.name},
        "taker": {"organ": case.matter.department.name_on(do.on).name, "person": None},
        "handed_at": do.at.isoformat(timespec="minutes"),
    }


RECEIPT = PaperKind("receipt", counter_papers.receipt, clauses="DL-9.1")
ACCEPTANCE = PaperKind(
    "acceptance",
    counter_papers.acceptance,
    seal="procedure",
    dues="decision",
    clauses="AH-35.2 DL-9.2 XA-16.1 EL-3.1b EL-4.1b WS01-05.1.2a-2",
)
CORRECTION = PaperKind(
    "correction",
    counter_papers.correction,
    seal="procedure",
    clauses="AH-36.3 XA-16.2a EL-3.1e EL-4.1b WS01-05.1.2b-1 WS02-03.1 WS02-07-1 WS03-06-1 WS04-1.3-2 WS04-4.2-1",
)
RELIST = PaperKind("correction", counter_papers.relist, seal="procedure", clauses="AH-13.5e")
GUIDE = PaperKind("guide", counter_papers.guide, clauses="WS02-02 WS02-03.1")
REJECTION = PaperKind(
    "rejection",
    counter_papers.rejection,
    seal="procedure",
    clauses="AH-37.1 AH-37.2 EL-4.1b WS01-05.1.2c-2 WS03-08-2",
)
TOLERANT = PaperKind(
    "tolerant", counter_papers.tolerant, seal="procedure", dues="decision", clauses="XA-16.3a EL-3.1c EL-5.3b"
)
LAPSE = PaperKind("termination", counter_papers.lapse, seal="procedure", clauses="XA-16.2b")
APPROVAL = PaperKind("approval", _approval, seal="approval")
PARTIAL = PaperKind("partial", _partial, seal="approval", clauses="许可法38-2")
REFUSAL = PaperKind("refusal", _refusal, seal="approval", clauses="XA-17.2 DL-10.6 XA-16.3c")
RETURN = PaperKind("return", _return, seal="procedure", clauses="DL-10.5")
DELIVERY_RECORD = PaperKind("delivery_record", _delivery_record)
SPECIAL = PaperKind("special_procedure", _special, seal="procedure", dues="decision")
EXTENSION = PaperKind(
    "extension",
    _extension,
    seal="procedure",
    dues="decision",
    clauses="WS03-07-1 WS03-07-2 许可法42-1 许可法42-2",
)
RESULT_ABOVE = PaperKind("result_above", _result_above, seal="procedure", clauses="DL-14")
HANDOVER = PaperKind("handover", _handover)


def stamp_waiting(case, do) -> None:
    """Put the approval seal on every paper that waits for it; each use is on the seal's own timeline (AH-30)."""
    seal = do.read(custody.approval_seal, do.department)
    for paper in case.dossier.papers.filter(seal="approval", sealed_at=None, voided_at=None):
        custody.stamp(do, seal, paper, do.named.name)


def serve_result(case, do, *, at, by: str, method: str) -> None:
    """Delivering the result serves its papers: decision and certificate (行政许可法 44)."""
    for paper in case.dossier.papers.filter(kind__in=RESULTS, served_at=None, voided_at=None):
        paper.served_at = at
        paper.served_facts = {"by": by, "method": method, "handed_over_by": do.by.pk if do.by else None}
        do.add(lambda entry, paper=paper: paper)
