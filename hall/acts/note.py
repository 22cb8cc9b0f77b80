"""The act every workflow inherits for what has to be remembered and changes nothing: a question answered, a call."""

from __future__ import annotations

from django import forms

from hall.people.roles import Role

from .act import act
from .form import ActForm


class NoteForm(ActForm):
    text = forms.CharField(
        label="记事",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="记入全程留痕，不能更改；请勿填写姓名、证件号码、电话。",
    )


class NoteActs:
    """记事: the line itself, with who and when, is all there is to it (WS01-05.1.2b-3)."""

    @act(
        "记事",
        "*",
        None,
        by=[Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE],
        form=NoteForm,
        clauses="WS01-05.1.2b-3",
    )
    def note(self, do):
        """What the applicant asked and was told, for whoever sits at the counter next."""
