"""Making the certificates of the sandbox's signing authority; every subject says that it is a simulation.

Valid 1950 to 2299, so that they hold wherever the sandbox clock is moved (X.509 libraries write nothing before 1950).
Keys are P-256, only the clock's is RSA: pyHanko's in-process timestamp authority knows no other.
"""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from services.portal.store.certificates import Pair

MARK = "MÔ PHỎNG / SIMULATION"
ORGANISATION = f"motcua sandbox - {MARK}"
FROM, UNTIL = datetime(1950, 1, 1, tzinfo=UTC), datetime(2299, 12, 31, tzinfo=UTC)
LONGEST = 64  # of a name in a subject (X.520)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def root() -> Pair:
    """The authority itself; good for certificates and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject("motcua sandbox Root CA - MÔ PHỎNG / SIMULATION")
    usage = _usage("key_cert_sign", "crl_sign")
    built = _builder(subject, subject, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return _pair(built.add_extension(usage, critical=True).sign(key, hashes.SHA256()), key)


def clock(authority: Pair) -> Pair:
    """Who states the time of a signature."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = _subject("motcua sandbox Timestamp Authority - MÔ PHỎNG")
    return _issued(authority, subject, key, x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]))


def signer(authority: Pair, person: str, agency: str) -> Pair:
    """An officer, or the agency itself where ``person`` is ""."""
    key = ec.generate_private_key(ec.SECP256R1())
    shown = _cut(person or agency, LONGEST - len(f" ({MARK})".encode()))
    return _issued(authority, _subject(f"{shown} ({MARK})", agency), key, None)


def _issued(authority: Pair, subject: x509.Name, key: Key, purpose: x509.ExtendedKeyUsage | None) -> Pair:
    issuer = x509.load_pem_x509_certificate(authority.certificate.encode())
    issuing = serialization.load_pem_private_key(authority.key.encode(), None)
    if not isinstance(issuing, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not P-256")
    built = (
        _builder(subject, issuer.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key()), critical=False)
    )
    built = built.add_extension(purpose, critical=True) if purpose else built
    return _pair(built.sign(issuing, hashes.SHA256()), key)


def _subject(name: str, unit: str = "") -> x509.Name:
    named = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, ORGANISATION)]
    named += [(NameOID.ORGANIZATIONAL_UNIT_NAME, _cut(unit, LONGEST))] if unit.strip() else []
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in [*named, (NameOID.COMMON_NAME, name)]])


def _cut(text: str, longest: int) -> str:
    """As much of a text as fits, in bytes: X.520 counts letters, but libraries count UTF-8.

    >>> _cut("Nền tảng", 9)
    'Nền t'
    """
    return text.encode()[:longest].decode(errors="ignore").rstrip()


def _builder(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*allowed: str) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: name in allowed for name in every})


def _pair(certificate: x509.Certificate, key: Key) -> Pair:
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Pair(certificate.public_bytes(pem).decode(), private.decode())
