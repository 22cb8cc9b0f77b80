"""How many running clocks a change of a rule finds: each keeps the rule it started under."""

from django.dispatch import receiver

from hall.rulebook.preview import count_open_clocks

from .ledger import ClockRun


@receiver(count_open_clocks, dispatch_uid="hall.clocks.counting")
def running_in(sender, hall, key, **kwargs) -> int:
    """The running clocks of a hall and of the halls that live by its rules."""
    return ClockRun.objects.filter(ended_at=None, dossier__hall__in=[hall, *hall.descendants()]).count()
