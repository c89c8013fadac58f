"""The verb that opens the desk."""

from __future__ import annotations

import webbrowser
from functools import partial
from pathlib import Path

import click

from briefgen.cli.common import Typed, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo


@main.command()
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Listen on this port; any that is free if not.")
@click.option("--no-browser", is_flag=True, help="Only say the address.")
@click.option(
    "--behind-proxy", "settings", type=Typed(dir_okay=False), metavar="FILE",
    help="On a server: who may do what, and how the proxy that signs people on is known, says this TOML file.",
)  # fmt: skip
@click.option("--socket", type=Typed(dir_okay=False), help="Listen on this socket, behind a proxy.")
def desk(port: int, no_browser: bool, settings: Path | None, socket: Path | None) -> None:
    """Do the work on a page in the browser, on this machine alone; Ctrl-C ends it.

    On a server of the agency, --behind-proxy: docs/desk_on_a_server.md.
    """
    with plain_mistakes():
        try:
            from briefgen.desk import server
        except ModuleNotFoundError as error:
            raise click.UsageError(f"the desk needs {error.name}: install briefgen with the extra desk") from None
        from briefgen.making.opened import open_to_mend

        project = open_to_mend(Path.cwd())  # settings that can't be read are mended there
        if settings is not None:
            at = _one_of(port, socket)
            server.serve_behind(project, settings, at, lambda address: echo(f"The desk: {address}, behind the proxy"))
        elif socket is not None:
            raise click.UsageError("--socket goes with --behind-proxy")
        else:
            server.serve(project, partial(_ready, browser=not no_browser), port)


def _one_of(port: int, socket: Path | None) -> int | Path:
    if bool(port) == (socket is not None):
        raise click.UsageError("behind a proxy the desk listens at a --port or at a --socket: name one of them")
    return socket or port


def _ready(address: str, *, browser: bool) -> None:
    echo(f"The desk: {address}\nThe address lets one browser in, once. Ctrl-C ends the desk.")
    if browser:
        webbrowser.open(address)
