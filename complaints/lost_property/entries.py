"""What lost property adds to the shell."""

from __future__ import annotations

from hall.web import navigation, openings, pages

from .views import READERS

navigation.register("遗失物品", "lost-desk", "工作台", roles=READERS, order=70)
navigation.register(
    "失物招领",
    "lost",
    "投诉评价",
    public=True,
    order=95,
    about="在大厅里丢了东西，看看有没有人交来，到哪里认领",
)

openings.register("complaints.lostitem", "register", menu=True)
openings.register("complaints.lossreport", "report", menu=True)


def _features(one, names):
    return [("特征", one.features)]


pages.register(
    "complaints.lostitem",
    related=("received_by", "verified_by", "cancelled_by"),
    leaves_out=frozenset({"contact_channel", "carriage"}),
    more=_features,
    usual=(
        "store",
        "hand_to_station",
        "contact",
        "announce",
        "claim",
        "give_back",
        "hand_to_police",
        "destroy",
    ),
)
pages.register("complaints.lossreport", related=("found",), more=_features, usual=("match", "close"))
