"""`init` in a terminal: a few plain questions, or none."""

from __future__ import annotations

from typing import Any

import click

from briefgen.cli.terminal import echo


def asked() -> dict[str, Any]:
    """Return the first facts of a project, as the options of `init` have them; nothing for the invented example."""
    from briefgen.upkeep.starter.own import EVENT_KINDS, is_own_kind

    echo("A few questions for a project of your own. Nothing at the first one: a small invented content to look at.")
    languages = click.prompt("Languages, the main one first, such as ka,en", default="", show_default=False)
    codes = [code.strip() for code in languages.split(",") if code.strip()]
    if not codes:
        return {}

    def names(question: str, *, needed: bool = True) -> list[str]:
        found = []
        for code in codes:
            name = click.prompt(f"{question} ({code})", default=None if needed else "", show_default=False)
            if not name:
                return []
            found.append(f"{code}={name}")
        return found

    said: dict[str, Any] = {"languages": languages, "association": names("With whom do you work? The whole name")}
    said["acronym"] = click.prompt("Letters by which it is known, if any", default="", show_default=False)
    said["agency"] = names("Your agency")
    said["country"] = click.prompt("Its country, two letters")
    said["event"] = names("The first event")
    said["event_kind"] = click.prompt(f"Its kind: {', '.join(EVENT_KINDS)}, or a word of your own", default="meeting")
    said["kind"] = names("What such events are called, within a sentence") if is_own_kind(said["event_kind"]) else []
    said["date"] = click.prompt("When is it, such as 2031-05-14/2031-05-16")
    said["city"] = names("In which city, if that is known", needed=False)
    if said["city"]:
        said["city_country"] = click.prompt("In which country, two letters", default=said["country"])
    return said
