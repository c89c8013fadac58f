"""Logging in to a mail server, by what it offers."""

from __future__ import annotations

import re
import smtplib
from base64 import b64encode

from briefgen.contacts.account import NOT_ASCII
from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.replies import one_line, reply_line, tells, uncut
from briefgen.problems.notes import Told

# What smtplib can do; CRAM-MD5 last, since it fails where the server keeps only a hash of the password.
_LOGINS = ("PLAIN", "LOGIN", "CRAM-MD5")
_BY_TOKEN = {"XOAUTH2", "OAUTHBEARER"}
_TO_TOKENS = Told(
    'ask your IT to register an app for briefgen (docs/email.md has the steps), then set [mail] login = "microsoft" or'
    ' "google" with the client_id that they give you, and type briefgen login'
)
# What Microsoft 365 says of passwords, and what to ask for (learn.microsoft.com: authenticated-client-smtp-submission,
# fix-issues-with-printers-scanners-and-lob-applications-that-send-email-using-office-365).
_ADVICE = {
    "5.7.139": Told(
        "Microsoft 365 let nobody in, mostly since it takes no passwords any more from this mailbox; {advice}. If you"
        " sign in by token already, ask your IT to allow «Authenticated SMTP» for the mailbox",
        advice=_TO_TOKENS,
    ),
    "5.7.30": Told("Microsoft 365 takes no passwords any more; {advice}", advice=_TO_TOKENS),
}
_NO_SUCH_LOGIN = (500, 501, 502, 504)  # the server offers what it can't do: another way may work


class RefusedError(ServerError):
    """The server doesn't take a token."""


def log_in(smtp: smtplib.SMTP, where: object, user: str, password: str) -> None:
    """Log in with a password; a wrong one is tried only once. Raises `ServerError`, which never tells it."""
    if not user.isascii():
        raise ServerError(Told("the user for the mail server {fault}", fault=NOT_ASCII))
    if not password.isascii():
        raise ServerError(Told("the password for the mail server {fault}", fault=NOT_ASCII))
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    ways = [way for way in _LOGINS if way in offered]
    if not ways and set(offered) & _BY_TOKEN:
        raise ServerError(
            Told(
                "{where} takes no passwords any more, only sign-ins by token (it offers {offered}): {advice}",
                where=where,
                offered=", ".join(offered),
                advice=_TO_TOKENS,
            )
        )
    if not ways:
        raise ServerError(
            Told(
                "{where} takes no user name and password (it offers {offered}): leave out [mail] user, or "
                "ask those who run it",
                where=where,
                offered=", ".join(offered) or Told("nothing"),
            )
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
    said = reply_line(error.smtp_code, error.smtp_error)
    encoded = (b64encode(text.encode()).decode() for text in (password, f"\0{user}\0{password}"))
    if tells(uncut(error.smtp_error), password, *encoded):
        said = str(error.smtp_code)
    if error.smtp_code // 100 == 4:
        return UnreachableError(Told("{where} lets nobody in now, try again later: {said}", where=where, said=said))
    if advice := advice_for(said):
        return ServerError(
            Told(
                "{where} refused user {user}: {advice}. The server said: {said}",
                where=where, user=user, advice=advice, said=said,
            )
        )  # fmt: skip
    return ServerError(
        Told(
            "{where} refused user {user} and the password; put the right one in the environment or the keyring. The"
            " server said: {said}",
            where=where, user=user, said=said,
        )
    )  # fmt: skip


def log_in_by_token(smtp: smtplib.SMTP, where: object, user: str, token: str) -> None:
    """Log in with a token (XOAUTH2, as Microsoft and Google have it). Raises `ServerError`, which never tells it."""
    if not user.isascii():
        raise ServerError(Told("the user for the mail server {fault}", fault=NOT_ASCII))
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if "XOAUTH2" not in offered:
        raise ServerError(
            Told(
                "{where} takes no sign-in by token (it offers {offered}): ask your IT to allow it "
                '(«Authenticated SMTP» at Microsoft 365), or whether [mail] login = "password" is right '
                "for this server",
                where=where,
                offered=", ".join(offered) or Told("nothing"),
            )
        )
    told = b""

    def answer(challenge: bytes | None = None) -> str:
        nonlocal told
        if challenge is None:
            return f"user={user}\x01auth=Bearer {token}\x01\x01"
        told = challenge  # why not, as JSON; it wants an empty line before it says no
        return ""

    try:
        smtp.auth("XOAUTH2", answer)
    except smtplib.SMTPAuthenticationError as error:
        said = reply_line(error.smtp_code, error.smtp_error)
        why = one_line(told.decode("utf-8", "replace"))
        said = f"{said} {why}".strip()
        if tells(f"{uncut(error.smtp_error)}\n{uncut(told)}", token, b64encode(answer().encode()).decode()):
            said = str(error.smtp_code)
        if error.smtp_code // 100 == 4:
            raise UnreachableError(
                Told("{where} lets nobody in now, try again later: {said}", where=where, said=said)
            ) from None
        advice = advice_for(said) or Told(
            "it doesn't take the token; ask your IT whether the app may send for this mailbox (SMTP.Send), and whether"
            " [mail] user is the mailbox that you signed in to"
        )
        raise RefusedError(
            Told(
                "{where} refused user {user}: {advice}. The server said: {said}",
                where=where,
                user=user,
                advice=advice,
                said=said,
            )
        ) from None


def advice_for(said: str) -> str:
    """Return what to ask one's IT for, if a server says a code that tells it; nothing otherwise."""
    codes = re.findall(r"(?<![\d.])\d\.\d{1,3}\.\d{1,3}(?![\d.])", said)
    return next((_ADVICE[code] for code in codes if code in _ADVICE), "")
