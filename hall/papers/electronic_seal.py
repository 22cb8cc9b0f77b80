"""电子印章: a paper's bytes signed as PAdES with the hall's certificate (docs/decisions/0017).

What is drawn stays as it is – printed and on a screen the paper looks alike with and without; the signature is an
appendix to the file that every PDF reader shows and checks. Its time is the legal time of the stamp.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from . import certificates
from .failures import NoCertificate

if TYPE_CHECKING:
    from .paper import Paper


@dataclass(frozen=True)
class Signature:
    """What a file says of its own seal: whose certificate, for which seal, when, and whether it is still the same."""

    signer: str
    seal: str
    at: dt.datetime
    unchanged: bool
    trusted: bool


def sealed_electronically(paper: Paper) -> bool:
    """Whether the stamp on a paper was an electronic one: decided by the rulebook at the stamp, and frozen there."""
    return bool(paper.seal_mark and paper.seal_mark.get("electronic"))


def sign(paper: Paper, pdf: bytes) -> bytes:
    """The file with its seal. Raises NoCertificate where the hall has no certificate that held at the stamp."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    hall, mark, at = paper.dossier.hall, paper.seal_mark, paper.sealed_at
    pair = certificates.pair_of(hall.code, hall.name)
    certificates.held(pair, at)
    about = signers.PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=mark["organ"],
        reason=mark["name"],
        location=hall.name,
    )
    stamped = _at(signers.PdfSigner, at)(about, signer=_signer(pair, pair.chain.stat().st_mtime))
    output: io.BytesIO = stamped.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), in_place=False)
    return output.getvalue()


def signature_of(paper: Paper, data: bytes) -> Signature | None:
    """The seal in a file of this paper, checked; None without one. Only for bytes known to be ours: what a stranger
    uploads is compared with the digest first, and never read further (see the decision).
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    if not found:
        return None
    at = paper.sealed_at
    status = validate_pdf_signature(found[0], _trust(paper, at))
    return Signature(
        signer=status.signing_cert.subject.native["common_name"],
        seal=str(found[0].sig_object["/Reason"]),
        at=status.signer_reported_dt or at,
        unchanged=status.intact and status.valid and status.coverage.name == "ENTIRE_FILE",
        trusted=status.trusted,
    )


@cache
def _signer(pair: certificates.Pair, changed: float) -> Any:
    """Read once per certificate: checking an RSA key costs more than using it. ``changed`` notices a new one."""
    from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    own, *above = load_certs_from_pemder([str(pair.chain)])
    try:
        key = load_private_key_from_pemder(str(pair.key), settings.SEAL_KEY_PASSWORD.encode() or None)
    except (OSError, ValueError, TypeError) as error:
        raise NoCertificate(
            f"电子印章的私钥 {pair.key} 无法读取，请系统管理员核对文件和 SEAL_KEY_PASSWORD。"
        ) from error
    return SimpleSigner(
        signing_cert=own,
        signing_key=key,
        cert_registry=SimpleCertificateStore.from_certs(above),
        embed_roots=False,  # who trusts a root has it; a paper stays small
    )


def _trust(paper: Paper, at: dt.datetime) -> Any:
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko_certvalidator import ValidationContext

    hall = paper.dossier.hall
    chain = list(load_certs_from_pemder([str(certificates.pair_of(hall.code, hall.name).chain)]))
    return ValidationContext(trust_roots=chain[-1:], allow_fetching=False, moment=at)


def _at(signer: type, at: dt.datetime) -> type:
    """A signer whose clock stands at the stamp, not at the later moment the file is drawn."""

    class Dated(signer):  # type: ignore[misc]
        def init_signing_session(self, *args: Any, **options: Any) -> Any:
            session = super().init_signing_session(*args, **options)
            session.system_time = at
            return session

    return Dated
