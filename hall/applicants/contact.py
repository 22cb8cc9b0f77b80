"""Contact: a name and a number somebody left with one object (a question, a loss), who is no applicant."""

from __future__ import annotations

from django.db import models

from .crypto import EncryptedText, opened
from .identity import normalise_phone
from .masking import mask_name, mask_number


class Contact(models.Model):
    """Mixin of a workflow. Both are sealed; the number is read behind a reason, by whoever has to call.

    It answers like an applicant where pages draw the people of a dossier.
    """

    contact_name = EncryptedText("称呼", blank=True)
    phone = EncryptedText("联系电话", normalise=normalise_phone, blank=True)

    masked_identity = masked_email = masked_address = masked_contact_name = ""

    class Meta:
        abstract = True

    def needs_contact(self, user) -> bool:
        """Whether somebody has to reach the person, whatever their role."""
        return False

    @property
    def name(self) -> str:
        return opened(self.contact_name)

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    @property
    def masked_phone(self) -> str:
        return mask_number(opened(self.phone))
