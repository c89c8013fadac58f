"""Real HTTPS servers on loopback ports that answer as a test tells them, and keep what they were asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
Answer = bytes | Callable[[ssl.SSLSocket], None]


def answer(status: int, *fields: str) -> bytes:
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status} Answer", *fields, "")).encode("latin-1")


def to(where: str, status: int = 301) -> bytes:
    return answer(status, f"Location: {where}", "Set-Cookie: seen=yes")


def hangs_up(line: ssl.SSLSocket) -> None:
    pass


def says_nothing(line: ssl.SSLSocket) -> None:
    """Say nothing until the other side goes, or has waited far too long."""
    line.settimeout(3)
    with suppress(TimeoutError):
        line.recv(1)
    line.sendall(answer(200))


def drips(line: ssl.SSLSocket) -> None:
    line.settimeout(0.02)
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        with suppress(TimeoutError):
            if not line.recv(1):
                return
        line.sendall(b"a")


def never_ends(line: ssl.SSLSocket) -> None:
    line.sendall(answer(200))
    while True:
        line.sendall(b"a" * 65_536)


@dataclass
class Site:
    """A server: what it answers by what it is asked, such as `HEAD /page` or, to any method, `/page`."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = HOST) -> str:
        return f"https://{host}:{self.port}{path}"


@contextmanager
def site(chain: Path, host: str = HOST) -> Iterator[Site]:
    """Run a server with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    with socket.create_server((host, 0)) as listening:
        made = Site(listening.getsockname()[1])
        crew: list[threading.Thread] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listening.accept()
                    crew.append(threading.Thread(target=_serve_one, args=(made, context, line)))
                    crew[-1].start()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield made
        finally:
            listening.shutdown(socket.SHUT_RDWR)  # or `accept` would wait on
            thread.join()
            for each in crew:
                each.join()


def _serve_one(made: Site, context: ssl.SSLContext, line: socket.socket) -> None:
    with suppress(OSError), line, context.wrap_socket(line, server_side=True) as sock:
        head = b""
        while b"\r\n\r\n" not in head and (piece := sock.recv(8192)):
            head += piece
        method, path, _ = head.decode("ascii").split(" ", 2)
        made.asked.append(f"{method} {path}")
        made.heads.append(head.decode("ascii"))
        told = made.answers.get(f"{method} {path}", made.answers.get(path, answer(404)))
        if callable(told):
            told(sock)
        else:
            sock.sendall(told)
