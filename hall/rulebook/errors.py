"""What the rulebook refuses. Every message is Chinese and says what to do."""

from hall.failures import LegalFailure


class BadValue(ValueError):
    """A value does not answer its question."""


class RuleMissing(LegalFailure, LookupError):
    """Nothing in force answers the question for this hall on this day. Never replaced by a silent default."""


class RulesDateMissing(RuleMissing):
    """The regulation runs from its approval or publication, and the hall's profile does not say when that was."""


class PresetInvalid(ValueError):
    """A preset file cannot be read as a rulebook."""
