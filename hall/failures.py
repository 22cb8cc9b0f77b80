"""What must never be guessed around."""


class LegalFailure(Exception):
    """A rule, a limit, a calendar or a fact is missing, so the law's answer cannot be given.

    Its Chinese text says what is missing and who can mend it. The door rolls the act back, shows the text and keeps
    the object in the list of what needs attention.
    """
