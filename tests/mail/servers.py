"""Postfix and Dovecot, private to a run of the tests: on free ports of the loopback, in a folder that goes with them.

`.ci/mail-servers` unpacks them into ``.cache/mail/root``, the root directory in which they run; nothing of the
system's own mail service is read or touched. No message can leave the machine: Postfix has no way to other servers.
"""

from __future__ import annotations

import fcntl
import imaplib
import json
import os
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.mail import supervisor

ROOT = Path(__file__).resolve().parents[2] / ".cache/mail/root"
DOMAIN = "post.example"  # never anybody's: RFC 2606
PASSWORD = "correct-horse"  # of every mailbox
PATIENCE = 60.0  # seconds; only what never comes takes them

_MAIN_CF = """\
compatibility_level = 3.6
queue_directory = {inside}/queue
data_directory = {inside}/data
maillog_file = {inside}/postfix.log
maillog_file_prefixes = {inside}
mail_owner = postfix
setgid_group = postdrop
myhostname = localhost
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
hash_queue_names = saved

# Every name has a mailbox but those that begin with «unknown»; all other domains are refused, whoever asks.
virtual_mailbox_domains = {domain}
virtual_mailbox_maps = regexp:{inside}/postfix/mailboxes
virtual_transport = lmtp:unix:private/dovecot-lmtp
local_header_rewrite_clients =
default_transport = error:no mail leaves the tests
relay_transport = error:no mail leaves the tests
message_size_limit = {size_limit}
virtual_mailbox_limit = 0

smtpd_tls_chain_files = {inside}/postfix/server.pem
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = reject_unauth_destination
smtpd_peername_lookup = no
smtp_dns_support_level = disabled

# Nothing slows down who makes mistakes or sends much.
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 10000
smtpd_hard_error_limit = 20000
smtpd_client_event_limit_exceptions = 127.0.0.1
in_flow_delay = 0
"""
_MASTER_CF = """\
127.0.0.1:{port} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
127.0.0.1:{tls_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
_DOVECOT_CONF = """\
base_dir = {inside}/dovecot
state_dir = {inside}/dovecot
log_path = {inside}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
hostname = localhost
postmaster_address = postmaster@{domain}
ssl = required
mail_max_userip_connections = 0
auth_failure_delay = 0
first_valid_uid = 1
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imap_port}
    ssl = yes
  }}
}}
service lmtp {{
  unix_listener {inside}/queue/private/dovecot-lmtp {{
    user = postfix
    group = postfix
    mode = 0600
  }}
}}
service auth {{
  unix_listener {inside}/queue/private/auth {{
    user = postfix
    group = postfix
    mode = 0600
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
# What Dovecot 2.3 (Debian 12) wants written in one way, and 2.4 (Debian 13) in another.
_DOVECOT_2_3 = """\
ssl_cert = <{inside}/dovecot.crt
ssl_key = <{inside}/dovecot.key
mail_location = maildir:{inside}/mailboxes/%Ln
auth_username_format = %Ln
passdb {{
  driver = static
  args = password={{PLAIN}}{password}
}}
userdb {{
  driver = static
  args = uid=vmail gid=vmail home={inside}/mailboxes/%Ln
}}
"""
_DOVECOT_2_4 = """\
ssl_server_cert_file = {inside}/dovecot.crt
ssl_server_key_file = {inside}/dovecot.key
mail_driver = maildir
mail_path = {inside}/mailboxes/%{{user | username | lower}}
auth_username_format = %{{user | username | lower}}
passdb static {{
  password = {{PLAIN}}{password}
}}
userdb static {{
  fields {{
    uid = vmail
    gid = vmail
    home = {inside}/mailboxes/%{{user | username | lower}}
  }}
}}
"""
_DOVECOT_2_4_HEAD = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""


class ServersError(RuntimeError):
    """The servers can't be started, or did not do what they were asked for; with the end of their logs."""


def what_is_missing() -> str | None:
    """Return why Postfix and Dovecot can't run here, in words for a person; None if they can."""
    if not sys.platform.startswith("linux"):
        return "Postfix and Dovecot are run on Linux only"
    if os.geteuid() != 0:
        return "only root may run Postfix"
    if not (ROOT / "usr/sbin/dovecot").is_file():
        return "no Postfix and Dovecot in .cache/mail; on Debian, to fetch them, type: .ci/mail-servers"
    return None


@dataclass(frozen=True, slots=True)
class Servers:
    """Running servers: where they listen, who may send, and what is in the mailboxes."""

    folder: Path
    pid: int  # of the process that all others come from
    port: int  # submission with STARTTLS
    tls_port: int  # submission with TLS from the first byte
    imap_port: int
    size_limit: int
    host: str = "localhost"
    user: str = "office"
    password: str = PASSWORD

    @property
    def ca(self) -> Path:
        """The certificate of the authority that the servers' certificate is from."""
        return self.folder / "ca.pem"

    def address(self, name: str) -> str:
        """Return the address of a mailbox. Every name has one, but for those that begin with «unknown»."""
        return f"{name}@{DOMAIN}"

    def mailbox(self, name: str) -> list[bytes]:
        """Return the messages in a mailbox, oldest first, read over IMAPS when all that was accepted is delivered."""
        self._wait_until_delivered()
        context = ssl.create_default_context(cafile=self.ca)
        with imaplib.IMAP4_SSL(self.host, self.imap_port, ssl_context=context) as imap:
            imap.login(name, self.password)
            imap.select("INBOX", readonly=True)
            _, (numbers,) = imap.search(None, "ALL")
            if not numbers:
                return []
            _, parts = imap.fetch(numbers.replace(b" ", b",").decode(), "(BODY.PEEK[])")
        return [part[1] for part in parts if isinstance(part, tuple)]

    def empty(self) -> None:
        """Throw away all mailboxes, when all that was accepted is delivered."""
        self._wait_until_delivered()
        for mailbox in (self.folder / "mailboxes").iterdir():
            shutil.rmtree(mailbox)

    def processes(self) -> list[int]:
        """Return the ids of all processes that belong to the servers."""
        return [self.pid, *supervisor.descendants(self.pid)]

    def log(self) -> str:
        """Return the end of what the servers wrote down."""
        return _logs(self.folder)

    def _wait_until_delivered(self) -> None:
        """Wait until nothing is on its way: a message is in one of these folders from RCPT until it is delivered."""
        limit = time.monotonic() + PATIENCE
        # In the order in which a message moves, so that none slips past.
        while any(any((self.folder / "queue" / name).iterdir()) for name in ("incoming", "active", "deferred")):
            if time.monotonic() > limit or any((self.folder / "queue/deferred").iterdir()):
                raise ServersError(f"Postfix could not deliver a message.\n{self.log()}")
            time.sleep(0.01)


@contextmanager
def running_servers(size_limit: int = 3_000_000) -> Iterator[Servers]:
    """Start Postfix and Dovecot, and end them; afterwards none of their processes is left, nor their folder.

    Should this process be killed, they end as well. Raises `ServersError`.
    """
    folder = Path(tempfile.mkdtemp(prefix="servers-", dir=ROOT / "tmp"))
    folder.chmod(0o755)
    started = None
    try:
        # One run after the other: two that found the same port free would share it, since Postfix allows that.
        with (ROOT.parent / "starting").open("w") as turn, (folder / "supervisor.log").open("wb") as errors:
            fcntl.flock(turn, fcntl.LOCK_EX)
            ports = _free_ports()
            commands = _configure(folder, size_limit, ports)
            started = subprocess.Popen(
                [sys.executable, "-I", supervisor.__file__, ROOT, folder, *map(json.dumps, commands)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,  # Ctrl-C is for the tests
            )
            servers = Servers(folder, started.pid, *ports, size_limit)
            # Dovecot first: Postfix asks it who may send, and gives up for a minute if nobody answers.
            for port in (servers.imap_port, servers.port, servers.tls_port):
                _wait_for_greeting(servers, port)
        yield servers
    finally:
        if started:
            assert started.stdin
            started.stdin.close()
            started.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _free_ports() -> tuple[int, int, int]:
    """Return three ports that nobody listens on, below those that the system gives to clients by itself."""
    ports: list[int] = []
    while len(ports) < 3:
        port = secrets.randbelow(12_000) + 20_000  # not `random`: a seed would give every run the same ones
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in ports:
            ports.append(port)
    return ports[0], ports[1], ports[2]


def _configure(folder: Path, size_limit: int, ports: tuple[int, int, int]) -> list[list[str]]:
    """Write all that the servers read into the folder; returns the commands that start them."""
    inside = f"/{folder.relative_to(ROOT)}"
    owners = {line.split(":")[0]: int(line.split(":")[2]) for line in (ROOT / "etc/passwd").read_text().splitlines()}
    values = {
        "inside": inside,
        "domain": DOMAIN,
        "size_limit": size_limit,
        **dict(zip(("port", "tls_port", "imap_port"), ports, strict=True)),
        "password": PASSWORD,
    }

    def make(name: str, owner: str, mode: int) -> None:
        path = folder / name
        path.mkdir()
        os.chown(path, owners[owner], owners[owner])
        path.chmod(mode)

    make("postfix", "root", 0o755)
    make("queue", "root", 0o755)
    make("queue/pid", "root", 0o755)
    make("data", "postfix", 0o700)
    for name in ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved"):
        make(f"queue/{name}", "postfix", 0o700)
    make("queue/trace", "postfix", 0o700)
    for name in ("maildrop", "public"):
        make(f"queue/{name}", "postfix", 0o710)
    make("mailboxes", "vmail", 0o700)
    (folder / "postfix/main.cf").write_text(_MAIN_CF.format_map(values))
    (folder / "postfix/master.cf").write_text(_MASTER_CF.format_map(values))
    (folder / "postfix/mailboxes").write_text("if !/^unknown/\n/./ mailbox\nendif\n")
    for path in (folder / "postfix").iterdir():
        os.utime(path, (0, 0))  # Postfix waits until a file that was written just now is older
    dovecot = _DOVECOT_CONF + _DOVECOT_2_3
    if not (ROOT.parent / "versions").read_text().splitlines()[1].startswith("2.3."):
        dovecot = _DOVECOT_2_4_HEAD + _DOVECOT_CONF + _DOVECOT_2_4
    (folder / "dovecot.conf").write_text(dovecot.format_map(values))
    _write_certificates(folder)
    return [
        ["/usr/lib/postfix/sbin/master", "-d", "-c", f"{inside}/postfix"],
        ["/usr/sbin/dovecot", "-F", "-c", f"{inside}/dovecot.conf"],
    ]


def _write_certificates(folder: Path) -> None:
    """Make an authority, ca.pem, and the certificate that it gives to localhost."""
    now = datetime.now(UTC)

    def build(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
            )
        )

    authority, authority_key = "Authority of the tests", ec.generate_private_key(ec.SECP256R1())
    signs = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    ca = (
        build(authority, authority, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(signs, critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        build("localhost", authority, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = certificate.public_bytes(pem)
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    (folder / "dovecot.crt").write_bytes(public)
    for path, data in ((folder / "dovecot.key", private), (folder / "postfix/server.pem", private + public)):
        path.touch(0o600)
        path.write_bytes(data)


def _wait_for_greeting(servers: Servers, port: int) -> None:
    """Wait until a port answers like a mail server that is ready."""
    limit = time.monotonic() + PATIENCE
    context = ssl.create_default_context(cafile=servers.ca)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as plain:
                if port == servers.port:
                    greeting = plain.recv(4)
                else:
                    with context.wrap_socket(plain, server_hostname=servers.host) as secure:
                        greeting = secure.recv(4)
            if greeting in (b"220 ", b"* OK"):
                return
        except OSError:
            pass
        if (servers.folder / "ended.log").exists() or time.monotonic() > limit:
            raise ServersError(f"Postfix or Dovecot did not start.\n{servers.log()}")
        time.sleep(0.01)


def _logs(folder: Path) -> str:
    logs = (path.read_text(errors="replace") for path in sorted(folder.glob("*.log")))
    return "\n".join(line for log in logs for line in log.splitlines()[-20:])
