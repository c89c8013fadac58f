"""What sending lacks is told before a letter needs it, in words for who has only the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.contacts.passwords import SecretError, keep_secret
from briefgen.mailing.readiness import readiness, try_account
from briefgen.mailing.secret_places import forget_secret_of, keep_secret_of
from briefgen.mailing.ways.base import UnreachableError
from briefgen.mailing.ways.tokens import login_of
from briefgen.project.folder import Project, find_project
from tests.mailing.certificates import new_key
from tests.mailing.conftest import InMemory, in_memory
from tests.mailing.test_smime import Signing

__all__ = ["in_memory"]
pytestmark = pytest.mark.usefixtures("in_memory")
SMTP = 'server = "mail.agency.example"\n'
AT_MICROSOFT = f'{SMTP}login = "microsoft"\nclient_id = "id"\ntenant = "agency.example"\n'


def project(folder: Path, mail: str) -> Project:
    head = 'languages = ["en"]\n[mail]\nsender = "briefs@agency.example"\n'
    (folder / "briefgen.toml").write_text(head + mail, encoding="utf-8")
    return find_project(folder)


@pytest.mark.parametrize(
    ("mail", "missing"),
    [
        ("", 'briefgen.toml:2: [mail] names no server to send through; write: server = "mail.agency.example"'),
        (SMTP, ""),
        (f'{SMTP}user = "briefs"\n', "the password of briefs at mail.agency.example isn't known here yet"),
        (f'{SMTP}ca = "gone.pem"\n', "briefgen.toml:5: [mail] ca = 'gone.pem': there is no such file"),
        (f'{SMTP}sign = "gone.pem"\n', "briefgen.toml:5: [mail] sign = 'gone.pem': there is no such file"),
        (f'{SMTP}recipients = "x.yaml"\n', "briefgen.toml: [mail] recipients = 'x.yaml': there is no such file"),
        (f"{SMTP}port = 70000\n",
         "briefgen.toml:5: [mail] port has to be 65535 or less; write: port = 587"),
        ('way = "graph"\n',
         "briefgen.toml:4: [mail] way = 'graph' takes no password, only a sign-in; write: login = \"microsoft\""),
        (f'{SMTP}login = "x"\n',
         "briefgen.toml:5: [mail] login: there is no 'x'; there are password, microsoft, google, command"),
        (AT_MICROSOFT, "nobody has signed in as briefs@agency.example here yet"),
        (f'{SMTP}login = "google"\nclient_id = "id"\n',
         "the secret of the app isn't known here yet, which your IT has beside the client id"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told(tmp_path: Path, mail: str, missing: str) -> None:
    found = readiness(project(tmp_path, mail), {})
    assert (found.missing, found.is_ready) == (missing, not missing)


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    ours = project(tmp_path, f'{SMTP}user = "briefs"\nca = "gone.pem"\nsign = "gone.pem"\n')
    lacks = readiness(ours, {}).lacks
    assert [
        word for word in ("password of briefs", "ca = ", "sign = ") if not any(word in each for each in lacks)
    ] == []


def test_what_lacks_before_a_sign_in_is_told_first(tmp_path: Path) -> None:
    without = AT_MICROSOFT.replace('client_id = "id"\n', "")
    assert "[mail] client_id is missing" in readiness(project(tmp_path, without), {}).missing


def test_a_password_of_the_environment_counts_and_one_that_is_kept_as_well(tmp_path: Path) -> None:
    ours = project(tmp_path, f'{SMTP}user = "briefs"\n')
    assert readiness(ours, {"BRIEFGEN_MAIL_PASSWORD": "x"}).secrets[0].given == "environment"
    keep_secret_of(ours, "password", "s3same")
    found = readiness(ours, {})
    assert (found.is_ready, found.secrets[0].given) == (True, "keyring")
    assert "s3same" not in repr(found)
    forget_secret_of(ours, "password")
    assert not readiness(ours, {}).is_ready


def test_who_has_signed_in_is_ready(tmp_path: Path) -> None:
    ours = project(tmp_path, AT_MICROSOFT)
    account = readiness(ours, {}).account
    assert account is not None
    keep_secret("briefgen-login", login_of(account).kept_as(account, ours, "mail.agency.example"), "renewal")
    found = readiness(ours, {})
    assert (found.is_ready, found.signed_in, found.sign_ins) == (True, True, ("browser", "code"))


@pytest.mark.parametrize(
    ("kind", "secret", "said"),
    [
        ("password", " ", "type the password first"),
        ("password", "პაროლი", "has a letter beyond a–z"),
        ("password", "two\nlines", "that nobody sees"),
        ("sign", "x", "this account has no such password"),
    ],
)
def test_what_can_be_no_password_is_not_kept(
    tmp_path: Path, in_memory: InMemory, kind: str, secret: str, said: str
) -> None:
    with pytest.raises(SecretError, match=said) as raised:
        keep_secret_of(project(tmp_path, f'{SMTP}user = "briefs"\n'), kind, secret)
    assert secret == "x" or secret.strip() not in f"{raised.value} " or not secret.strip()
    assert in_memory.entries == {}


def test_a_password_of_the_key_is_judged_by_the_key(tmp_path: Path, in_memory: InMemory) -> None:
    """Not as one that logs in: it may have any letters."""
    (tmp_path / "project").mkdir()
    ours, pem = project(tmp_path / "project", f'{SMTP}sign = "{tmp_path}/key.pem"\n'), tmp_path / "key.pem"
    authority, key = Signing(), new_key()
    pem.write_bytes(authority.pem(key, password="გასაღები é"))
    assert readiness(ours, {}).missing == "the password of the key that signs letters isn't known here yet"
    for wrong, said in (
        ("", "type the password first"),
        ("s3same", "doesn't open it"),
        ("გასაღები", "doesn't open it"),
    ):
        with pytest.raises(SecretError, match=said) as raised:
            keep_secret_of(ours, "sign", wrong)
        assert not wrong or wrong not in str(raised.value)
    assert in_memory.entries == {}
    keep_secret_of(ours, "sign", "გასაღები é")
    assert readiness(ours, {}).is_ready
    assert "doesn't open it" in readiness(ours, {"BRIEFGEN_SIGN_PASSWORD": "other"}).missing
    pem.write_bytes(authority.pem(key))
    assert readiness(ours, {}).is_ready  # the one that is kept isn't needed any more
    with pytest.raises(SecretError, match="has no password, so none was kept"):
        keep_secret_of(ours, "sign", "x")
    pem.write_bytes(b"no key")
    assert "can't be used" in readiness(ours, {}).missing


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"127.0.0.1:1 can't be reached"):
        try_account(project(tmp_path, 'server = "127.0.0.1"\nport = 1\n'))
