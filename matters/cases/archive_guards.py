"""What must hold in the archive: nothing missing on the way in, nobody alone on the way out."""

from __future__ import annotations

from hall.acts.guards import guard

from .paper_parts import RESULTS
from .states import State

ACCEPTED = ("acceptance", "tolerant")
# The paper without which a case that ended so is no complete file.
ENDED_BY = {
    State.NOT_ACCEPTED: ("rejection", "transfer"),
    State.LAPSED: ("termination",),
    State.WITHDRAWN: ("termination",),
    State.TERMINATED: ("termination",),
}


@guard("WS04-4.7-2")
def required_papers_there(case, do):
    """A file is closed with its papers: that it was taken in, accepted, how it ended, that the result arrived."""
    wanted = {"收件凭证": ("receipt",)}
    if case.accepted_at:
        wanted["受理文书"] = ACCEPTED
    if case.outcome:
        wanted |= {"决定文书": RESULTS, "送达回证": ("delivery_record",)}
    elif case.state in ENDED_BY:
        wanted["终结文书"] = ENDED_BY[case.state]
    there = _kinds(case)
    missing = [name for name, kinds in wanted.items() if not there.intersection(kinds)]
    if missing:
        return f"案卷缺少必备文书：{'、'.join(missing)}。请补齐后再归档。"


def _kinds(case) -> set[str]:
    """The kinds of valid papers of the case and of what stands below it."""
    from hall.papers.paper import Paper

    root = case.dossier.lock_id
    papers = Paper.objects.filter(voided_at=None)
    own, below = papers.filter(dossier=root), papers.filter(dossier__root=root)
    return {*own.values_list("kind", flat=True), *below.values_list("kind", flat=True)}


@guard("DL-3.2b XA-26.3")
def papers_are_drawn(file, do):
    """The package holds the first bytes of every paper; one that is still being drawn is waited for."""
    from .archive_package import papers_of

    waiting = [paper.title for paper in papers_of(file.case) if paper.pdf_sha256 is None]
    if waiting:
        return f"还有文书没有生成文件：{'、'.join(waiting)}。请稍候再组卷。"


@guard("DL-3.2b")
def not_packed(file, do):
    if file.package_sha256:
        return "归档数据包已经形成，不再改变。"


@guard("XA-26.3")
def packed(file, do):
    if not file.package_sha256:
        return "还没有形成归档数据包。"


@guard("XA-26.3")
def single_set_allowed(file, do):
    if not do.rule("archive.single_set"):
        return "本大厅的电子档案还须同时以纸质归档。"


@guard("WS04-4.7-2")
def form_not_settled(file, do):
    if file.single_set or file.pages:
        return "归档形式已经登记。"


@guard("DL-3.2b")
def has_paper(file, do):
    if not file.pages:
        return "本卷没有纸质案卷，请查阅电子档案。"


@guard()
def keeping_is_over(file, do):
    if file.retain_until is None:
        return "永久保管的档案不得销毁。"
    if do.on <= file.retain_until:
        return f"保管期限至{file.retain_until:%Y年%-m月%-d日}，尚未届满。"


@guard(forbids=True)
def another_agrees(file, do):
    """Nobody alone decides that a file goes."""
    if do.by is not None and file.proposed_by_id == do.by.pk:
        return "提出鉴定的人不得同意销毁，应由另一人批准。"
