"""Where a found item is, and what it was like (WS07)."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    REGISTERED = "registered", "已登记，待检查入柜"
    STORED = "stored", "保管中"
    ANNOUNCED = "announced", "招领公告中"
    CLAIMED = "claimed", "已核实，待签字领取"
    RETURNED = "returned", "已领取，已注销"
    POLICE = "police", "已移交公安机关"
    STATION = "station", "贵重物品已交派出所"
    DESTROYED = "destroyed", "已销毁"
    MISSING = "missing", "盘亏，查处中"
    WRITTEN_OFF = "written_off", "盘亏，已处理"


KEPT = (State.STORED, State.ANNOUNCED)
IN_CUSTODY = (*KEPT, State.CLAIMED)
GONE = (State.RETURNED, State.POLICE, State.STATION, State.DESTROYED, State.WRITTEN_OFF)


class Kind(models.TextChoices):
    """What the public notice says of an item: its kind, never what only the owner knows."""

    PAPERS = "papers", "证件、文件"
    CARD = "card", "银行卡、卡类"
    PHONE = "phone", "手机、电子产品"
    BAG = "bag", "包袋"
    CLOTHES = "clothes", "衣物、伞具"
    KEYS = "keys", "钥匙"
    JEWELLERY = "jewellery", "首饰"
    MONEY = "money", "现金"
    FOOD = "food", "食品、药品"
    OTHER = "other", "其他"


class Way(models.TextChoices):
    IN_PERSON = "in_person", "本人领取"
    AGENT = "agent", "委托他人代领"
    POST = "post", "邮寄（失主自费）"


class Document(models.TextChoices):
    RESIDENT_ID = "resident_id", "居民身份证"
    PASSPORT = "passport", "护照"
    DRIVING = "driving", "驾驶证"
    SOCIAL = "social", "社会保障卡"
    OTHER = "other", "其他有效身份证件"
