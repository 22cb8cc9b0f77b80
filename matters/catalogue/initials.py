"""Pinyin initials, by which a clerk types a matter's name in a few keys."""

from pypinyin import Style, lazy_pinyin


def initials(text: str) -> str:
    """食品经营许可（核发） → spjyxkhf: the first letter of every character; letters and digits stay themselves."""
    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    return "".join(letter for letter in letters if letter.isalnum())
