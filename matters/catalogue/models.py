"""Only re-exports: Django finds the models of the catalogue here."""

from matters.catalogue.bundle import Bundle, BundleMatter
from matters.catalogue.change import MatterChange
from matters.catalogue.clock_rule import ClockRule
from matters.catalogue.delegation import Delegation
from matters.catalogue.entrustment import EntrustedMatter, Entrustment
from matters.catalogue.material import Material
from matters.catalogue.matter import Matter
from matters.catalogue.rows import Fee, JointDepartment, LegalBasis, SpecialProcedure
from matters.catalogue.standard import StandardItem
from matters.catalogue.statute import Statute
from matters.catalogue.updating import ChangeNotice, GuideUpdate, LawChange
from matters.catalogue.version import MatterVersion

__all__ = [
    "Bundle",
    "BundleMatter",
    "ChangeNotice",
    "ClockRule",
    "Delegation",
    "EntrustedMatter",
    "Entrustment",
    "Fee",
    "GuideUpdate",
    "JointDepartment",
    "LawChange",
    "LegalBasis",
    "Material",
    "Matter",
    "MatterChange",
    "MatterVersion",
    "SpecialProcedure",
    "StandardItem",
    "Statute",
]
