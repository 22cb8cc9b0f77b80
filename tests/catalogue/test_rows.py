"""What a guide lists: no fee without law, no pause without law, no material left open."""

import pytest
from django.core.exceptions import ValidationError

from matters.catalogue.models import Fee, LegalBasis, Material, SpecialProcedure
from tests.catalogue.builders import make_statute


def refused(row) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as raised:
        row.save()
    return raised.value.message_dict


class TestFees:
    def fee(self, version, rank: str | None) -> Fee:
        statute = make_statute(rank, rank=rank, title="某依据", number="某发〔2020〕1号") if rank else None
        return Fee(
            version=version,
            name="登记费",
            standard="每件80元",
            statute=statute,
            article="第三条" if rank else "",
        )

    @pytest.mark.clause("DL-16.1")
    @pytest.mark.parametrize("rank", [None, "local", "departmental_rule", "local_rule", "document"])
    def test_a_licence_costs_nothing_without_law_or_administrative_regulation(self, licence_draft, rank):
        assert "statute" in refused(self.fee(licence_draft, rank))

    @pytest.mark.parametrize("rank", ["law", "administrative"])
    def test_with_one_it_may(self, licence_draft, rank):
        self.fee(licence_draft, rank).save()

    @pytest.mark.clause("DL-16.1")
    @pytest.mark.parametrize(("rank", "allowed"), [("local", True), ("document", False), (None, False)])
    def test_a_service_needs_a_law_or_regulation(self, service_draft, rank, allowed):
        if allowed:
            self.fee(service_draft, rank).save()
        else:
            assert "statute" in refused(self.fee(service_draft, rank))


class TestSpecialProcedures:
    @pytest.mark.parametrize("kind", ["hearing", "expert_review"])
    def test_a_licence_may_list_the_eight(self, licence_draft, kind):
        SpecialProcedure(version=licence_draft, kind=kind, n=20).save()

    def test_any_other_needs_its_own_statute(self, licence_draft):
        procedure = SpecialProcedure(version=licence_draft, kind="consultation", n=10)
        assert "statute" in refused(procedure)
        procedure.statute, procedure.article = make_statute(), "第十九条"
        procedure.save()

    def test_outside_licensing_even_the_eight_do(self, service_draft):
        assert "statute" in refused(SpecialProcedure(version=service_draft, kind="hearing", n=20))

    def test_its_time_is_stated(self, licence_draft):
        assert "n" in refused(SpecialProcedure(version=licence_draft, kind="hearing", n=0))
        assert "n" in refused(SpecialProcedure(version=licence_draft, kind="hearing"))


class TestMaterials:
    def material(self, version, **fields) -> Material:
        return Material(version=version, **{"order": 1, "name": "申请书", "kind": "form"} | fields)

    @pytest.mark.clause("AH-14.5")
    @pytest.mark.parametrize("missing", [{"kind": ""}, {"form": ""}, {"copies": 0}, {"copies": None}])
    def test_format_and_number_are_stated(self, licence_draft, missing):
        assert list(refused(self.material(licence_draft, **missing))) == list(missing)

    @pytest.mark.clause("XA-10.3")
    def test_an_intermediarys_paper_names_the_class_of_intermediary(self, licence_draft):
        report = self.material(licence_draft, source="intermediary")
        assert "source_note" in refused(report)
        report.source_note = "取得资质认定的检测机构"
        report.save()

    def test_an_optional_one_says_when_it_is_needed(self, licence_draft):
        assert "condition" in refused(self.material(licence_draft, required=False))

    def test_shared_data_are_neither_handed_in_nor_late(self, licence_draft):
        shared = self.material(licence_draft, source="shared", tolerable=True)
        assert "tolerable" in refused(shared)
        assert not shared.from_applicant

    def test_one_material_is_listed_once(self, licence_draft):
        self.material(licence_draft).save()
        assert refused(self.material(licence_draft, order=2))


@pytest.mark.clause("AH-14.1")
def test_a_basis_names_instrument_and_article(licence_draft):
    for incomplete in ({"statute": make_statute()}, {"article": "第五条"}):
        assert "article" in refused(LegalBasis(version=licence_draft, **incomplete))
