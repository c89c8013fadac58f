"""Logging in to a mail server, by what it offers."""

from __future__ import annotations

import smtplib
from base64 import b64encode

from briefgen.contacts.account import NOT_ASCII
from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.words import words

# What smtplib can do; CRAM-MD5 last, since it fails where the server keeps only a hash of the password.
_LOGINS = ("PLAIN", "LOGIN", "CRAM-MD5")
_NO_SUCH_LOGIN = (500, 501, 502, 504)  # the server offers what it can't do: another way may work


def log_in(smtp: smtplib.SMTP, where: object, user: str, password: str) -> None:
    """Log in with a password; a wrong one is tried only once. Raises `ServerError`, which never tells it."""
    for what, text in (("user", user), ("password", password)):
        if not text.isascii():
            raise ServerError(f"the {what} for the mail server {NOT_ASCII}")
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    ways = [way for way in _LOGINS if way in offered]
    if not ways:
        raise ServerError(
            f"{where} takes no user name and password (it offers {', '.join(offered) or 'nothing'}):"
            " leave out [mail] user, or ask those who run it"
        )
    # Not smtplib's login(), which tries a wrong password in every way there is: that locks accounts.
    smtp.user, smtp.password = user, password
    try:
        for way in ways:
            try:
                smtp.auth(way, getattr(smtp, f"auth_{way.lower().replace('-', '_')}"))
            except smtplib.SMTPAuthenticationError as error:
                if error.smtp_code in _NO_SUCH_LOGIN and way != ways[-1]:
                    continue
                raise _refused(where, user, password, error) from None
            return
    finally:
        smtp.user = smtp.password = ""  # smtplib would keep them


def _refused(where: object, user: str, password: str, error: smtplib.SMTPAuthenticationError) -> ServerError:
    """Return what a server said of a login, without the password if it said it back."""
    said = words(error.smtp_code, error.smtp_error)
    secrets = (password, *(b64encode(text.encode()).decode() for text in (password, f"\0{user}\0{password}")))
    if any(secret and secret in said for secret in secrets):
        said = str(error.smtp_code)
    if error.smtp_code // 100 == 4:
        return UnreachableError(f"{where} lets nobody in now, try again later: {said}")
    return ServerError(
        f"{where} refused user {user} and the password; put the right one in the environment or the keyring."
        f" The server said: {said}"
    )
