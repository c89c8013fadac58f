"""One page is asked for: HEAD, or GET where that is refused, of which the head alone is read. No cookies, no passwords.

Each host is looked up here, on the way of every redirect, too; and the line is opened to the very address that was
judged, so that a name that means another computer the next moment leads nowhere else.
"""

from __future__ import annotations

import errno
import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from briefgen.online.reply import Kind, Reply
from briefgen.problems.mistakes import reason
from briefgen.problems.notes import Told

REDIRECTS = 5
STEP = 10.0  # seconds to connect, to agree on TLS, for each word of an answer
MOST = 65_536  # bytes of the head of an answer; what comes after it isn't read
_AGENT = "briefgen (do links answer?)"
_ADDRESSES = 4  # of a host that are tried
_SAFE = "%/:=&?~+!$,;'@()*[]"
_AWAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an address of the old kind, in the last 32 bits
_WRITTEN = re.compile(r"[^\s<>\"]{1,2000}")
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})[ \r]")
_CERTIFICATE = {  # X509_V_ERR_… of OpenSSL
    9: Told("it is not valid yet"),
    10: Told("it has expired"),
    62: Told("it is for another site"),
    64: Told("it is for another site"),
    **dict.fromkeys((18, 19, 20, 21), Told("no authority that this computer trusts has signed it")),
}

Judge = Callable[[str], bool]


class _RefusedError(Exception):
    def __init__(self, kind: Kind, about: str = "") -> None:
        self.kind, self.about = kind, about


class _PrivateError(Exception):
    pass


class _Page(NamedTuple):
    host: str
    port: int
    target: str


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also where it stands for another one."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        within = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in _TRANSLATED else None
        other = within or ip.ipv4_mapped or ip.sixtofour
        if other is not None:
            return is_public(str(other))
    return ip.is_global and not ip.is_multicast


def ask(url: str, seconds: float, *, context: ssl.SSLContext, judge: Judge = is_public) -> Reply:
    """Ask for a page, and for what it redirects to, within so many seconds."""
    try:
        return _ask(url, time.monotonic() + seconds, context, judge)
    except _RefusedError as refused:
        return Reply(url, refused.kind, refused.about)
    except ssl.SSLCertVerificationError as error:
        return Reply(url, "untrusted", _CERTIFICATE.get(error.verify_code, error.verify_message))
    except TimeoutError:
        return Reply(url, "silent", Told("it takes too long"))
    except socket.gaierror:
        return Reply(url, "offline", Told("there is no such site"))
    except ssl.SSLError:
        return Reply(url, "silent", Told("no safe line to it can be made"))
    except ValueError:
        return Reply(url, "silent", Told("it leads to what is no address"))
    except OSError as error:
        return Reply(url, "offline" if error.errno in _AWAY else "silent", reason(error))


def _ask(url: str, end: float, context: ssl.SSLContext, judge: Judge) -> Reply:
    here, moved, for_good = url, "", True
    for _ in range(REDIRECTS + 1):
        page = _page(here, url)
        try:
            status, location = _answer(page, end, context, judge)
        except _PrivateError:
            raise _RefusedError("private", "" if here == url else here) from None
        if not (300 <= status < 400 and location):
            return _told(url, status, moved)
        here = urljoin(here, location.replace(" ", "%20"))
        for_good = for_good and status in (301, 308)
        moved = here if for_good else moved
    raise _RefusedError("silent", Told("it leads from page to page, and never to an end"))


def _told(url: str, status: int, moved: str) -> Reply:
    if status in (404, 410):
        return Reply(url, "gone", str(status))
    if status in (401, 403, 407, 429, 451, 999):  # 999: LinkedIn's, to programs
        return Reply(url, "closed", str(status))
    if status >= 400:
        return Reply(url, "silent", Told("its server says that something is wrong ({status})", status=status))
    return Reply(url, "moved", moved) if moved and not _same(url, moved) else Reply(url, "there")


def _same(one: str, other: str) -> bool:
    """Tell whether two addresses differ by nothing that a reader would write anew."""
    return one.partition("#")[0].rstrip("/") == other.partition("#")[0].rstrip("/")


def _page(here: str, url: str) -> _Page:
    """Return where to ask for an address; raises `ValueError` for one that is none, or has a password in it."""
    parts = urlsplit(here)
    if not _WRITTEN.fullmatch(here) or not here.isprintable():
        raise ValueError
    if parts.scheme != "https":
        raise _RefusedError("plain", "" if here == url else here)
    host = _plain_host(parts.hostname or "")
    if not host or "@" in parts.netloc:
        raise ValueError
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return _Page(host, parts.port or 443, quote(parts.path or "/", safe=_SAFE) + query)


def _plain_host(host: str) -> str:
    """Return a host in the letters of the wire; raises `ValueError`."""
    import idna

    return host.rstrip(".") if host.isascii() else idna.encode(host, uts46=True).decode()


def _answer(page: _Page, end: float, context: ssl.SSLContext, judge: Judge) -> tuple[int, str]:
    """Return the status of a page, and where it leads; raises what goes wrong."""
    try:
        status, location = _one_answer("HEAD", page, end, context, judge)
    except (http.client.HTTPException, ConnectionResetError, ssl.SSLEOFError):  # some hang up
        status, location = 400, ""
    if status < 400 or status == 429:
        return status, location
    try:
        return _one_answer("GET", page, end, context, judge)
    except (http.client.HTTPException, ConnectionResetError, ssl.SSLEOFError):
        raise _RefusedError("silent", Told("it answers with what is no page")) from None


def _one_answer(method: str, page: _Page, end: float, context: ssl.SSLContext, judge: Judge) -> tuple[int, str]:
    with (
        _line(page, end, judge) as line,
        context.wrap_socket(line, server_hostname=page.host) as sock,
    ):
        name = f"[{page.host}]" if ":" in page.host else page.host
        name += f":{page.port}" if page.port != 443 else ""
        asked = (
            f"{method} {page.target} HTTP/1.1\r\nHost: {name}\r\nUser-Agent: {_AGENT}\r\nAccept: */*\r\n"
            "Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
        )
        sock.settimeout(_left(end))
        sock.sendall(asked.encode("ascii"))
        return _head(sock, end)


def _line(page: _Page, end: float, judge: Judge) -> socket.socket:
    """Open a line to an address of a host that was judged; raises `_PrivateError` if one isn't public."""
    try:
        found = socket.getaddrinfo(page.host, page.port, type=socket.SOCK_STREAM)
    except UnicodeError:  # no name at all
        raise _RefusedError("silent", Told("there is no such site")) from None
    if not all(judge(str(address[0])) for *_, address in found):
        raise _PrivateError
    error: OSError = TimeoutError()
    for family, kind, protocol, _, address in found[:_ADDRESSES]:
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(_left(end))
            line.connect(address)
        except OSError as failed:
            line.close()
            error = failed
        else:
            line.settimeout(_left(end))
            return line
    raise error


def _head(sock: socket.socket, end: float) -> tuple[int, str]:
    """Read the head of an answer, past those that say that it will come."""
    held = b""
    while True:
        while b"\r\n\r\n" not in held:
            sock.settimeout(_left(end))
            piece = sock.recv(8192)
            if not piece or len(held) > MOST:
                raise http.client.BadStatusLine("")
            held += piece
        head, _, held = held.partition(b"\r\n\r\n")
        status = _STATUS.match(head + b"\r")
        if status is None:
            raise http.client.BadStatusLine("")
        if not 100 <= int(status[1]) < 200:
            fields = http.client.parse_headers(BytesIO(head.partition(b"\r\n")[2] + b"\r\n\r\n"))
            return int(status[1]), fields.get("Location", "").encode("latin-1", "replace").decode("utf-8", "replace")


def _left(end: float) -> float:
    """Return the seconds that a step may take; raises `TimeoutError` when time is up."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(STEP, left)
