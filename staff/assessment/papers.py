"""窗口工作人员年度考核意见: goes to the home unit, whose own result rests on it (AH-23.2)."""

from __future__ import annotations

from hall.papers.kinds import PaperKind


def _facts(appraisal, do) -> dict:
    return {
        "subject": appraisal.person.name if appraisal.person else do.named.name,
        "unit": do.named.name if do.department else do.hall.name,
        "period": str(appraisal.period),
        "scores": [{"label": name, "score": score} for name, score in appraisal.scores.items()],
        "figures": [{"label": title, "text": text} for title, text in appraisal.figures.items()],
        "points": appraisal.points,
        "grade": appraisal.get_grade_display(),
        "opinion": appraisal.opinion,
        "supervisor_opinion": appraisal.supervisor_opinion or None,
        "result_use": do.rule("staff.result_use"),
    }


OPINION = PaperKind("yearly_opinion", _facts, clauses="AH-23.2")
