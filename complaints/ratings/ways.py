"""The ways to rate (XA-38.2)."""

from __future__ import annotations

from django.db import models


class Way(models.TextChoices):
    DEVICE = "device", "窗口评价器"
    QR = "qr", "二维码"
    LINK = "link", "链接、网页"
    SELF_SERVICE = "self_service", "自助终端"
    CENTRE = "centre", "向中心反映"
    REGION = "region", "自治区“好差评”系统"
