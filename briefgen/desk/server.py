"""The desk's server: on this machine alone, and one browser is let in."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable

import uvicorn

from briefgen.desk.app import application
from briefgen.desk.guard import COOKIE, Guard
from briefgen.making.opened import Opened

HOST = "127.0.0.1"
_OFTEN = (10_000, 10, 10)


class DeskServer:
    """Listens for one browser, at `address`, which lets it in once. Raises OSError if the port is taken.

    Port 0 is any that is free.
    """

    def __init__(self, project: Opened, port: int = 0) -> None:
        self._line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._line.bind((HOST, port))
            self._line.listen()
        except OSError:
            self._line.close()
            raise
        self.port: int = self._line.getsockname()[1]
        guard = Guard(application(project), [f"{HOST}:{self.port}", f"localhost:{self.port}"], f"{COOKIE}-{self.port}")
        self.address = f"http://{HOST}:{self.port}{guard.ticket()}"
        self._server = uvicorn.Server(
            uvicorn.Config(
                guard,
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


def serve(project: Opened, ready: Callable[[str], None], port: int = 0) -> None:
    """Serve a project until Ctrl-C; `ready` is told the address that lets a browser in, once. Raises OSError."""
    server = DeskServer(project, port)
    ready(server.address)
    # A command looks seldom for what it has done with; this one goes on for days.
    gc.freeze()
    gc.set_threshold(*_OFTEN)
    server.run()
