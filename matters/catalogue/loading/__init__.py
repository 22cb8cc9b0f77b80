"""Reading the catalogue's fixtures into a hall.

Loading twice changes nothing, and a published version is never edited: a matter whose guide differs from its last
version gets a new one. Names in the files are the labels of ``codes``; a mistake is told with its file and matter.
"""

from matters.catalogue.loading.catalogue import Loaded, load_catalogue
from matters.catalogue.loading.table import BadFixture

__all__ = ["BadFixture", "Loaded", "load_catalogue"]
