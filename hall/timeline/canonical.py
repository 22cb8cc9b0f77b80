"""JSON kept as the very text that is hashed: what is proved is what is stored, byte for byte."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


def canonical(value: Any) -> str:
    """The one written form of a JSON value. Raises TypeError for anything JSON does not know, NaN included."""
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise TypeError("留痕只能记录 JSON 内容。") from error


class CanonicalJSON(models.TextField):
    """A JSON value stored in its canonical text. Read only as a whole; nothing is looked up inside it."""

    def from_db_value(self, value, expression, connection):
        return value if value is None else json.loads(value)

    def get_prep_value(self, value):
        return value if value is None else canonical(value)

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def to_python(self, value):
        return json.loads(value) if isinstance(value, str) else value
