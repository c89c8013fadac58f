"""The desk's server: on this machine alone, and one browser is let in."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from briefgen.desk.app import application
from briefgen.desk.guard import Guard
from briefgen.making.opened import Opened

HOST = "127.0.0.1"


def serve(project: Opened, ready: Callable[[str], None], port: int = 0) -> None:
    """Serve a project until Ctrl-C; `ready` is told the address that lets a browser in, once. Raises OSError.

    Port 0 is any that is free.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((HOST, port))
        port = line.getsockname()[1]
        guard = Guard(application(project), [f"{HOST}:{port}", f"localhost:{port}"])
        config = uvicorn.Config(
            guard, log_level="warning", lifespan="off", ws="none", server_header=False, date_header=False,
            proxy_headers=False, access_log=False, limit_concurrency=50,
        )  # fmt: skip
        server = uvicorn.Server(config)
        line.listen()
        ready(f"http://{HOST}:{port}{guard.ticket()}")
        server.run(sockets=[line])
