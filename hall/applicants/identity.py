"""Numbers that identify people and bodies: one spelling, checksums, and messages that say what to correct.

No message repeats the number: refusals are kept on the timeline, which holds no personal data. Nor does any
tell the right check character, for that would let a wrong number be made to fit.
"""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import TextChoices


class IdentityKind(TextChoices):
    RESIDENT_ID = "resident_id", "居民身份证"
    RESIDENCE_PERMIT = "residence_permit", "港澳台居民居住证"
    PASSPORT = "passport", "护照"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    OTHER = "other", "其他证件"


# These numbers are given out once in the whole country; a passport's only once per issuing state.
UNIQUE_KINDS = (IdentityKind.RESIDENT_ID, IdentityKind.RESIDENCE_PERMIT, IdentityKind.CREDIT_CODE)

# GB/T 2260: the provinces, by the first two digits.
PROVINCES = r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]"
PERMIT_REGIONS = r"8[1-3]0000"
OLDEST_LIVING_YEARS = 130

# GB 11643: weight 2^(18-i) mod 11, the check character by remainder.
_ID_WEIGHTS = [pow(2, 17 - i, 11) for i in range(17)]
_ID_CHECK = "10X98765432"
# GB 32100: base 31 without I, O, S, V, Z; weight 3^(i-1) mod 31.
_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = [pow(3, i, 31) for i in range(17)]


def normalise_number(text: str) -> str:
    """One spelling: half-width capitals without spaces and hyphens."""
    return re.sub(r"[\s\-‐-―−]", "", unicodedata.normalize("NFKC", text)).upper()


def normalise_phone(text: str) -> str:
    """One spelling: half-width digits without separators; the country code 86 goes, others stay."""
    digits = re.sub(r"[\s()\-‐-―−]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(\+|00)86(?=\d{10,})", "", digits)


def id_check_character(first_17: str) -> str:
    return _ID_CHECK[sum(int(c) * w for c, w in zip(first_17, _ID_WEIGHTS, strict=True)) % 11]


def credit_code_check_character(first_17: str) -> str:
    total = sum(_CODE_CHARACTERS.index(c) * w for c, w in zip(first_17, _CODE_WEIGHTS, strict=True))
    return _CODE_CHARACTERS[-total % 31]


def check_identity(kind: str, number: str, today: date) -> None:
    """Refuse a normalised number that cannot be one of its kind on date `today`. Raises ValidationError."""
    match kind:
        case IdentityKind.RESIDENT_ID | IdentityKind.RESIDENCE_PERMIT:
            _check_resident(IdentityKind(kind), number, today)
        case IdentityKind.CREDIT_CODE:
            check_credit_code(number)
        case IdentityKind.PASSPORT:
            if not re.fullmatch(r"(?=.*[0-9])[A-Z0-9]{5,17}", number):
                raise ValidationError("护照号码应为5至17位字母和数字，且至少有一位数字，请对照证件核对。")
        case IdentityKind.OTHER:
            if not 2 <= len(number) <= 40:
                raise ValidationError("证件号码应为2至40位，请对照证件核对。")


def check_credit_code(code: str) -> None:
    """Refuse what is no 统一社会信用代码 by GB 32100. Raises ValidationError."""
    _check_length("统一社会信用代码", code, 18)
    for place, character in enumerate(code, start=1):
        if character not in _CODE_CHARACTERS:
            raise ValidationError(
                f"统一社会信用代码第{place}位“{character}”不是允许的字符（不使用字母 I、O、S、V、Z）。"
            )
    if not code[2:8].isdigit():
        raise ValidationError("统一社会信用代码第3至8位为行政区划码，应全部为数字。")
    if code[17] != credit_code_check_character(code[:17]):
        raise ValidationError("统一社会信用代码的校验码（第18位）与前17位不符，请逐位核对。")


def _check_resident(kind: IdentityKind, number: str, today: date) -> None:
    title = f"{kind.label}号码"
    if kind == IdentityKind.RESIDENT_ID and len(number) == 15:
        raise ValidationError("15位的旧身份证号码已停止使用，请填写18位号码。")
    _check_length(title, number, 18)
    for place, character in enumerate(number, start=1):
        if not (character in "0123456789" or (place == 18 and character == "X")):
            wanted = "数字或字母X" if place == 18 else "数字"
            raise ValidationError(f"{title}第{place}位应为{wanted}，现为“{character}”。")
    regions = PERMIT_REGIONS if kind == IdentityKind.RESIDENCE_PERMIT else PROVINCES
    if not re.match(regions, number):
        raise ValidationError(f"{title}开头的地区码（第1至6位）不存在，请核对号码和证件种类。")
    _check_birth(title, number[6:14], today)
    if number[17] != id_check_character(number[:17]):
        raise ValidationError(f"{title}的校验码（第18位）与前17位不符，请逐位核对。")


def _check_birth(title: str, digits: str, today: date) -> None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise ValidationError(f"{title}第7至14位不是真实存在的出生日期，请核对。") from error
    if born > today:
        raise ValidationError(f"{title}中的出生日期（第7至14位）晚于今天，请核对。")
    if today.year - born.year > OLDEST_LIVING_YEARS:
        raise ValidationError(f"{title}中的出生年份（第7至10位）过早，请核对。")


def _check_length(title: str, number: str, length: int) -> None:
    if len(number) != length:
        raise ValidationError(f"{title}应为{length}位，现为{len(number)}位。")


def check_phone(number: str) -> None:
    """Refuse what is no mobile, landline with area code or foreign number. Raises ValidationError."""
    if not re.fullmatch(r"1[3-9]\d{9}|0[1-9]\d{1,2}[2-9]\d{6,7}|\+[1-9]\d{6,14}", number, re.ASCII):
        raise ValidationError("电话应为11位手机号码、带区号的固定电话，或以“+”和国家代码开头的国外号码。")
