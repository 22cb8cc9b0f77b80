"""归档: a closed case leaves one file: to be found, read by those who say why, checked anywhere, destroyed by two."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.applicants.crypto import opened
from hall.papers.pdf import pdf_of
from hall.people.roles import Role
from matters.cases.archive_check import NotAPackage, against_the_record, findings, read_package
from matters.cases.archive_package import MANIFEST, manifest, papers_of, zipped
from matters.cases.models import ArchiveFile, Delivery
from tests.factories import make_user, travel
from tests.law.ask import decide_for_itself, limit_of, wrong_fields

WHY = {"purpose": "复议机关调阅"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def file(hall) -> ArchiveFile:
    return hall.case_in("archived").archive_file


def draw(file) -> None:
    """What the worker does once the acts are committed."""
    for paper in papers_of(file.case):
        pdf_of(paper)


def packed(hall, file) -> ArchiveFile:
    draw(file)
    return perform(file, "pack", by=hall.office)


def bytes_of(file) -> bytes:
    with file.package.open("rb") as package:
        return package.read()


@pytest.mark.clause("WS04-4.7-2")
def test_closing_a_case_leaves_a_file_with_number_and_list(hall):
    case = hall.case_in("archived")
    file = case.archive_file
    assert (file.number, file.retention, str(file.retain_until)) == (
        "150999-2026-D30-1",
        "30年",
        "2056-12-31",
    )
    titles = [one["title"] for one in file.documents]
    assert titles == [paper.title for paper in papers_of(case)]
    assert "送达回证" in titles
    with pytest.raises(NotAllowed):
        perform(ArchiveFile, "deposit", by=hall.clerk, parent=case)


@pytest.mark.clause("WS04-4.7-2")
def test_no_file_is_closed_while_a_necessary_paper_is_missing(hall):
    case = hall.serve(hall.case_in("delivered"))
    paper = case.dossier.papers.get(kind="acceptance")
    perform(case, "void_paper", {"paper": paper.pk, "reason": "误出"}, by=hall.office)
    with pytest.raises(Objected) as refused:
        perform(case, "archive", by=hall.clerk)
    assert "受理文书" in str(refused.value)
    assert hall.archive(hall.case_in("delivered")).state == "archived"


def test_what_ended_early_is_kept_for_its_own_time(hall):
    case = hall.reject(hall.receive())
    assert hall.archive(case).archive_file.retention == "10年"


def test_for_ever_is_for_ever(hall):
    decide_for_itself(hall, "archive.retention", "off")
    file = hall.case_in("archived").archive_file
    assert (file.retention, file.retain_until, file.number.split("-")[2]) == ("永久", None, "Y")
    travel("2026-12-30")
    with pytest.raises(Objected):
        perform(file, "appraise", {"opinion": "已无保存价值"}, by=hall.office)


@pytest.mark.clause("WS04-4.7-2")
def test_binding_is_recorded_once(hall, file):
    bound = {"pages": 23, "box": "2026年第3盒"}
    with pytest.raises(NotAllowed):
        perform(file, "bind", bound, by=hall.reviewer)
    file = perform(file, "bind", bound, by=hall.clerk)
    assert (file.pages, file.box) == (23, "2026年第3盒")
    with pytest.raises(Objected):
        perform(file, "bind", bound, by=hall.clerk)


@pytest.mark.clause("XA-26.3")
class TestElectronicAlone:
    def test_without_a_sheet_of_paper(self, hall_of):
        hall = hall_of("XA")
        file = hall.case_in("archived").archive_file
        with pytest.raises(Objected):
            perform(file, "keep_electronic_only", by=hall.office)
        file = perform(packed(hall, file), "keep_electronic_only", by=hall.office)
        assert (file.single_set, file.pages) == (True, None)
        assert file.package_sha256 == hashlib.sha256(bytes_of(file)).hexdigest()
        with pytest.raises(Objected):
            perform(file, "bind", {"pages": 2, "box": "1"}, by=hall.clerk)

    def test_not_where_the_hall_still_wants_paper(self, hall_of):
        hall = hall_of("XA")
        decide_for_itself(hall, "archive.single_set", value=False)
        file = packed(hall, hall.case_in("archived").archive_file)
        with pytest.raises(Objected):
            perform(file, "keep_electronic_only", by=hall.office)

    def test_only_by_those_who_keep_the_files(self, hall_of):
        hall = hall_of("XA")
        file = hall.case_in("archived").archive_file
        draw(file)
        for act in ("pack", "keep_electronic_only"):
            with pytest.raises(NotAllowed):
                perform(file, act, by=hall.reviewer)

    def test_waits_for_papers_still_being_drawn(self, hall, file):
        with pytest.raises(Objected) as refused:
            perform(file, "pack", by=hall.office)
        assert "还有文书没有生成文件" in str(refused.value)


@pytest.mark.clause("DL-3.2b")
class TestThePackage:
    def test_holds_the_first_bytes_of_every_paper_and_the_whole_timeline(self, hall, file):
        package = read_package(bytes_of(packed(hall, file)))
        papers = papers_of(file.case)
        stored = [package.content[one["文件"]] for one in package.metadata["文书"]]
        assert stored == [pdf_of(paper) for paper in papers]
        assert package.metadata["档号"] == file.number
        kinds = {one["kind"] for one in package.timeline}
        assert kinds == {"cases.case", "cases.handover", *(k for k in kinds if k == "hall.message")}
        acts = [
            line["act"] for one in package.timeline for line in one["lines"] if one["kind"] == "cases.case"
        ]
        assert acts[0] == "receive"
        assert acts[-1] == "archive"

    def test_holds_what_was_uploaded(self, hall, hall_of):
        from tests.windows.desk import document

        case = hall.case_in("at_window")
        left = {"place": "某镇一号", "refusal": "拒绝签收", "second": "李同行"}
        files = {"record": document("left.pdf")}
        perform(Delivery, "leave", left, by=hall.clerk, place=hall.window, parent=case, files=files)
        file = hall.archive(type(case).objects.get(pk=case.pk)).archive_file
        package = read_package(bytes_of(packed(hall, file)))
        assert len(package.metadata["材料"]) == 1

    def test_is_packed_once(self, hall, file):
        file = packed(hall, file)
        with pytest.raises(Objected):
            perform(file, "pack", by=hall.office)

    def test_read_back_it_is_as_it_was(self, hall, file):
        package = read_package(bytes_of(packed(hall, file)))
        assert findings(package) == []
        assert against_the_record(package) == []

    @pytest.mark.parametrize("harm", ["paper", "line", "missing", "added", "forged"])
    def test_whatever_was_changed_is_found(self, hall, file, harm):
        package = read_package(bytes_of(packed(hall, file)))
        content = dict(package.content)
        first = package.metadata["文书"][0]["文件"]
        if harm == "paper":
            content[first] += b"x"
        elif harm == "missing":
            del content[first]
        elif harm == "added":
            content["papers/x.pdf"] = b"x"
        else:
            lines = package.timeline
            lines[0]["lines"][1]["title"] = "没有发生过"
            content["timeline.json"] = json.dumps(lines).encode()
        if harm == "forged":
            del content[MANIFEST]
            content[MANIFEST] = manifest(content)
        assert findings(read_package(zipped(content)))

    def test_anything_else_is_no_package(self):
        for data in (b"", b"PK", zipped({"a": b"b"})):
            with pytest.raises(NotAPackage):
                read_package(data)


@pytest.mark.clause("DL-3.2b")
class TestReading:
    def test_each_reading_leaves_reader_time_and_reason(self, hall, file):
        perform(file, "read", WHY, by=hall.first)
        perform(file, "read", WHY | {"reader": "某律师", "proof": "介绍信1号"}, by=hall.clerk)
        first, second = file.readings.order_by("pk")
        assert (opened(first.reader), first.purpose, first.entry.by) == ("钱首代", WHY["purpose"], hall.first)
        assert (opened(second.reader), second.entry.by) == ("某律师", hall.clerk)
        assert "某律师" not in str(list(file.dossier.entries.values_list("facts", flat=True)))

    def test_without_a_reason_or_for_another_without_proof_nothing_is_read(self, hall, file):
        with pytest.raises(Invalid) as refused:
            perform(file, "read", {"reader": "某律师"}, by=hall.clerk)
        assert wrong_fields(refused.value) == {"purpose", "proof"}

    def test_nobody_else_reads(self, hall, file):
        guide = make_user("导服", (Role.GUIDE, hall.hall))
        with pytest.raises(NotAllowed):
            perform(file, "read", WHY, by=guide)

    def test_paper_is_lent_until_a_day_and_comes_back_counted(self, hall, file):
        loan = WHY | {"due_back": "2026-03-13"}
        with pytest.raises(Objected):
            perform(file, "lend", loan, by=hall.clerk)
        file = perform(file, "bind", {"pages": 23, "box": "第3盒"}, by=hall.clerk)
        with pytest.raises(NotAllowed):
            perform(file, "lend", loan, by=hall.reviewer)
        file = perform(file, "lend", loan, by=hall.clerk)
        assert str(limit_of(file, "loan", "service").due_on) == "2026-03-13"
        with pytest.raises(Invalid):
            perform(file, "give_back", {}, by=hall.clerk)
        with pytest.raises(NotAllowed):
            perform(file, "give_back", {"complete": "on"}, by=hall.reviewer)
        assert perform(file, "give_back", {"complete": "on"}, by=hall.clerk).state == "deposited"


class TestDisposal:
    @pytest.fixture
    def old(self, hall, file) -> ArchiveFile:
        """Its time of keeping is over."""
        file = packed(hall, file)
        decide_for_itself(hall, "archive.retention_unaccepted", "1年")
        case = hall.archive(hall.reject(hall.receive()))
        file = packed(hall, case.archive_file)
        travel("2028-01-04")
        return file

    def test_not_before_its_time(self, hall, file):
        with pytest.raises(Objected) as refused:
            perform(file, "appraise", {"opinion": "无保存价值"}, by=hall.office)
        assert "尚未届满" in str(refused.value)

    def test_one_proposes_another_agrees_two_watch(self, hall, old):
        both = make_user("一肩挑", (Role.HALL_OFFICE, hall.hall), (Role.HALL_LEADER, hall.hall))
        old = perform(old, "appraise", {"opinion": "无保存价值"}, by=both)
        with pytest.raises(NotAllowed):
            perform(old, "agree", {"opinion": "同意"}, by=both)
        old = perform(old, "agree", {"opinion": "同意"}, by=hall.leader)
        watched = {"first": "甲", "second": "甲", "method": "粉碎"}
        with pytest.raises(Invalid):
            perform(old, "destroy", watched, by=hall.office)
        old = perform(old, "destroy", watched | {"second": "乙"}, by=hall.office)
        assert old.state == "destroyed"
        assert not old.package
        assert old.package_sha256
        acts = list(old.dossier.entries.filter(kind="act").order_by("seq").values_list("act", flat=True))
        assert acts == ["deposit", "pack", "appraise", "agree", "destroy"]
        with pytest.raises(WrongState):
            perform(old, "read", WHY, by=hall.office)

    def test_or_it_is_kept_on(self, hall, old):
        old = perform(old, "appraise", {"opinion": "仍有价值"}, by=hall.office)
        old = perform(old, "keep", {"until": "2040-12-31", "reason": "涉诉"}, by=hall.leader)
        with pytest.raises(Objected):
            perform(old, "appraise", {"opinion": "再鉴定"}, by=hall.office)


@pytest.mark.clause("DL-3.2b")
class TestOnTheCommandLine:
    def test_exported_and_checked(self, hall, file, tmp_path, capsys):
        file = packed(hall, file)
        given = {"by": hall.office.username, "purpose": "移交档案馆"}
        call_command("archive", "export", file.number, str(tmp_path), **given)
        call_command("archive", "check", str(tmp_path / f"{file.number}.zip"), "--here")
        assert "0处问题" in capsys.readouterr().out
        assert file.readings.get().purpose == "移交档案馆"

    def test_a_changed_one_is_told_with_its_exit_status(self, hall, file, tmp_path, capsys):
        package = read_package(bytes_of(packed(hall, file)))
        (tmp_path / "x.zip").write_bytes(zipped(dict(package.content) | {"papers/x.pdf": b""}))
        with pytest.raises(SystemExit):
            call_command("archive", "check", str(tmp_path / "x.zip"))
        assert "后来放进去的" in capsys.readouterr().err

    def test_what_is_no_package_or_not_packed_is_told(self, hall, file, tmp_path):
        (tmp_path / "x.zip").write_bytes(b"no")
        with pytest.raises(CommandError, match="不是归档数据包"):
            call_command("archive", "check", str(tmp_path / "x.zip"))
        given = {"by": hall.office.username, "purpose": "移交"}
        with pytest.raises(CommandError, match="没有归档数据包"):
            call_command("archive", "export", file.number, str(tmp_path), **given)


def test_the_system_packs_as_well(hall, file):
    draw(file)
    assert perform(file, "pack", by=SYSTEM).package_sha256
