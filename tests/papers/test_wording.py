"""What the papers say in law: the cited articles, licence or not, remedies where they belong and only there."""

import pytest

from tests.papers.samples import paper, said, sample

OTHER = {"name": "最低生活保障", "code": "150430-jf-01", "is_licence": False}
SOCIAL = ["《社会救助暂行办法》第十一条"]


def test_acceptance_quotes_the_article_and_accepts():
    words = said(paper("acceptance"))
    assert "根据《中华人民共和国行政许可法》第三十二条第一款第（五）项、第二款的规定，决定予以受理。" in words
    assert "申请事项属于本机关职权范围，申请材料齐全、符合法定形式" in words
    assert "法定时限20个工作日2026年12月18日届满" in words
    assert "承诺时限5个工作日2026年11月27日届满" in words


def test_acceptance_after_correction_and_deemed_acceptance_say_so():
    assert "申请材料已按照要求全部补正" in said(paper("acceptance", corrected=True))
    deemed = said(
        paper("acceptance", deemed=True, clauses=["《中华人民共和国行政许可法》第三十二条第一款第（四）项"])
    )
    assert "第（四）项的规定，自收到申请材料之日起即为受理" in deemed
    assert "决定予以受理" not in deemed


def test_a_date_beyond_the_published_calendar_is_marked():
    limits = sample("acceptance")["limits"]
    limits["promise"]["provisional"] = True
    assert "2026年11月27日届满（暂定，以公布的节假日安排为准）" in said(paper("acceptance", limits=limits))


@pytest.mark.clause("DL-9.2")
def test_acceptance_names_handler_due_date_and_rights():
    rights = ["申请人对申请材料实质内容的真实性负责。", "申请人有权查询办理进度，有权陈述和申辩。"]
    words = said(paper("acceptance", rights=rights))
    assert "承办人：李晓燕" in words
    assert "2026年11月27日届满" in words
    assert all(right in words for right in rights)


def test_special_procedures_told_at_acceptance_do_not_count():
    words = said(paper("acceptance", special=[{"kind": "检验", "length": "5个工作日"}]))
    assert "特别程序检验所需时间5个工作日，不计算在办理期限内" in words


@pytest.mark.parametrize("licence", [True, False])
def test_decisions_call_only_a_licence_a_licence(licence):
    matter = sample("approval")["matter"] if licence else OTHER
    clauses = sample("approval")["clauses"] if licence else SOCIAL
    reasons = [{"text": "家庭人均收入高于当地标准。", "basis": "《社会救助暂行办法》第九条"}]
    changes = {
        "title": "决定书",
        "matter": matter,
        "clauses": clauses,
        "certificate": None,
        "reasons": reasons,
    }
    for template in ("approval", "refusal", "rejection", "acceptance"):
        needed = {key: value for key, value in changes.items() if key in sample(template)}
        words = said(paper(template, **needed, number="1号", seal_name=None))
        if not licence:
            assert "行政许可" not in words, template
        elif template in ("approval", "refusal"):
            assert "行政许可" in words


REMEDY = (
    "可以自收到本{paper}之日起六十日内向敖汉旗人民政府申请行政复议，"
    "也可以自收到本{paper}之日起六个月内依法向敖汉旗人民法院提起行政诉讼。"
)


@pytest.mark.parametrize(("template", "itself"), [("rejection", "通知书"), ("refusal", "决定书")])
def test_refusals_name_review_body_court_and_both_periods(template, itself):
    assert REMEDY.format(paper=itself) in said(paper(template))


def test_remedy_figures_come_with_the_facts():
    remedy = sample("refusal")["remedy"] | {"review_days": 25, "court_months": 12}
    words = said(paper("refusal", remedy=remedy))
    assert "二十五日内" in words
    assert "十二个月内" in words


def test_review_first_leaves_the_court_for_afterwards():
    words = said(paper("rejection", remedy=sample("rejection")["remedy"] | {"review_first": True}))
    assert "六十日内先向敖汉旗人民政府申请行政复议；对行政复议决定仍不服的" in words
    assert "六个月" not in words


@pytest.mark.parametrize(
    "template",
    ["receipt", "acceptance", "correction", "tolerant", "special_procedure", "extension", "date_change"],
)
def test_procedural_papers_carry_no_remedy(template):
    words = said(paper(template))
    assert "复议" not in words
    assert "诉讼" not in words


def test_rejection_tells_where_to_apply_instead():
    assert "请向赤峰市市场监督管理局申请" in said(paper("rejection"))
    assert "请向" not in said(paper("rejection", apply_to=None))


def test_several_reasons_are_numbered_each_with_its_basis():
    words = said(paper("refusal"))
    assert (
        "1．经营场所与污染源的距离不符合要求（依据：《中华人民共和国食品安全法》第三十三条第一款第（一）项）。"
        in words
    )
    assert "2．未设置" in words


@pytest.mark.clause("WS04-4.2-1")
def test_one_time_notice_has_the_four_sections():
    words = said(paper("correction"))
    assert [words.index(section) for section in ("申报材料", "办理程序", "承诺时限", "收费标准")] == sorted(
        words.index(section) for section in ("申报材料", "办理程序", "承诺时限", "收费标准")
    )


@pytest.mark.clause("WS02-02")
def test_one_time_notice_tells_the_six_things():
    words = said(paper("correction"))
    for told in (
        "申请材料不齐全或者不符合法定形式，暂不能受理",
        "提交加盖公章的制度目录一份",
        "特殊程序需要现场核查",
        "下一步补正后到综合窗口3号提交",
        "收费标准不收费",
        "请于2026年12月4日前（含当日）补正",
    ):
        assert told in words


def test_receipt_tells_on_the_spot_where_no_limit_is_given():
    assert "五个工作日内（2026年11月27日前）一次告知" in said(paper("receipt"))
    words = said(paper("receipt", tell_limit=None, deemed_if_silent=None))
    assert "将当场一次告知需要补正的全部内容。" in words
    assert "即为受理" not in words


def test_receipt_counts_materials():
    assert "共5种5份、11页" in said(paper("receipt"))


def test_tolerant_acceptance_has_the_commitment_on_a_page_of_its_own_or_not_at_all():
    with_it, without = paper("tolerant"), paper("tolerant", commitment_title=None)
    assert with_it.pages == without.pages + 1
    assert "承诺人（签名或者盖章）" in said(with_it)
    assert "承诺" not in said(without).replace("承诺时限", "")


def test_addressing_follows_the_kind_of_applicant():
    applicant = sample("extension")["applicant"]
    assert "你单位提出的" in said(paper("extension"))
    assert "你提出的" in said(paper("extension", applicant=applicant | {"is_person": True}))
    applicant.pop("is_person")
    assert "你（单位）提出的" in said(paper("extension", applicant=applicant))


def test_copies_are_counted_from_their_keepers():
    assert "本通知书一式两份，申请人、案卷各一份" in said(paper("acceptance"))
    assert "一式三份，申请人、案卷、上级机关各一份" in said(
        paper("acceptance", copies=["申请人", "案卷", "上级机关"])
    )


CELLS = [
    "部门（单位）名称",
    "事由（需提供证明材料或文件）",
    "窗口位置编号",
    "时间段",
    "临时关闭",
    "重启",
    "固定时间、季节重启",
    "保障措施（包括联络人及联络电话、业务咨询人员及咨询电话、宣传告知、业务高峰应对措施等情况）",
    "申请部门（单位）意见",
    "旗政务服务中心大厅管理室意见",
    "旗政务服务中心有关负责人签字",
]


@pytest.mark.clause("WS13-F2")
@pytest.mark.parametrize("kind", ["closure", "restart", "seasonal"])
def test_window_closure_form_has_its_boxes_in_order_and_fills_one_period(kind):
    period = "2026年11月24日8时30分至2026年11月26日17时30分"
    form = paper("window_closure", period={"kind": kind, "text": period})
    words = said(form).replace(period, "", 1)
    after = words[words.index("部门（单位）名称") :]
    places = [after.index(cell) for cell in CELLS if cell not in ("重启", "临时关闭")]
    assert places == sorted(places)
    assert period not in words
    row = {"closure": "临时关闭", "restart": "重启", "seasonal": "季节重启"}[kind]
    assert f"{row}{period}" in said(form)
    for signed in ("分管领导或首席代表签字：苏日娜", "（盖章）", "2026年11月20日"):
        assert signed in said(form)
    assert "注：此表一式两份，进驻部门（单位）、旗政务服务中心大厅管理室各存档一份。" in said(form)
    assert form.pages == 1


def test_delivery_record_ticks_the_chosen_way_and_leaves_blanks_for_the_rest():
    words = said(paper("delivery_record"))
    assert words.count("√") == 1
    assert "√直接送达" in words
    assert "收到日期年月日" in words
    blank = said(paper("delivery_record", method=None, deliverers=None, place=None))
    assert "√" not in blank
