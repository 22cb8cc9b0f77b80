"""A guide says everything its hall's rulebook asks for, or nobody agrees to it; then all channels say the same."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from hall.acts.refusals import Objected
from hall.models import Hall
from hall.people.roles import Role
from hall.rulebook import answer
from matters.cases.public.guides import sheet_facts
from matters.catalogue.guide import guide_facts
from matters.catalogue.models import Fee, Material
from matters.catalogue.selectors import version_on
from matters.catalogue.whole import guide_objections
from tests.catalogue.builders import by_analogy, make_draft, make_matter, make_statute
from tests.catalogue.filing import FROM, Filing
from tests.catalogue.whole import a_file, whole_draft
from tests.factories import make_user, travel
from tests.pdf import text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def april(calendar):
    cache.clear()
    travel("2026-04-01")


def lacking(version, hall) -> str:
    return "；".join(guide_objections(version, hall, TODAY))


def changed(version, **fields):
    for name, value in fields.items():
        setattr(version, name, value)
    version.save()
    return version


def with_text(*numbers: str) -> bytes:
    """A PDF with these numbers on its page."""
    writer = PdfFileWriter()
    shown = b" ".join(b"(%s) Tj" % number.encode() for number in numbers)
    page = PageObject(
        contents=writer.add_object(StreamObject(stream_data=b"BT " + shown + b" ET")),
        media_box=(0, 0, 100, 100),
    )
    writer.insert_page(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.clause("XA-9.1", "XA-8.1", "AH-10", "AH-14.2")
def test_each_missing_element_is_named():
    for preset in ("AH", "XA"):
        filing = filing_of(preset)
        draft, hall = filing.draft, filing.hall
        assert lacking(draft, hall) == ""
        found = lacking(changed(draft, conditions="", procedure=""), hall)
        assert "“受理条件”" in found
        assert "“办理流程”" in found
        draft.materials.all().delete()
        draft.clock_rules.update(promise_n=None, promise_unit="")
        draft.bases.all().delete()
        found = lacking(draft, hall)
        assert "“所需材料”" in found
        assert "“设定依据”" in found


def filing_of(preset: str) -> Filing:
    """A hall beside those already there."""
    Hall.objects.filter(code="county").update(code="elsewhere")
    return Filing(preset)


@pytest.mark.clause("XA-9.1")
def test_all_fifteen_elements_are_on_the_guide_and_no_sub_item_is_said():
    filing = Filing("XA")
    required = answer(filing.hall, "guide.required", TODAY).value
    assert len(required) == 18  # the fifteen of article 9, and the three that the nation adds
    rows = {row["label"]: row["lines"] for row in guide_facts(filing.draft, filing.hall, TODAY)["rows"]}
    assert rows["子项名称"] == ["无"]
    filing.hall.supervision_phone = ""
    filing.hall.save()
    filing.draft.matter.hall.refresh_from_db()
    assert "“监督投诉方式”" in lacking(filing.draft, filing.hall)


@pytest.mark.clause("AH-14.4", "AH-8.1", "XA-7.3")
def test_a_service_without_basis_or_materials_does_not_enter():
    filing = Filing("AH")
    filing.delegate()
    matter = make_matter(filing.department, kind="20", name="便民服务", entered_on=None)
    draft = make_draft(matter, FROM, conditions="无", procedure="受理")
    by_analogy(draft, 5, "同类事项").save()
    change = filing.review(filing.file("enter", matter=matter.pk, version=draft.pk))
    with pytest.raises(Objected, match="所需材料"):
        filing.agree(change, Role.BUREAU)
    matter.refresh_from_db()
    assert matter.entered_on is None


@pytest.mark.clause("DL-8.1")
def test_in_dalate_staff_and_office_phone_are_shown_to_everybody(client):
    filing = Filing("DL")
    filing.agree_to_the_end(filing.file(effective_from="2026-04-01"))
    page = client.get(reverse("public-guide", args=[filing.matter.pk])).content.decode()
    assert "钱首代" in page
    assert "0470-7654321" in page
    type(filing.department).objects.filter(pk=filing.department.pk).update(phone="")
    draft = whole_draft(filing.matter, FROM)
    type(filing.department).objects.filter(pk=filing.department.pk).update(phone="")
    draft.matter.department.refresh_from_db()
    assert "“办公电话”" in lacking(draft, filing.hall)


@pytest.mark.clause("AH-14.3")
def test_a_fee_without_a_way_to_pay_is_not_published_and_none_is_said_to_be_none():
    filing = Filing("AH")
    assert ["不收费"] in [row["lines"] for row in guide_facts(filing.draft, filing.hall, TODAY)["rows"]]
    fee = Fee(
        version=filing.draft, name="工本费", standard="每证10元", statute=make_statute(), article="第七条"
    )
    fee.save()
    assert "“工本费”" in lacking(filing.draft, filing.hall)
    fee.payment = "大厅银行窗口"
    fee.save()
    assert lacking(filing.draft, filing.hall) == ""


@pytest.mark.clause("AH-14.6", "AH-33.1", "XA-10.2", "WS04-4.2-2", "DL-18.1")
def test_a_form_comes_blank_and_filled_in_and_both_can_be_fetched(client):
    filing = Filing("WS")
    form = filing.draft.materials.get(kind="form")
    for missing, said in (("blank_form", "空白表格"), ("filled_sample", "示范文本")):
        kept = getattr(form, missing).name
        Material.objects.filter(pk=form.pk).update(**{missing: ""})
        assert said in lacking(filing.draft, filing.hall)
        Material.objects.filter(pk=form.pk).update(**{missing: kept})
    filing.agree_to_the_end(filing.file(effective_from="2026-04-01"))
    for name in ("public-blank-form", "public-filled-sample"):
        got = client.get(reverse(name, args=[form.pk]))
        assert got.status_code == 200
        assert b"".join(got.streaming_content).startswith(b"%PDF")


@pytest.mark.clause("DL-18.1", "EL-4.1f")
def test_the_documents_of_the_rulebook_are_all_there():
    filing = Filing("EL")
    assert lacking(filing.draft, filing.hall) == ""
    assert "没有受理审查工作细则" in lacking(changed(filing.draft, review_rules=""), filing.hall)
    filing.draft.materials.update(filled_sample="")
    assert "没有样本" in lacking(changed(filing.draft, result_sample=""), filing.hall)


@pytest.mark.clause("XA-11.1", "XA-11.2")
def test_the_result_is_shown_masked_and_in_a_safe_format(client):
    filing = Filing("XA")
    draft = filing.draft
    with pytest.raises(ValidationError):
        changed(draft, result_sample=a_file("样本.docx", b"PK\x03\x04word"))
    draft.refresh_from_db()
    assert "没有办理结果样本" in lacking(changed(draft, result_sample=""), filing.hall)
    changed(draft, result_sample=a_file("样本.pdf"), sample_masked_at=None)
    assert "确认已遮盖" in lacking(draft, filing.hall)
    shown = a_file("样本.pdf", with_text("150430198001010013"))
    changed(draft, result_sample=shown, sample_masked_at=draft.matter.history.first().history_date)
    assert "18位身份证件号码" in lacking(draft, filing.hall)
    changed(draft, result_sample=a_file("样本.pdf", with_text("1504", "0000")))
    assert lacking(draft, filing.hall) == ""


@pytest.mark.clause("DL-18.3", "XA-10.1b")
def test_vague_words_are_refused_where_they_are_written():
    filing = Filing("DL")
    with pytest.raises(ValidationError, match="其他材料"):
        Material(version=filing.draft, order=9, name="其他材料", kind="copy").save()
    changed(filing.draft, conditions="有关部门同意")
    assert "“受理条件”含有模糊用语“有关部门”" in lacking(filing.draft, filing.hall)
    changed(filing.draft, conditions="符合《关于有关部门职责的规定》")
    assert lacking(filing.draft, filing.hall) == ""
    league = filing_of("XA")
    for name, word in (("其他相关材料", "其他"), ("有关证明", "有关")):
        with pytest.raises(ValidationError, match=f"“{word}”"):
            Material(
                version=league.draft,
                order=9,
                name=name,
                kind="copy",
                statute=make_statute(),
                article="第六条",
            ).save()


@pytest.mark.clause("XA-10.a")
def test_a_material_says_name_kind_copies_and_size():
    filing = Filing("XA")
    material = filing.draft.materials.get(kind="copy")
    for field, empty in (("name", ""), ("kind", ""), ("form", ""), ("page_format", " "), ("copies", 0)):
        kept = getattr(material, field)
        Material.objects.filter(pk=material.pk).update(**{field: empty})
        assert "没有写明" in lacking(filing.draft, filing.hall), field
        Material.objects.filter(pk=material.pk).update(**{field: kept})


@pytest.mark.clause("XA-20.2")
def test_on_one_certificate_nothing_else_is_asked():
    filing = Filing("XA")
    assert "一证办理" in lacking(changed(filing.draft, one_certificate=True), filing.hall)
    filing.draft.materials.filter(kind="form").delete()
    assert "一证办理" not in lacking(filing.draft, filing.hall)


@pytest.mark.clause("DL-18.2", "XA-11.4", "AH-14.a")
def test_counter_web_and_print_say_the_same_edition_and_materials(client):
    filing = Filing("DL")
    filing.agree_to_the_end(filing.file(effective_from="2026-04-01"))
    version = version_on(filing.matter, TODAY)
    page = client.get(reverse("public-guide", args=[filing.matter.pk])).content.decode()
    sheet = client.get(reverse("public-guide-sheet", args=[filing.matter.pk]))
    printed = text_of(b"".join(sheet.streaming_content))
    client.force_login(make_user("何导服", (Role.GUIDE, filing.hall)))
    counter = client.get(reverse("told-at-once", args=[filing.matter.pk])).content.decode()
    assert version.number == 2
    for said in ("第2版", *(str(one) for one in version.materials.all())):
        for channel in (page, printed, counter):
            assert said in channel
    rows = {row["label"] for row in sheet_facts(version)["rows"]}
    assert rows >= {"设定依据", "受理条件", "办理流程", "法定办结时限", "收费标准及收费依据"}


@pytest.mark.clause("AH-10", "WS02-03.3", "WS04-4.3-1", "WS09-3-2", "WS03-03-2")
def test_what_the_public_reads_is_what_the_case_counts(client):
    filing = Filing("WS")
    filing.agree_to_the_end(filing.file(effective_from="2026-04-01"))
    page = client.get(reverse("public-guide", args=[filing.matter.pk])).content.decode()
    labels = (
        "设定依据",
        "受理条件",
        "申请材料",
        "办理流程",
        "承诺办结时限",
        "办理地点",
        "办理时间",
        "咨询方式",
        "监督投诉方式",
        "收费标准及收费依据",
    )
    assert [label for label in labels if label not in page] == []
    assert str(version_on(filing.matter, TODAY).promise("decide")) in page
    assert "5个工作日" in page


@pytest.mark.clause("AH-8.1", "AH-14.b", "XA-7.5", "AH-33.2")
def test_a_visitor_comes_from_the_search_to_the_guide_and_prints_it(client):
    filing = Filing("AH")
    filing.agree_to_the_end(filing.file(effective_from="2026-04-01"))
    for asked in ({"q": filing.matter.name}, {"department": filing.department.pk}):
        found = client.get(reverse("public-search"), asked | {"hall": filing.hall.code}).content.decode()
        assert reverse("public-guide", args=[filing.matter.pk]) in found
    sheet = client.get(reverse("public-guide-sheet", args=[filing.matter.pk]))
    assert sheet["Content-Type"] == "application/pdf"
    listed = client.get(reverse("public-catalogue"), {"hall": filing.hall.code}).content.decode()
    assert filing.matter.code in listed
