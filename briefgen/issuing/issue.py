"""An edition as it stands -> an issued version: frozen beside the edition, and its files in the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.content.changing import journal
from briefgen.content.changing.lost import Lost, confirm_gone, confirmed_gone, lost
from briefgen.content.changing.set import set_value
from briefgen.content.digest import digest
from briefgen.content.model import Content
from briefgen.content.names import EDITIONS, ISSUED
from briefgen.content.snapshot import snapshot
from briefgen.document.annexed import annexed_in
from briefgen.document.tree_json import dump
from briefgen.issued.facts import Facts, Printed
from briefgen.issued.store import (
    CONTENT,
    FACTS,
    LETTERHEAD,
    LOCK,
    THEME,
    TREES,
    Issued,
    IssueError,
    TamperedError,
    annex_name,
    folder_of,
    sha256,
    snapshots,
    versions,
)
from briefgen.issuing.environment import lock_of
from briefgen.issuing.handout import hand_out, require_room
from briefgen.issuing.reprint import face_packages, produce_again, tools_of
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import Job, plan
from briefgen.making.copies import names_of, plan_beside
from briefgen.making.limits import require_limits
from briefgen.making.opened import Opened, day_named, opened
from briefgen.making.press import Prepared, Progress, Result, folder_in, hole_notes, identity, prepare, put
from briefgen.problems.notes import Told, listed
from briefgen.project.files import MANIFEST, new_folder, replace_file, require_ours
from briefgen.project.folder import Project
from briefgen.project.formats import FORMATS
from briefgen.project.reading import read_file
from briefgen.project.workshop import only_one


class UnseenError(IssueError):
    """What would be issued isn't what a person was shown and said yes to."""


class LostError(IssueError):
    """Something is gone from the content, and nobody has said that it is meant."""

    def __init__(self, message: str, gone: Sequence[Lost]) -> None:
        self.gone = tuple(gone)
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class NewIssue:
    """What was issued, and what a build would say of it."""

    issued: Issued
    result: Result


@dataclass(frozen=True, slots=True)
class ToIssue:
    """What would be issued: an edition under a number, and these files."""

    edition: str
    version: int
    before: int  # the version that was issued last; 0 if none was
    files: tuple[str, ...]
    content: str  # the digest of all that it can print
    briefs: tuple[str, ...]  # the types of brief that they are, but for what profiles say
    types: tuple[str, ...]  # and with that

    @property
    def seen(self) -> str:
        """What stands for all that a person is shown and says yes to."""
        told = (self.edition, self.version, self.before, self.files, self.content)
        return sha256(repr(told).encode())

    @property
    def name(self) -> str:
        """What it would be called."""
        return f"{self.edition}@{self.version}"


def to_issue(
    project: Opened,
    edition: str,
    briefs: Sequence[str] = (),
    *,
    bilingual: Sequence[str] = (),
    profiles: Sequence[str] = (),
) -> ToIssue:
    """Return what `issue` would issue of an edition, with `bump`; raises `ProjectError`, `ProblemsError`."""
    own = plan(project.project, project.content, edition, briefs=briefs, bilingual=bilingual, beside=True)
    jobs = plan_beside(project.project, project.content, edition, own, profiles)
    last = max(versions(project.project.content, edition), default=0)
    version = max(project.content.editions[edition].version, last + 1)
    files = tuple(f"{job.stem}.{FORMATS[format].ending}" for job in jobs for format in job.formats)
    chosen, types = (tuple(dict.fromkeys(job.brief for job in each)) for each in (own, jobs))
    return ToIssue(edition, version, last, files, digest(project.content, edition), chosen, types)


def issue(
    project: Project | Opened,
    day: str,
    edition: str | None = None,
    *,
    briefs: Sequence[str] = (),
    bilingual: Sequence[str] = (),
    profiles: Sequence[str] = (),
    bump: bool = False,
    without: Sequence[str] = (),
    seen: str | None = None,
    out: Path | None = None,
    progress: Progress = lambda what: None,
) -> NewIssue:
    """Issue an edition, the newest by default, in all languages and formats of the project; `day` is today's.

    `bilingual` are two languages in which its briefs are issued side by side, too, and `profiles` those for whom what
    these say is issued beside that, each copy with its number; who has which is recorded.
    `bump` raises the version in the edition's file if that version was issued already. The files are printed from what
    was frozen, as a reprint is, so that they rest on nothing else. What the content once had and has no more stops it,
    unless a person says by naming it in `without` that it is meant; that is kept. What a person has `seen` of
    `to_issue` has to be so still, while no other run can change it. Raises `UnseenError`, `LostError`, `IssueError` and
    what a build raises.
    """
    day = str(day_named(day))
    held = opened(project)
    project = held.project
    output = project.output_folder(out)
    with only_one(project.content):
        ready, raised = _numbered(
            held, edition, briefs=briefs, bilingual=bilingual, profiles=profiles, bump=bump, without=without, seen=seen
        )
        edition = ready.edition
        version = ready.content.editions[edition].version
        frozen, unprinted = _frozen(project, ready)
    folder = folder_in(output, edition)
    path_of = folder_of(project.content, edition, version)
    keep_line_endings(project.root, project.name_of(project.content))
    with new_folder(path_of, project.name_of(path_of)) as aside:
        for name, data in frozen.items():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).write_bytes(data)
        facts = Facts(
            edition=edition,
            version=version,
            as_of=str(ready.content.editions[edition].as_of),
            issued=day,
            content=identity(ready.content, edition)["content"],
            theme=ready.theme.folder.name,
            letterhead=project.name_of(project.letterhead) if ready.letterhead and project.letterhead else None,
            tools=tools_of(ready.theme),
            files=unprinted,
            frozen={name: sha256(data) for name, data in sorted(frozen.items())},
        )
        files, printed = produce_again(Issued(aside, facts), folder, progress)
        require_ours(folder, {**printed, MANIFEST: b""})  # while nothing is issued yet, which nobody takes back
        require_room(folder, facts, printed, project.template_folders)
        pages = {file.path.name: file.pages for file in files}
        listed = {
            name: replace(file, sha256=sha256(printed[name]), bytes=len(printed[name]), pages=pages[name])
            for name, file in facts.files.items()
        }
        facts = replace(facts, files=listed).sealed()
        (aside / FACTS).write_text(facts.text(), encoding="utf-8")
    if raised:
        stays = Told("{name} was issued, and is never written over", name=project.name_of(path_of))
        journal.note_what_stays(project.content, raised, stays)
    put(folder, identity(ready.content, edition, ready.theme), files, printed)
    notes = ready.notes + hole_notes(files)
    if theirs := hand_out(folder, facts, printed, project.template_folders):
        notes += (Told("what may be handed over is in {folder}, and nothing else", folder=project.name_of(theirs)),)
    return NewIssue(Issued(path_of, facts), Result(files, ready.gaps, ready.problems, notes))


def _numbered(
    held: Opened,
    edition: str | None,
    *,
    briefs: Sequence[str],
    bilingual: Sequence[str],
    profiles: Sequence[str],
    bump: bool,
    without: Sequence[str],
    seen: str | None,
) -> tuple[Prepared, journal.JournalEntry | None]:
    """Return an edition under the number that is next, and the change that raised it; nobody else writes meanwhile."""
    project = held.project
    if seen is not None:
        held.changed(project.content)  # what was saved since it was opened would go out unseen

    def prepared() -> Prepared:
        return prepare(held, edition=edition, briefs=briefs, bilingual=bilingual, beside=True, profiles=profiles)

    ready = prepared()
    if seen is not None and to_issue(held, ready.edition, briefs, bilingual=bilingual, profiles=profiles).seen != seen:
        raise UnseenError(Told("the edition was issued or changed meanwhile; nothing was issued: look again"))
    raised = None
    edition = ready.edition
    require_limits(project, {each.job.brief for each in ready.prints}, ready.problems)
    _require_nothing_lost(project, ready.content, without)
    last = max(versions(project.content, edition), default=0)
    if ready.content.editions[edition].version <= last:
        path = f"editions[{edition}].version"
        if not bump:
            raise IssueError(
                Told(
                    "{edition}@{last} is issued already, and a new issue needs a higher number: briefgen "
                    "set '{path}' {next}, or briefgen issue {edition} --bump; to have the issued files "
                    "again: briefgen reprint {edition}@{last}",
                    edition=edition,
                    last=last,
                    path=path,
                    next=last + 1,
                )
            )
        set_value(project.content, project.name_of(project.content), path, str(last + 1))
        raised = journal.last(project.content)
        held.changed(project.content)
        ready = prepared()
    return ready, raised


def _require_nothing_lost(project: Project, content: Content, without: Sequence[str]) -> None:
    folder = project.content
    try:
        gone = lost(content, snapshots(folder), confirmed_gone(folder))
    except TamperedError as error:
        raise IssueError(
            Told("{error}; so nobody can tell what is missing since: briefgen log --verify", error=error)
        ) from None
    if unknown := [one for one in without if one not in {each for lack in gone for each in (lack.path, lack.name)}]:
        known: str = ", ".join(one.name for one in gone) or Told("nothing")
        raise IssueError(Told("--without {name}: that isn't missing; missing is {known}", name=unknown[0], known=known))
    open_ = [one for one in gone if not {one.path, one.name} & set(without)]
    if open_:
        lines = listed(one.told for one in open_)
        options = " ".join(f"--without '{one.name}'" for one in open_)
        raise LostError(
            Told(
                "the content once had what it has no more, as translations.lock or an issued version "
                "knows:\n  {lines}\nnothing was issued: put it back (briefgen undo, version control), or say "
                "that it is meant: {options}",
                lines=lines,
                options=options,
            ),
            open_,
        )
    if gone:
        confirm_gone(folder, project.name_of(folder), content, [one.path for one in gone])


def keep_line_endings(root: Path, content: str) -> None:
    """See to it that git changes no byte of what was issued: a line of .gitattributes says so.

    Raises `IssueError` where that file is a link, through which nothing is written, and the line isn't there.
    """
    path, line = root / ".gitattributes", f"{content}/{EDITIONS}/*{ISSUED}/** -text"
    old = read_file(path, path.name) if path.exists() else None
    if old is not None and line in old.decode("utf-8", "replace").splitlines():
        return
    if path.is_symlink():
        raise IssueError(
            Told(
                "{name} is a link, and briefgen writes through none; nothing was issued. So that git "
                "changes no byte of what is issued, add this line to the file that it leads to: {line}",
                name=path.name,
                line=line,
            )
        )
    before = old.rstrip(b"\r\n") + b"\n" if old and old.strip() else b""
    replace_file(path, old, before + f"# Frozen to the byte: no line ending may change.\n{line}\n".encode(), path.name)


def _frozen(project: Project, ready: Prepared) -> tuple[dict[str, bytes], dict[str, Printed]]:
    """Return what is to be frozen, by name, and the files to be printed of it, of which no byte is known yet."""
    frozen = {CONTENT: snapshot(ready.content).encode()}
    unprinted: dict[str, Printed] = {}
    for each in ready.prints:
        job, data = each.job, dump(each.document).encode()
        stem = f"{TREES}/{job.brief}_{job.languages}" + (f"_copy-{job.copy}" if job.copy else "")
        tree = f"{stem}.tree.json"
        if frozen.setdefault(tree, data) != data:  # on a letterhead Word's pictures may be narrower
            tree = f"{stem}.{each.format.name}.tree.json"
            frozen[tree] = data
        for annexed in annexed_in(each.document):
            frozen[annex_name(annexed)] = ready.products.run.annexed(annexed)
        kind = brief_type(job.brief, project.template_folders)
        unprinted[each.name] = Printed(
            tree=tree, sha256="0" * 64, bytes=0, pages=None,
            brief=job.brief, language=job.languages, format=each.format.name,
            audience=kind.audience.name.lower(), personal=kind.personal,
            copy=job.copy or 0, holder=_holder(job, ready.content, project), profile=job.profile,
        )  # fmt: skip
    for folder in (ready.theme.folder, *ready.theme.bases):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if "/." not in f"/{name}":
                frozen[f"{THEME}/{folder.name}/{name}"] = read_file(path)
    if ready.letterhead and project.letterhead:
        frozen[LETTERHEAD] = read_file(project.letterhead, project.name_of(project.letterhead))
    if lock := lock_of(face_packages(ready.theme)):
        frozen[LOCK] = lock.encode()
    return frozen, unprinted


def _holder(job: Job, content: Content, project: Project) -> str:
    """Return the name of whom a copy is for in the project's main language, or whichever they have."""
    if not job.profile:
        return ""
    names = names_of(content, job.edition)[job.profile]
    return next((names[each] for each in (*project.settings.languages, *names) if names.get(each)), "")
