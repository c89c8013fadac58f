"""HTTPS to the hosts that [mail] names and to no other: verified, not led elsewhere, answers of a bounded size."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary, WeakSet

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection

from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.replies import one_line, told_by_system
from briefgen.mailing.ways.trust import trusting, untrusted
from briefgen.problems.notes import Told

MOST = 4_000_000  # bytes of an answer: lists of drafts and tokens have some thousands
_TIMEOUT = (30.0, 300.0)  # seconds: to connect, and for each word of an answer
_WHOLE = 600.0  # seconds, for a whole answer
_PIECE = 65_536


def host_of(url: str) -> str:
    """Return the host of an address, with its port if it isn't the usual one."""
    parts = urlsplit(url)
    try:
        port = parts.port or 443
    except ValueError:
        return ""
    return f"{parts.hostname}:{port}" if port != 443 else str(parts.hostname)


_CONNECTIONS: WeakKeyDictionary[requests.Session, WeakSet[HTTPSConnection]] = WeakKeyDictionary()


def cut(made: requests.Session) -> None:
    """Cut what a session has under way, from another thread."""
    _cut(_CONNECTIONS.get(made, ()))


def _cut(connections: Iterable[HTTPSConnection]) -> None:
    for connection in list(connections):
        line = getattr(connection.sock, "socket", connection.sock)  # TLS inside of TLS, to a proxy, has one below it
        if isinstance(line, socket.socket):
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # not SSLSocket's: no goodbye is waited for


def session(hosts: Collection[str], ca: Path | None, *, rests: bool = False) -> requests.Session:
    """Return a session that speaks to these hosts alone. Raises `ServerError` for a `ca` that can't be read.

    `rests`: a server that is asked too often raises `UnreachableError`, since a library wouldn't tell.
    """
    made = requests.Session()
    made.trust_env = False  # no passwords of ~/.netrc; proxies are looked up below
    made.headers["Accept-Encoding"] = "identity"
    bind_to_hosts(made, hosts, ca, rests=rests)
    return made


def bind_to_hosts(made: requests.Session, hosts: Collection[str], ca: Path | None, *, rests: bool = False) -> None:
    """Bind a session that a library has made to these hosts."""
    for adapter in made.adapters.values():
        adapter.close()
    made.adapters.clear()
    bound = _Bound(frozenset(hosts), trusting(ca), rests)
    for scheme in ("https://", "http://"):  # what isn't encrypted is refused there, too
        made.mount(scheme, bound)
    _CONNECTIONS[made] = bound.connections


class _Bound(HTTPAdapter):
    """What every request of a session goes through, also those that a library makes by itself."""

    def __init__(self, hosts: frozenset[str], context: ssl.SSLContext, rests: bool) -> None:
        self._hosts, self._context, self._rests = hosts, context, rests
        self.connections: WeakSet[HTTPSConnection] = WeakSet()
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: Any, **settings: Any) -> None:
        super().init_poolmanager(*arguments, **settings, ssl_context=self._context)
        connections = self.connections

        class Noted(HTTPSConnection):
            def connect(self) -> None:
                connections.add(self)  # before, or a proxy that says nothing couldn't be cut
                super().connect()

        class Pool(HTTPSConnectionPool):
            ConnectionCls = Noted

        self._pool = Pool
        self.poolmanager.pool_classes_by_scheme = {"https": Pool}

    def close(self) -> None:
        super().close()
        _cut(self.connections)  # requests 2.32 leaves what isn't back in its pool to the collector

    def proxy_manager_for(self, proxy: str, **settings: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **settings, ssl_context=self._context)
        manager.pool_classes_by_scheme = {**manager.pool_classes_by_scheme, "https": self._pool}
        return manager

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, True, None)
        return host, {"ssl_context": self._context, "cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"  # by our context alone: requests would trust its own list beside it

    def send(self, request: requests.PreparedRequest, *arguments: Any, **settings: Any) -> requests.Response:
        url = request.url or ""
        if host_of(url) not in self._hosts or urlsplit(url).scheme != "https":
            raise ServerError(
                Told(
                    "{host} is no server that [mail] names, so nothing was sent there",
                    host=one_line(host_of(url)),
                )
            )
        settings |= {"stream": True, "verify": True, "cert": None, "proxies": get_environ_proxies(url)}
        settings["timeout"] = settings.get("timeout") or _TIMEOUT
        # Who says a byte now and then would keep us for ever: the limit of each word doesn't end that.
        end = threading.Timer(_WHOLE, _cut, (self.connections,))
        end.daemon = True
        end.start()
        try:
            response = super().send(request, **settings)
            response._content = _bounded(response, host_of(url))
            response._content_consumed = True  # type: ignore[attr-defined]
        finally:
            end.cancel()
        if response.is_redirect:
            response.close()
            raise ServerError(Told("{host} sends us to another place, where nothing was sent", host=host_of(url)))
        if self._rests and response.status_code == 429:
            response.close()
            raise UnreachableError(
                Told("{host} gives nothing now, try again later: it is asked too often", host=host_of(url))
            )
        return response


def _bounded(response: requests.Response, host: str) -> bytes:
    found = bytearray()
    for piece in response.iter_content(_PIECE):
        found += piece
        if len(found) > MOST:
            response.close()
            raise ServerError(
                Told(
                    "{host} answers with more than {most} MB, which isn't what was asked for",
                    host=host,
                    most=MOST // 1000000,
                )
            )
    return bytes(found)


def request_error(where: str, error: Exception) -> ServerError:
    """Return what went wrong with a request in plain words; of the request itself nothing is told."""
    for cause in _causes(error):
        if isinstance(cause, ServerError):
            return cause
        if isinstance(cause, ssl.SSLCertVerificationError):
            return untrusted(where, cause)
    return UnreachableError(
        Told("{where} can't be reached; check the network and [mail]: {kind}", where=where, kind=_kind(error))
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__context__, one.__cause__, getattr(one, "reason", None), *one.args]


def _kind(error: Exception) -> str:
    """Return which kind of failure it was: what libraries say of it may hold the address, with what was asked."""
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.strerror:
            return told_by_system(cause.strerror)
    return type(error).__name__
