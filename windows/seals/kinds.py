"""The two kinds of seal a hall knows."""

from django.db import models


class Kind(models.TextChoices):
    """A procedural seal is lodged in the hall and put on as a paper is issued; an approval seal is kept by a person."""

    PROCEDURE = "procedure", "程序文书专用章（行政许可专用章）"
    APPROVAL = "approval", "行政审批专用章"
