"""Reading papers back: the text a person would select."""

import subprocess


def text_of(pdf: bytes) -> str:
    """The text of a PDF without line breaks and blanks, as pdftotext reads it."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())
