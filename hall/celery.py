"""The hall's Celery application. Tasks live in each app's and each hall package's ``tasks.py``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hall.settings")

app = Celery("hall")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["hall.clocks", "hall.outbox", "hall.papers", "hall.timeline"])
