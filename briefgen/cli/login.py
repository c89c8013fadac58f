"""The verb that signs in where a mail server takes no passwords."""

from __future__ import annotations

import click

from briefgen.cli.common import here, plain_mistakes
from briefgen.cli.group import main
from briefgen.cli.terminal import echo
from briefgen.mailing.ways.tokens import LOGINS


class _Login(click.Command):
    """The verb, whose help lists the ways to sign in that there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Ways to sign in, by [mail] login in briefgen.toml"):
            formatter.write_dl(list(LOGINS.items()))


@main.command(cls=_Login)
@click.option("--code", is_flag=True, help="With a code, typed in the browser of any device.")
@click.option("--forget", is_flag=True, help="Forget the sign-in that is kept.")
def login(code: bool, forget: bool) -> None:
    """Sign in where mail takes no passwords any more: Microsoft 365, Gmail.

    What lasts is kept in the system's keyring alone.
    """
    with plain_mistakes():
        from briefgen.mailing.sign_in import sign_in, sign_out, ways_to_sign_in

        if forget:
            account = sign_out(here())
            echo(f"the sign-in of {account.login_user} is forgotten here")
            return
        if not code and "code" in ways_to_sign_in(here()):
            echo("If no browser opens, type briefgen login --code.")
        account = sign_in(here(), echo, code=code)
        echo(f"signed in as {account.login_user}: briefgen send can go")
