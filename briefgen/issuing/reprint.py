"""An issued version -> its files again, from what was frozen and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from briefgen.document.tree import Document
from briefgen.formats.run import Run
from briefgen.formats.word.letterhead.opened import read_letterhead
from briefgen.issued.facts import Facts
from briefgen.issued.store import LETTERHEAD, THEME, Issued, IssueError, annex_name, open_issued, sha256, versions
from briefgen.issuing.environment import LockedPrint, command_for, print_as_locked
from briefgen.issuing.handout import hand_out, require_room
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making import output
from briefgen.making.compose import Job, Print
from briefgen.making.opened import Opened, opened
from briefgen.making.output import Built
from briefgen.making.press import Progress, faces_listed, folder_in, produce
from briefgen.making.products import Products
from briefgen.making.tools import UNLOCKED, all_tools
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.files import write_all
from briefgen.project.folder import Project


@dataclass(frozen=True, slots=True)
class ToolChanges:
    """What has another version than when something was issued: then and now, None if it isn't there any more.

    As text it says so, and what helps. Only what was written down then can be compared.
    """

    since: str  # the day of the issue
    packages: Mapping[str, tuple[str, str | None]]
    others: Mapping[str, tuple[str, str | None]]  # what no lock holds
    remedy: str  # what to type to print with the packages of then, or why that can't be

    def __str__(self) -> str:
        told = []
        if self.packages:
            told += [f"since {self.since} packages have changed: {_listed(self.packages)}", self.remedy]
        if self.others:
            told.append(f"since {self.since} what no lock holds has changed: {_listed(self.others)}")
        return "\n".join(told) or (
            f"everything that briefgen knows of has the version of {self.since}; something else differs on this"
            " machine, such as a library of the system"
        )


@dataclass(frozen=True, slots=True)
class Reprinted:
    """What was printed again, and which of the files have other bytes than the issued ones."""

    name: str
    files: tuple[Built, ...]
    differing: tuple[str, ...]
    why: ToolChanges


def reprint(
    project: Project | Opened,
    name: str,
    out: Path | None = None,
    *,
    anyway: bool = False,
    progress: Progress = lambda what: None,
) -> Reprinted:
    """Write the files of EDITION@VERSION to a folder of that name in the output; EDITION alone is its last version.

    Raises `TamperedError`, and `IssueError` if this briefgen can't give the very same bytes: then nothing is written,
    unless it shall be `anyway`.
    """
    project = opened(project).project
    where = project.output_folder(out)
    issued = open_issued(project.content, name)
    issued.require_whole()
    folder = folder_in(where, issued.name)
    try:
        files, data = produce_again(issued, folder, progress)
        why = _why(issued, tools_of(_theme(issued)))
    except Mistake as error:
        raise _refused(issued, error, _why(issued, all_tools())) from None
    differing = tuple(name for name, file in issued.facts.files.items() if sha256(data[name]) != file.sha256)
    if differing and not anyway:
        raise IssueError(
            Told(
                "not the bytes that were issued as {name}: {differing}\n{why}\nnothing was written; "
                "--anyway writes them all the same",
                name=issued.name,
                differing=", ".join(differing),
                why=why,
            )
        )
    facts = issued.facts
    identity = {"edition": facts.edition, "version": facts.version, "as_of": facts.as_of, "content": facts.content}
    identity |= faces_listed(_theme(issued))
    data["manifest.json"] = output.manifest(folder, identity, files)
    # What is handed over are the issued bytes, and of the last version alone, as of what is sent.
    is_last = facts.version == versions(project.content, facts.edition)[-1]
    theirs = facts if is_last else replace(facts, files={})
    if not differing:
        require_room(folder, theirs, data, project.template_folders)
    write_all(folder, data)
    if not differing:
        hand_out(folder, theirs, data, project.template_folders)
    return Reprinted(issued.name, files, differing, why)


def _refused(issued: Issued, error: Mistake, why: ToolChanges) -> IssueError:
    """Return that something can't be printed again; what only the program's keepers understand stands apart."""
    refused = IssueError(
        Told("{name} can't be printed any more: {error}\n{why}", name=issued.name, error=error, why=why)
    )
    refused.technical = [*error.technical, *str(why).splitlines()]
    refused.briefly = Told(
        "{name} can't be printed any more: {error}", name=issued.name, error=error.briefly or str(error)
    )
    return refused


def reprint_as_locked(
    project: Project | Opened,
    name: str,
    out: Path | None = None,
    *,
    anyway: bool = False,
    python: str | None = None,
    allow: Collection[str] = (),
) -> LockedPrint:
    """Reprint with the packages that EDITION@VERSION was issued with, in a Python environment beside this one.

    `python` is its interpreter, this one by default; `allow` names packages that briefgen uses no more. Raises
    `LockError`, `LockedEnvironmentError`, `IssueError`, `TamperedError`.
    """
    folder = opened(project).project
    out = folder.for_output(out) if out else None
    issued = open_issued(folder.content, name)
    return print_as_locked(issued, folder.root, out, anyway=anyway, python=python, allow=allow)


def produce_again(
    issued: Issued, folder: Path, progress: Progress = lambda what: None
) -> tuple[tuple[Built, ...], dict[str, bytes]]:
    """Return the files of an issued version, made of what is frozen in its folder alone; writes nothing."""
    facts = issued.facts
    letterhead = read_letterhead(issued.read(LETTERHEAD), facts.letterhead) if facts.letterhead else None
    trees = {name: issued.tree(name) for name in {file.tree for file in facts.files.values()}}
    prints = [_print(facts, name, trees[file.tree]) for name, file in facts.files.items()]
    run = Run(_theme(issued), letterhead, annexed=lambda annexed: issued.read(annex_name(annexed)))
    return produce(folder, prints, Products(run), progress)


def _print(facts: Facts, name: str, document: Document) -> Print:
    brief, languages, format = facts.of(name)
    language, _, facing = languages.partition("+")
    copy = facts.files[name].copy or None
    job = Job(facts.edition, brief, language, (format.name,), copy=copy, facing=facing)
    return Print(job, format, document)


def tools_of(theme: Theme) -> dict[str, str]:
    """Return the versions of what shapes the files, of the packages that the theme's faces are from, too."""
    return all_tools(face_packages(theme))


def face_packages(theme: Theme) -> list[str]:
    """Return the packages that the theme's faces are from, less the one that briefgen needs anyway."""
    faces = (getattr(each, field.name) for each in (theme.faces, *theme.further) for field in fields(each))
    packages = {face.partition(":")[0] for face in faces if ":" in face}
    found = packages_distributions() if packages else {}
    return sorted({str(canonicalize_name(name)) for package in packages for name in found.get(package, ())})


def _theme(issued: Issued) -> Theme:
    return load_theme(issued.folder / THEME / issued.facts.theme)


def _why(issued: Issued, now: Mapping[str, str]) -> ToolChanges:
    then = issued.facts.tools
    changed = {name: (was, now.get(name)) for name, was in then.items() if now.get(name) != was}
    others = {name: changed.pop(name) for name in list(changed) if name in UNLOCKED}
    return ToolChanges(issued.facts.issued, changed, others, command_for(issued) if changed else "")


def _listed(changed: Mapping[str, tuple[str, str | None]]) -> str:
    return ", ".join(f"{name} {was} → {now or 'not there'}" for name, (was, now) in sorted(changed.items()))
