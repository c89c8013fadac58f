"""The desk's server: on this machine alone, for one browser; or behind a proxy, for those whom that has signed on."""

from __future__ import annotations

import gc
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import uvicorn

from briefgen.desk.app import application
from briefgen.desk.guard import COOKIE, App, Guard
from briefgen.desk.proxy import Proxy, ProxyError, ProxyGuard, read_proxy
from briefgen.making.opened import Opened

HOST = "127.0.0.1"
OFTEN = (10_000, 10, 10)


class WebServer:
    """Answers what comes over a socket; `at` is its port, or its path."""

    def __init__(self, app: App, line: socket.socket) -> None:
        self._line = line
        name = line.getsockname()
        self.at: int | str = name if isinstance(name, str) else name[1]
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                lifespan="off",
                ws="none",
                server_header=False,
                date_header=False,
                proxy_headers=False,
                access_log=False,
                limit_concurrency=50,
                timeout_graceful_shutdown=3,
            )
        )

    def run(self) -> None:
        """Answer until Ctrl-C, or until `stop` is called."""
        try:
            self._server.run(sockets=[self._line])
        finally:
            self._line.close()

    def stop(self) -> None:
        """End, from another thread."""
        self._server.should_exit = True


class DeskServer(WebServer):
    """Listens for one browser, at `address`, which lets it in once. Raises OSError if the port is taken.

    Port 0 is any that is free.
    """

    def __init__(self, project: Opened, port: int = 0) -> None:
        line = loopback(port)
        self.port: int = line.getsockname()[1]
        guard = Guard(application(project), [f"{HOST}:{self.port}", f"localhost:{self.port}"], f"{COOKIE}-{self.port}")
        self.address = f"http://{HOST}:{self.port}{guard.ticket()}"
        super().__init__(guard, line)


class ProxyServer(WebServer):
    """Listens for a proxy, at a port of this machine or a socket in a folder. Raises OSError, `ProxyError`."""

    def __init__(self, project: Opened, proxy: Proxy, at: int | Path) -> None:
        line = loopback(at) if isinstance(at, int) else in_folder(at)
        super().__init__(ProxyGuard(application(project), proxy), line)


def loopback(port: int) -> socket.socket:
    """Listen at a port of this machine, which no other machine reaches; raises OSError."""
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((HOST, port))
        line.listen()
    except OSError:
        line.close()
        raise
    return line


def in_folder(path: Path) -> socket.socket:
    """Listen at a socket that lies in a folder, which its owner and its group may write to: the proxy is of the group.

    One that a killed desk has left is taken away. Raises OSError; `ProxyError` for another file.
    """
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.exists():
            if not stat.S_ISSOCK(path.lstat().st_mode):
                raise ProxyError(f"{path} is there, and is no socket")
            _require_left(path)
            path.unlink()
        before = os.umask(0o117)
        try:
            line.bind(str(path))
        finally:
            os.umask(before)
        line.listen()
    except (OSError, ProxyError):
        line.close()
        raise
    return line


def _require_left(path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            return
    raise ProxyError(f"another desk listens at {path}")


def serve(project: Opened, ready: Callable[[str], None], port: int = 0) -> None:
    """Serve a project until Ctrl-C; `ready` is told the address that lets a browser in, once. Raises OSError."""
    server = DeskServer(project, port)
    ready(server.address)
    _stay(server)


def serve_behind(project: Opened, settings: Path, at: int | Path, ready: Callable[[str], None]) -> None:
    """Serve a project behind a proxy until it is ended; `ready` is told for what address. Raises OSError, `ProxyError`.

    The settings are a file outside of the project; `at` is a port of this machine, or a socket in a folder.
    """
    proxy = read_proxy(settings, project.root)
    server = ProxyServer(project, proxy, at)
    ready(proxy.address)
    _stay(server)


def _stay(server: WebServer) -> None:
    # A command looks seldom for what it has done with; this one goes on for days.
    gc.freeze()
    gc.set_threshold(*OFTEN)
    server.run()
