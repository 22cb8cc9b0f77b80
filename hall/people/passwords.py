"""密码复杂度: GB/T 22239-2019 (等保2.0) 8.1.4.1 a) asks for identification that is complex."""

from __future__ import annotations

from django.core.exceptions import ValidationError

CLASSES = (str.islower, str.isupper, str.isdigit, lambda one: not one.isalnum())
AT_LEAST = 3


class Mixed:
    """Characters of at least three of the four classes: small and capital letters, digits, others."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raises ValidationError where the classes are too few."""
        if sum(any(map(kind, password)) for kind in CLASSES) < AT_LEAST:
            raise ValidationError(self.get_help_text(), code="password_not_mixed")

    def get_help_text(self) -> str:
        return "密码须含有大写字母、小写字母、数字、符号中的至少三类。"
