"""The roles a grant can give, and what each may see."""

from django.db import models


class Role(models.TextChoices):
    """岗位身份. What a role may *do* stands at the acts (``by=``); here is only what it may see."""

    WINDOW_CLERK = "window_clerk", "窗口受理人员"
    REVIEWER = "reviewer", "部门审批人员"
    FIRST_REPRESENTATIVE = "first_representative", "首席代表"
    GUIDE = "guide", "导服人员"
    AGENT = "agent", "代办员"
    CASHIER = "cashier", "收费人员"
    HALL_OFFICE = "hall_office", "大厅管理室"
    HALL_LEADER = "hall_leader", "中心领导"
    DEPARTMENT_LEADER = "department_leader", "部门分管领导"
    GOVERNMENT_LEADER = "government_leader", "本级人民政府负责人"
    BUREAU = "bureau", "政务服务局"
    JUSTICE_BUREAU = "justice_bureau", "司法局"
    SUPERVISOR = "supervisor", "监督人员"
    SOCIAL_SUPERVISOR = "social_supervisor", "社会监督员"
    SYSADMIN = "sysadmin", "系统管理员"
    SYSTEM = "system", "系统"


# Roles whose work is the whole hall; a grant limited to a department still reads that department only.
READS_HALL = {Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU, Role.JUSTICE_BUREAU, Role.SUPERVISOR}
# Who watches over the hall office. No office appoints, dismisses or takes over the account of those who supervise it.
WATCHES_THE_OFFICE = {Role.HALL_LEADER, Role.BUREAU, Role.JUSTICE_BUREAU, Role.SUPERVISOR, Role.SYSADMIN}
# Administering bodies (政务服务管理机构) also read, and never edit, the halls below theirs (XA-4, AH-46.2).
READS_BELOW = {Role.BUREAU, Role.SUPERVISOR}
# Who is no official reads nothing of the hall but what they wrote themselves (WS14-11-1).
READS_ONLY = {Role.SOCIAL_SUPERVISOR: ("supervision.socialreport",)}
# Roles whose work needs an applicant's identity or phone unmasked; the system administrator's never does.
SEES_PERSONAL_DATA = {
    Role.WINDOW_CLERK,
    Role.REVIEWER,
    Role.FIRST_REPRESENTATIVE,
    Role.HALL_OFFICE,
    Role.SUPERVISOR,
}
# Django model permissions a role derives, "app.model" or "app.*"; verbs as in Django's permissions.
RECORDS = {
    Role.HALL_OFFICE: {
        "hall.*": "view add change",
        "catalogue.*": "view add change",
        "windows.*": "view add change",
        "cases.*": "view",
    },
    Role.HALL_LEADER: {"hall.*": "view", "catalogue.*": "view", "windows.*": "view", "cases.*": "view"},
    Role.BUREAU: {"hall.*": "view", "catalogue.*": "view", "windows.*": "view", "cases.*": "view"},
    Role.SYSADMIN: {"hall.user": "view add change", "hall.hall": "view", "hall.legalclock": "view change"},
}
