"""A paper's PDF over the web, and its public verification."""

import io

from django.urls import reverse

from hall.acts.door import perform
from hall.applicants.identity import credit_code_check_character
from hall.papers.pdf import pdf_of
from tests.web.pages import text_of


def paper_of(case, kind: str):
    return case.dossier.papers.get(kind=kind)


def pdf_url(paper) -> str:
    return reverse("paper", args=[paper.pk])


def verify_url(paper) -> str:
    return reverse("verify", args=[paper.verify_code])


def test_the_pdf_comes_with_its_title_and_stays_out_of_caches(hall, counter):
    paper = paper_of(hall.case_in("accepted"), "acceptance")
    response = counter.get(pdf_url(paper))
    assert response.content.startswith(b"%PDF-")
    assert "no-store" in response["Cache-Control"]
    assert "inline" in response["Content-Disposition"]
    assert response.content == counter.get(pdf_url(paper)).content == pdf_of(paper)


def test_a_paper_that_waits_for_its_seal_is_not_printed(hall, counter):
    paper = paper_of(hall.case_in("decided"), "approval")
    response = counter.get(pdf_url(paper))
    assert response.status_code == 409
    assert "尚未加盖印章" in text_of(response)


def test_a_full_disk_loses_nothing(hall, counter, settings, tmp_path):
    paper = paper_of(hall.case_in("accepted"), "acceptance")
    good = settings.MEDIA_ROOT
    (tmp_path / "no-folder").write_text("这里存不进任何文件")
    settings.MEDIA_ROOT = tmp_path / "no-folder"
    response = counter.get(pdf_url(paper))
    assert response.status_code == 503
    assert paper.number in text_of(response)
    assert "恢复后重新打印即可" in text_of(response)
    settings.MEDIA_ROOT = good
    assert counter.get(pdf_url(paper)).status_code == 200


def test_a_damaged_file_is_reported_not_handed_out(hall, counter):
    paper = paper_of(hall.case_in("accepted"), "acceptance")
    counter.get(pdf_url(paper))
    paper.refresh_from_db()
    with open(paper.pdf.path, "ab") as file:
        file.write(b"%")
    response = counter.get(pdf_url(paper))
    assert response.status_code == 422
    assert "与出具时不一致" in text_of(response)


def test_anybody_verifies_a_paper_and_sees_the_applicant_masked(hall, counter, client):
    paper = paper_of(hall.case_in("accepted"), "acceptance")
    counter.get(pdf_url(paper))
    paper.refresh_from_db()
    page = text_of(client.get(verify_url(paper)))
    for told in (
        paper.number,
        paper.title,
        "某旗市场监督管理局",
        "2026年3月9日",
        "王**",
        paper.pdf_sha256,
        "有效",
    ):
        assert told in page
    assert "王小明" not in page


def test_the_name_of_a_company_is_public(hall, client):
    number = "91150430MA0N1XXX0"
    company = {
        "kind": "legal",
        "name": "某旗草原食品有限公司",
        "identity_kind": "credit_code",
        "identity_number": number + credit_code_check_character(number),
        "legal_representative": "王小明",
    }
    paper = paper_of(hall.receive(**company), "receipt")
    assert "某旗草原食品有限公司" in text_of(client.get(verify_url(paper)))


def test_a_void_paper_says_so(hall, client):
    case = hall.case_in("accepted")
    paper = paper_of(case, "acceptance")
    perform(case, "void_paper", {"paper": paper.pk, "reason": "印错了"}, by=hall.office)
    page = text_of(client.get(verify_url(paper)))
    assert "已作废" in page
    assert "印错了" not in page, "作废的内部原因不公开"


def test_a_replaced_paper_names_the_one_that_holds(hall, client):
    case = hall.case_in("accepted")
    paper = paper_of(case, "acceptance")
    slip = {"paper": paper.pk, "field": "申请人名称", "was": "王小明", "now": "王晓明"}
    perform(case, "correct_paper", slip, by=hall.reviewer)
    new = case.dossier.papers.get(kind="acceptance", voided_at=None)
    page = text_of(client.get(verify_url(paper)))
    assert "已被替换" in page
    assert new.number in page
    assert f"替换 {paper.number}" in text_of(client.get(verify_url(new)))


def test_a_file_is_compared_byte_for_byte(hall, counter, client):
    paper = paper_of(hall.case_in("accepted"), "acceptance")
    data = counter.get(pdf_url(paper)).content
    assert "完全一致" in text_of(client.post(verify_url(paper), {"file": named(data)}))
    assert "不一致" in text_of(client.post(verify_url(paper), {"file": named(data + b"\n")}))
    assert "不是可接受的文件" in text_of(client.post(verify_url(paper), {"file": named(b"not a pdf")}))


def named(data: bytes):
    file = io.BytesIO(data)
    file.name = "notice.pdf"
    return file


def test_an_unknown_code_or_one_that_waits_for_its_seal_is_no_paper(hall, client):
    assert client.get(reverse("verify", args=["NOSUCHCODE12"])).status_code == 404
    paper = paper_of(hall.case_in("decided"), "approval")
    response = client.get(verify_url(paper))
    assert response.status_code == 404
    assert "不属于本系统出具的任何文书" in text_of(response)


def test_a_code_is_typed_as_people_type(hall, client):
    paper = paper_of(hall.case_in("accepted"), "acceptance")
    typed = f" {paper.verify_code[:4].lower()}-{paper.verify_code[4:]} "
    assert client.get(reverse("verification"), {"code": typed}).url == verify_url(paper)


def test_codes_cannot_be_tried_out(hall, client):
    statuses = {client.get(reverse("verify", args=[f"TRY{n:09d}"])).status_code for n in range(30)}
    assert statuses == {404}
    response = client.get(reverse("verify", args=["TRY000000031"]))
    assert response.status_code == 429
    assert "五分钟后再试" in text_of(response)


def test_behind_a_proxy_every_visitor_is_counted_alone(hall, client, settings):
    settings.BEHIND_TLS_PROXY = True

    def ask(forwarded: str) -> int:
        url = reverse("verify", args=["TRY000000000"])
        return client.get(url, headers={"X-Forwarded-For": forwarded}).status_code

    assert {ask("10.0.0.1") for _ in range(30)} == {404}
    assert ask("10.0.0.2") == 404
    assert ask("10.0.0.9, 10.0.0.1") == 429, "自己写的地址不算"
    settings.BEHIND_TLS_PROXY = False
    assert ask("10.0.0.1") == 404
