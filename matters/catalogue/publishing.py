"""From draft to law of the counter: the objections to a draft, its publication, and the draft of its successor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from hall import legal_time
from hall.duty import duty
from hall.rulebook import answer
from hall.span import Unit
from matters.catalogue.codes import Channel, JointMode, Stage
from matters.catalogue.matter import Matter
from matters.catalogue.period import LimitMissing
from matters.catalogue.version import MatterVersion

ROWS = ("bases", "clock_rules", "special_procedures", "fees", "materials", "joint_departments")


def objections(version: MatterVersion) -> list[str]:
    """Everything that speaks against publishing the draft, in Chinese; empty when nothing does."""
    return [
        *_time(version),
        *_rows(version),
        *_limits(version),
        *_procedures(version),
        *_organisation(version),
        *_channels(version),
    ]


@transaction.atomic
def publish(version: MatterVersion) -> None:
    """Put a draft in force from its first day. Raises ValidationError with all objections.

    The matter's row is locked, so that two publications of one matter see each other.
    """
    Matter.objects.select_for_update().get(pk=version.matter_id)
    version.refuse_if_frozen()
    if found := objections(version):
        raise ValidationError(found)
    version.published_at = legal_time.now()
    version.save()


@transaction.atomic
def successor(version: MatterVersion, effective_from) -> MatterVersion:
    """A draft like ``version``, to be changed and published in its turn."""
    draft = _copy(version, number=None, effective_from=effective_from, published_at=None, source_digest="")
    for rows in ROWS:
        for row in getattr(version, rows).all():
            _copy(row, version=draft)
    return draft


@transaction.atomic
def moved(version: MatterVersion, matter: Matter, effective_from) -> MatterVersion:
    """The same guide as a draft of another hall's matter. Joint departments stay behind: they are not that hall's."""
    draft = _copy(
        version,
        matter=matter,
        number=None,
        effective_from=effective_from,
        published_at=None,
        source_digest="",
        joint_mode=JointMode.SINGLE,
    )
    for rows in set(ROWS) - {"joint_departments"}:
        for row in getattr(version, rows).all():
            _copy(row, version=draft)
    return draft


def _copy(row, **changes):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    copy = type(row)(**values | {"id": None})
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def _time(version: MatterVersion) -> list[str]:
    """The past is not rewritten: a version follows all others and, unless it is the first, starts today or later."""
    matter = version.matter
    last = matter.versions.filter(published_at__isnull=False).order_by("effective_from").last()
    found = []
    if last and version.effective_from <= last.effective_from:
        found.append(f"施行日期应晚于现行版本的{last.effective_from}，请改填以后的日期。")
    elif last and version.effective_from < legal_time.today():
        found.append("已有施行的版本，新版本不得溯及既往，施行日期请填今天或者以后。")
    if matter.withdrawn_on and version.effective_from >= matter.withdrawn_on:
        found.append(f"事项自{matter.withdrawn_on}起已取消，不能再公布版本。")
    return found


def _rows(version: MatterVersion) -> list[str]:
    """Every row again: what was right when it was written may not fit the version's head any more."""
    found = [] if version.bases.exists() else ["没有设定依据，不能公布。"]
    for rows in ROWS:
        for row in getattr(version, rows).all():
            try:
                row.full_clean()
            except ValidationError as error:
                found += [f"{row._meta.verbose_name}“{row}”：{message}" for message in error.messages]
    return found


@duty("WS03-03-1 DL-8.4", off=lambda version: [])
def _limits(version: MatterVersion) -> list[str]:
    """No matter without a time, none of zero but what is done on the spot, none by promise alone."""
    try:
        promise = version.promise(Stage.DECIDE)
        if not version.is_instant:
            version.statutory(Stage.DECIDE)
    except LimitMissing as missing:
        return [str(missing)]
    if (promise.span.unit == Unit.SAME_DAY) != version.is_instant:
        return ["办结时限为当场的须标明为即办件，其他办件不得为0。"]
    return []


def _procedures(version: MatterVersion) -> list[str]:
    """Only what the decision's own limit leaves out may be listed as a special procedure."""
    listed = list(version.special_procedures.all())
    if not listed:
        return []
    try:
        excludable = version.statutory(Stage.DECIDE).excludable
    except LimitMissing:
        return []
    return [
        f"{row.get_kind_display()}所需时间依法计入办理期限，不能列为特别程序。"
        for row in listed
        if row.kind not in excludable
    ]


def _organisation(version: MatterVersion) -> list[str]:
    several = version.joint_mode != JointMode.SINGLE
    if several != version.joint_departments.exists():
        return ["联合办理或者征求意见的应列明联办机构；单独办理的不列。"]
    return []


@duty("XA-16.a", off=lambda version: [])
def _channels(version: MatterVersion) -> list[str]:
    """Counter or online is the applicant's choice, unless it is said why there is none."""
    both = {Channel.WINDOW, Channel.ONLINE} <= set(version.channels)
    wanted = answer(version.matter.hall, "catalogue.both_channels", legal_time.today()).value
    if wanted and not both and not version.single_channel_reason.strip():
        return ["网上和窗口应由申请人自己选择：只开通一种的，请先写明“只开通一种办理方式的原因”。"]
    return []
