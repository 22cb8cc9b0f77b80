"""Dates as browsers' date fields write them come first; what people type otherwise is still read."""

from django.conf.locale.zh_Hans.formats import DATE_INPUT_FORMATS as TYPED_DATES
from django.conf.locale.zh_Hans.formats import DATETIME_INPUT_FORMATS as TYPED_DATETIMES

DATE_INPUT_FORMATS = ["%Y-%m-%d", *TYPED_DATES]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", *TYPED_DATETIMES]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
