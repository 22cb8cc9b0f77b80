"""`manage.py check`: a hall that cannot print its papers says so before the first citizen comes."""

from typing import Any

from django.core.checks import Error, register

from hall.papers import fonts
from hall.papers.failures import RendererUnavailable


@register("papers")
def papers_can_be_drawn(app_configs: Any, **kwargs: Any) -> list[Error]:
    """One error for the libraries, one for the fonts."""
    errors = []
    try:
        fonts.require_libraries()
    except RendererUnavailable as error:
        errors.append(Error(str(error), id="hall.papers.E001"))
    try:
        fonts.face_files()
    except RendererUnavailable as error:
        errors.append(Error(str(error), id="hall.papers.E002"))
    return errors
