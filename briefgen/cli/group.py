"""The command `briefgen`, which the verbs add themselves to, and its help: the verbs in the order of the work."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from briefgen import __version__
from briefgen.cli.terminal import take_all_letters
from briefgen.problems.mistakes import did_you_mean

# The character \b, not a backslash and a b, keeps Click from filling the paragraph; a docstring may not hold it.
_USUAL = """\b
The usual way:
  briefgen check     look for mistakes in the content
  briefgen build     write the newest edition to the output folder
  briefgen VERB -h   say more about a verb"""

# What a person does, in the order of a session; each summary fits its line.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Bring the content up to date": {
        "desk": "do all of it on a page in the browser",
        "new": "start the next edition",
        "todo": "list what is to be done for it",
        "get": "show what the content says",
        "set": "change a value",
        "add": "add an entry to a list",
        "remove": "remove an entry or a value",
        "move": "move an entry up or down in its list",
        "translations": "list and confirm translations",
        "undo": "take back the last change",
        "redo": "bring back what was taken back",
    },
    "Check it": {
        "check": "find mistakes, with their lines",
        "explain": "explain a problem",
        "diff": "show what changed between two states",
        "snapshot": "keep a state, to compare with later",
    },
    "Make the briefs": {
        "build": "write the briefs",
        "print": "lay one out for the printer",
        "issue": "write and freeze what goes out",
        "redline": "show what changed since it was issued",
        "reprint": "write what was issued again",
        "log": "list what was issued",
    },
    "Send them": {
        "send": "email what was issued",
        "login": "sign in where mail takes no passwords",
        "outbox": "list what went to whom",
    },
    "Set up": {
        "init": "start a new project",
        "language": "start a language, or see what it lacks",
        "doctor": "say what works on this machine",
        "schema": "help editors to complete the content",
    },
}

# The verbs of each module, which is imported for one of them, or for its own help.
_MODULES = {
    "briefs": ("build", "issue", "log", "print", "redline", "reprint"),
    "checks": ("check", "explain", "todo", "translations"),
    "content": ("add", "get", "move", "new", "remove", "set"),
    "desk": ("desk",),
    "login": ("login",),
    "mail": ("send",),
    "outbox": ("outbox",),
    "setup": ("doctor", "init", "language", "schema"),
    "states": ("diff", "redo", "snapshot", "undo"),
}
_VERBS = {verb: module for module, verbs in _MODULES.items() for verb in verbs}


class Verbs(click.Group):
    """A group whose help lists the verbs by what one does with them, and that knows what a misspelt one may mean.

    A verb's module is imported when the verb is wanted.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs."""
        return sorted(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, if there is one of that name."""
        if module := _VERBS.get(cmd_name):
            import_module(f"briefgen.cli.{module}")
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections of verbs."""
        for title, verbs in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(verbs.items()), col_max=20)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb; one that there isn't ends with a hint."""
        if args and not args[0].startswith("-") and args[0] not in _VERBS:
            hint = did_you_mean(args[0], _VERBS)
            raise click.UsageError(f"there is no verb {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run a verb; whatever it prints can hold any letter."""
        take_all_letters()
        return super().main(*args, **settings)


@click.group(
    cls=Verbs,
    help=f"Turn structured content into printable briefing notes, in Word and PDF, in several languages.\n\n{_USUAL}",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn structured content into printable briefing notes, in Word and PDF, in several languages."""
