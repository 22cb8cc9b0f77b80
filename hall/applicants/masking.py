"""What of a person's data may stand on a screen or a public page."""


def mask_number(number: str) -> str:
    """An identity or phone number by its ends; at least a third is hidden, of a very short one everything."""
    head, tail = (3, 4) if len(number) >= 11 else (1, 2)
    if len(number) < 5:
        return "*" * len(number)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def mask_name(name: str) -> str:
    """A person's name by its first character."""
    return name[:1] + "*" * (len(name) - 1)


def mask_email(address: str) -> str:
    """An e-mail address by its first character and its domain."""
    name, at, domain = address.partition("@")
    return name[:1] + "*" * 3 + at + domain if address else ""


def mask_address(address: str) -> str:
    """An address down to about its county; the rest is hidden."""
    head = min(6, len(address) // 2)
    return address[:head] + "*" * (len(address) - head)
