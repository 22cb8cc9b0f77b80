"""Reports and the clauses in the shell."""

from __future__ import annotations

from hall.people.roles import READS_HALL
from hall.web import navigation
from supervision.reports.scope import READERS

navigation.register("统计报表", "reports", "监督", roles=READERS, order=60)
navigation.register("运行日报月报", "report-bulletin", "监督", roles=READERS, order=61)
navigation.register("大屏展示", "report-wall", "监督", roles=READERS, order=62)
navigation.register("条款落实", "clauses", "监督", roles=READS_HALL, order=70)
