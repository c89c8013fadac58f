"""The command `briefgen`, which the verbs add themselves to."""

from __future__ import annotations

from typing import Any

import click

from briefgen import __version__
from briefgen.cli.terminal import take_all_letters

# The character \b, not a backslash and a b, keeps Click from filling the paragraph; a docstring may not hold it.
_USUAL = """\b
The usual way:
  briefgen check     look for mistakes in the content
  briefgen build     write the newest edition to the output folder"""


class _Verbs(click.Group):
    def main(self, *args: Any, **settings: Any) -> Any:
        """Run a verb; whatever it prints can hold any letter."""
        take_all_letters()
        return super().main(*args, **settings)


@click.group(
    cls=_Verbs,
    help=f"Turn structured content into printable briefing notes, in Word and PDF, in several languages.\n\n{_USUAL}",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn structured content into printable briefing notes, in Word and PDF, in several languages."""
