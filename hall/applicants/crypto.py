"""Personal data at rest: sealed text, and a keyed index to find it again.

A sealed value never shows its text by accident: `str`, `repr`, templates, logs and history tables get the
seal. Only `open()` gives the text, and only `hall.applicants.access.reveal` hands it to a person.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.query_utils import DeferredAttribute


class SealBroken(RuntimeError):
    """No configured key opens the stored text: a key was removed before `rotate_keys` ran."""


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured(
            "PERSONAL_DATA_KEYS 须为一个或多个 Fernet 密钥（32字节，base64），新密钥在前。"
        ) from error


def _keys() -> MultiFernet:
    return _ring(tuple(settings.PERSONAL_DATA_KEYS))


@dataclass(frozen=True, repr=False)
class Sealed:
    """Encrypted text, as it lies in the database."""

    token: str

    @classmethod
    def of(cls, text: str | Sealed) -> Sealed | str:
        """Seal `text` under the newest key; the empty string holds nothing to hide and stays as it is."""
        return text if isinstance(text, Sealed) or not text else cls(_keys().encrypt(text.encode()).decode())

    def open(self) -> str:
        """The text. Raises SealBroken when no configured key fits."""
        try:
            return _keys().decrypt(self.token.encode()).decode()
        except InvalidToken as error:
            raise SealBroken("个人信息无法解密：现有密钥都不匹配，请恢复原密钥后再试。") from error

    def __str__(self) -> str:
        return "（已加密）"

    __repr__ = __str__


def opened(value: Sealed | str) -> str:
    """The text of a sealed value or of the empty string."""
    return value.open() if isinstance(value, Sealed) else value


def blind_index(text: str) -> str:
    """A keyed digest by which equal texts are found without opening any; the empty text has none."""
    if not settings.BLIND_INDEX_KEY:
        raise ImproperlyConfigured("BLIND_INDEX_KEY 未设置，无法按证件号码或电话查找申请人。")
    key = settings.BLIND_INDEX_KEY.encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() if text else ""


class _SealingAttribute(DeferredAttribute):
    """Seals plain text the moment it is assigned, so that no instance ever carries it."""

    field: EncryptedText

    def __set__(self, instance: models.Model, value: str | Sealed) -> None:
        if isinstance(value, str):
            value = Sealed.of(self.field.normalise(value))
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.TextField):
    """Text sealed at rest, in the one spelling `normalise` gives it.

    Two seals of one text differ, so the column cannot be searched (its blind index can); nor may a model form
    write it back, for a form would only ever see the seal.
    """

    descriptor_class = _SealingAttribute

    def __init__(self, *args: Any, normalise: Callable[[str], str] = str.strip, **kwargs: Any) -> None:
        self.normalise = normalise
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def from_db_value(self, value: str, expression: Any, connection: Any) -> Sealed | str:
        return Sealed(value) if value else value

    def to_python(self, value: str | Sealed) -> str | Sealed:
        return value

    def get_prep_value(self, value: str | Sealed) -> str:
        sealed = Sealed.of(value)
        return sealed.token if isinstance(sealed, Sealed) else sealed

    def get_lookup(self, lookup_name: str) -> None:
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"“{self.verbose_name}”已加密，不得导出。")


class BlindIndex(models.CharField):
    """The blind index of the EncryptedText field named `of`; every save keeps it."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 64, "editable": False, "db_index": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = blind_index(opened(getattr(model_instance, self.of)))
        setattr(model_instance, self.attname, value)
        return value
