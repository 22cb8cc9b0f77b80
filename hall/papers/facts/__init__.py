"""What each paper has to say: one TypedDict per template, the field's Chinese name beside its type.

Facts are frozen JSON: only str, int, bool, list, dict and None. A key may be left out only where it says
``NotRequired``, and empty only where its type says ``| None``; ``hall.papers.schema`` checks it.
Figures, titles, organs and articles come from the rulebook, the matter and the clocks, never from a template.
"""

from hall.papers.facts.decision import (
    ApprovalFacts,
    LicenceEndFacts,
    PartialFacts,
    RefusalFacts,
    RenewalDeemedFacts,
)
from hall.papers.facts.delivery import CollectionFacts, DeliveryRecordFacts, HandoverFacts
from hall.papers.facts.hall_forms import (
    GuideFacts,
    PeakPlanFacts,
    SealFacts,
    SeasonalPlanFacts,
    SuspensionFacts,
    WindowChangeFacts,
    WindowClosureFacts,
    WindowMandateFacts,
    YearlyOpinionFacts,
)
from hall.papers.facts.intake import (
    AcceptanceFacts,
    CorrectionFacts,
    ReceiptFacts,
    RejectionFacts,
    TolerantFacts,
    TransferFacts,
)
from hall.papers.facts.lost import LostPropertyFacts
from hall.papers.facts.payment import PaymentFacts
from hall.papers.facts.posting import (
    PostingInFacts,
    PostingOutFacts,
    ReplacementLetterFacts,
    RepresentativeLetterFacts,
    StandInNoticeFacts,
)
from hall.papers.facts.progress import (
    ClericalCorrectionFacts,
    DateChangeFacts,
    ExtensionFacts,
    JointMinutesFacts,
    ResultAboveFacts,
    ReturnFacts,
    SpecialProcedureFacts,
    TerminationFacts,
)
from hall.papers.facts.review import (
    ExplanationNoticeFacts,
    HearingAnnouncementFacts,
    HearingNoticeFacts,
    HearingRecordFacts,
    HearingRightFacts,
    PartyNoticeFacts,
    PublicNoticeFacts,
    StudyOpinionFacts,
    SurveyNoticeFacts,
    SurveyRecordFacts,
)
from hall.papers.facts.supervision import (
    AdviceFacts,
    CircularFacts,
    MeasureFacts,
    NotUpheldFacts,
)
from hall.papers.facts.timeline import AnchorSheetFacts, TimelineFacts
from hall.papers.facts.voice import (
    ComplaintAnswerFacts,
    ComplaintFormFacts,
    ComplaintReportFacts,
    ComplaintTransferFacts,
    RectificationPlanFacts,
)

TEMPLATES: dict[str, type] = {
    "receipt": ReceiptFacts,
    "acceptance": AcceptanceFacts,
    "correction": CorrectionFacts,
    "rejection": RejectionFacts,
    "transfer": TransferFacts,
    "tolerant": TolerantFacts,
    "approval": ApprovalFacts,
    "partial": PartialFacts,
    "refusal": RefusalFacts,
    "renewal_deemed": RenewalDeemedFacts,
    "licence_revocation": LicenceEndFacts,
    "licence_withdrawal": LicenceEndFacts,
    "licence_cancellation": LicenceEndFacts,
    "special_procedure": SpecialProcedureFacts,
    "extension": ExtensionFacts,
    "result_above": ResultAboveFacts,
    "date_change": DateChangeFacts,
    "clerical_correction": ClericalCorrectionFacts,
    "termination": TerminationFacts,
    "return": ReturnFacts,
    "payment": PaymentFacts,
    "joint_minutes": JointMinutesFacts,
    "collection": CollectionFacts,
    "delivery_record": DeliveryRecordFacts,
    "handover": HandoverFacts,
    "survey_notice": SurveyNoticeFacts,
    "survey_record": SurveyRecordFacts,
    "explanation_notice": ExplanationNoticeFacts,
    "study_opinion": StudyOpinionFacts,
    "public_notice": PublicNoticeFacts,
    "party_notice": PartyNoticeFacts,
    "hearing_right": HearingRightFacts,
    "hearing_notice": HearingNoticeFacts,
    "hearing_announcement": HearingAnnouncementFacts,
    "hearing_record": HearingRecordFacts,
    "window_closure": WindowClosureFacts,
    "window_change": WindowChangeFacts,
    "business_suspension": SuspensionFacts,
    "window_mandate": WindowMandateFacts,
    "seasonal_plan": SeasonalPlanFacts,
    "peak_plan": PeakPlanFacts,
    "posting_in": PostingInFacts,
    "posting_out": PostingOutFacts,
    "representative_letter": RepresentativeLetterFacts,
    "stand_in_notice": StandInNoticeFacts,
    "replacement_letter": ReplacementLetterFacts,
    "yearly_opinion": YearlyOpinionFacts,
    "seal_registration": SealFacts,
    "seal_handover": SealFacts,
    "seal_out_of_use": SealFacts,
    "guide": GuideFacts,
    "anchor_sheet": AnchorSheetFacts,
    "timeline": TimelineFacts,
    "lost_property": LostPropertyFacts,
    "rectification_plan": RectificationPlanFacts,
    "not_upheld": NotUpheldFacts,
    "circular": CircularFacts,
    "correction_order": MeasureFacts,
    "accountability_opinion": MeasureFacts,
    "efficiency_warning": MeasureFacts,
    "supervision_advice": AdviceFacts,
    "complaint_form": ComplaintFormFacts,
    "complaint_transfer": ComplaintTransferFacts,
    "complaint_report": ComplaintReportFacts,
    "complaint_answer": ComplaintAnswerFacts,
}
