"""Numbered copies: what profiles of an edition say is made beside the rest of it, and for whom each copy is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.content.model import Content
from briefgen.making.compose import Job, plan
from briefgen.problems.notes import Named, Told
from briefgen.project.folder import Project


def plan_beside(
    project: Project, content: Content, edition: str, jobs: Sequence[Job], profiles: Sequence[str]
) -> list[Job]:
    """Return jobs of an edition, and beside them what these profiles say; what both have is there once."""
    planned = [*jobs, *(job for each in profiles for job in plan(project, content, edition, profile=each))]
    return list({job.stem: job for job in reversed(planned)}.values())[::-1]


def names_of(content: Content, edition: str, *, with_copies: bool = False) -> dict[str, Mapping[str, str]]:
    """Return what those are called for whom something of an edition is made, or copies, by the ids of their profiles.

    Of an edition that there isn't any more, there are none.
    """
    profiles = there.profiles if (there := content.editions.get(edition)) else []
    return {each.id: each.name.root for each in profiles if each.copies or not with_copies}


def for_whom(content: Content, jobs: Sequence[Job]) -> tuple[str, ...]:
    """Say for whom numbered copies are."""
    numbers: dict[str, list[int]] = {}
    for job in jobs:
        if job.profile and job.copy:
            numbers.setdefault(job.profile, []).append(job.copy)
    called = names_of(content, jobs[0].edition)
    return tuple(_told(Named(next(iter(called[id].values())), called[id]), own) for id, own in numbers.items())


def _told(name: Named, numbers: Sequence[int]) -> str:
    first, last = min(numbers), max(numbers)
    if first == last:
        return Told("copy {number} is for {name}", number=first, name=name)
    return Told("copies {first} to {last} are for {name}", first=first, last=last, name=name)
