from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class WindowsConfig(AppConfig):
    name = "windows"
    label = "windows"
    verbose_name = "窗口"

    def ready(self) -> None:
        from hall.papers.kinds import LEDGER, SEALERS
        from hall.web.seating import replace_seating
        from windows import (
            postings,  # noqa: F401 – tightens where people are posted
            registers,  # noqa: F401 – declares them
        )
        from windows.counter import WindowSeating, leave_with_logout
        from windows.seals.custody import put_on_at_issue
        from windows.seals.kinds import Kind
        from windows.seals.use import SealUse

        SEALERS[Kind.PROCEDURE] = put_on_at_issue
        LEDGER[:] = [SealUse.of]
        replace_seating(WindowSeating())
        user_logged_out.connect(leave_with_logout, dispatch_uid="windows.leave")
