"""The certificates of the electronic seals: in one folder each hall's key (``<code>.key``) and chain (``<code>.pem``).

In production both come from a certification authority (电子签名法 16). The embedded hall draws its own, under an
authority of its own that says what it is; a hall in earnest never seals with those.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

from hall.embedded import first_wins

from .failures import NoCertificate

DEMO = "政务服务大厅演示根证书（自制，无公信力）"
# The demo's legal time travels, so what it signs with holds whenever that may be.
SINCE, UNTIL = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2049, 12, 31, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Pair:
    """The key file of a hall and its certificates: its own first, that of the authority last."""

    key: Path
    chain: Path

    def certificates(self) -> list[x509.Certificate]:
        return x509.load_pem_x509_certificates(self.chain.read_bytes())


def pair_of(code: str, name: str) -> Pair:
    """The certificate of a hall. Raises NoCertificate where a hall in earnest has none of its own."""
    folder = settings.SEAL_CERTIFICATES
    pair = Pair(folder / f"{code}.key", folder / f"{code}.pem")
    if not settings.PRODUCTION and not pair.chain.exists():
        _draw_demo(folder, pair, name)
    try:
        own = pair.certificates()[0]
    except (OSError, ValueError) as error:
        raise NoCertificate(
            f"{name}没有可用的电子印章证书：请系统管理员把依法设立的电子认证机构签发的证书链放到 {pair.chain}、"
            f"私钥放到 {pair.key}；或者在规则库中停用电子印章。文号不变。"
        ) from error
    if settings.PRODUCTION and own.issuer == _name(DEMO):
        raise NoCertificate(
            f"{pair.chain} 是演示用的自制证书，正式运行不得用来盖章，请换成电子认证机构签发的证书。"
        )
    return pair


def held(pair: Pair, at: dt.datetime) -> None:
    """Raises NoCertificate where the certificate does not hold at an instant."""
    own = pair.certificates()[0]
    if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
        raise NoCertificate(
            f"电子印章证书只在{own.not_valid_before_utc:%Y-%m-%d}至{own.not_valid_after_utc:%Y-%m-%d}有效，"
            f"不能用于{at:%Y-%m-%d}的用印，请系统管理员更换证书 {pair.chain}。"
        )


def _draw_demo(folder: Path, pair: Pair, name: str) -> None:
    """Key before chain: whoever finds a chain finds its key."""
    authority_key, authority = _authority(folder)
    first_wins(pair.key, _pem(rsa.generate_private_key(65537, 2048)))
    own = _key(pair.key)
    builder = _builder(_name(f"{name}电子印章"), authority.subject, own.public_key())
    usage = x509.KeyUsage(True, True, *(False,) * 7)  # digital signature, non-repudiation
    signed = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    signed = signed.add_extension(usage, critical=True)
    chain = [signed.sign(authority_key, hashes.SHA256()), authority]
    first_wins(pair.chain, "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in chain))


@cache
def _authority(folder: Path) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """The demo's own authority, drawn on first use."""
    key_file, file = folder / "demo-ca.key", folder / "demo-ca.pem"
    if not file.exists():
        first_wins(key_file, _pem(rsa.generate_private_key(65537, 2048)))
        key, name = _key(key_file), _name(DEMO)
        usage = x509.KeyUsage(
            *(False,) * 5, True, True, False, False
        )  # signs certificates and their revocation
        builder = _builder(name, name, key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        drawn = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
        first_wins(file, drawn.public_bytes(serialization.Encoding.PEM).decode())
    return _key(key_file), x509.load_pem_x509_certificate(file.read_bytes())


def _builder(subject: x509.Name, issuer: x509.Name, public_key: rsa.RSAPublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, common[:64])]
    )


def _pem(key: rsa.RSAPrivateKey) -> str:
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, plain).decode()


def _key(file: Path) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101 – drawn above
    return key
