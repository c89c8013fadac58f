"""What Postfix and Dovecot read in the tests: their settings, and certificates of an authority of the tests."""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509

from tests.mailing.certificates import Authority, new_key, private_pem, public_pem

DOMAIN = "post.example"  # never anybody's: RFC 2606
PASSWORD = "correct-horse"  # of every mailbox

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


def write_server_files(root: Path, folder: Path, size_limit: int, ports: tuple[int, int, int]) -> None:
    """Write all that the servers read into a folder below their root directory, and the folders that they write to.

    The ports: SMTP with STARTTLS, SMTP with TLS at once, IMAP with TLS.
    """
    inside = f"/{folder.relative_to(root)}"
    owners = {line.split(":")[0]: int(line.split(":")[2]) for line in (root / "etc/passwd").read_text().splitlines()}
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
    if not (root.parent / "versions").read_text().splitlines()[1].startswith("2.3."):
        dovecot = _DOVECOT_2_4_HEAD + _DOVECOT_CONF + _DOVECOT_2_4
    (folder / "dovecot.conf").write_text(dovecot.format_map(values))
    _write_certificates(folder)


def _write_certificates(folder: Path) -> None:
    """Make an authority, ca.pem, and the certificate that it gives to localhost."""
    authority, key = Authority("Authority of the tests"), new_key()
    certificate = authority.issue(
        "localhost", key, [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    )
    private, public = private_pem(key), public_pem(certificate)
    (folder / "ca.pem").write_bytes(public_pem(authority.certificate))
    (folder / "dovecot.crt").write_bytes(public)
    for path, data in ((folder / "dovecot.key", private), (folder / "postfix/server.pem", private + public)):
        path.touch(0o600)
        path.write_bytes(data)
