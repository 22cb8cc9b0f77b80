"""The settings of the tests for a worker and a beat of their own: the same database, quick ticks."""

from tests.settings import *  # noqa: F403
from tests.settings import CELERY_BROKER_TRANSPORT_OPTIONS

CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "hall.clocks.tasks.sweep", "schedule": 1, "options": {"expires": 30}}
}
# The message of a killed worker comes back while the test still looks.
CELERY_BROKER_TRANSPORT_OPTIONS |= {"visibility_timeout": 2}
