"""The verb that opens the desk."""

from __future__ import annotations

import webbrowser

import click

from briefgen.cli.common import here, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo


@main.command()
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Listen on this port; any that is free if not.")
@click.option("--no-browser", is_flag=True, help="Only say the address.")
def desk(port: int, no_browser: bool) -> None:
    """Do the work on a page in the browser, on this machine alone; Ctrl-C ends it."""
    with plain_mistakes():
        try:
            from briefgen.desk.server import serve
        except ModuleNotFoundError as error:
            raise click.UsageError(f"the desk needs {error.name}: install briefgen with the extra desk") from None
        from briefgen.making.opened import open_project

        def ready(address: str) -> None:
            echo(f"The desk: {address}\nThe address lets one browser in, once. Ctrl-C ends the desk.")
            if not no_browser:
                webbrowser.open(address)

        serve(open_project(here().root), ready, port)
