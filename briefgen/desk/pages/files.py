"""The files that there are: what each is, by edition and type of brief; and the sheets of one for the printer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby, permutations
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from briefgen.desk.naming import FileTold, file_told
from briefgen.desk.pages.answering import form, no_file, no_such_file, page
from briefgen.desk.pages.beside import beside
from briefgen.desk.pages.compare import earlier_states, states
from briefgen.desk.pages.long import few, part_of
from briefgen.desk.pages.shown import show
from briefgen.desk.state import Tell
from briefgen.issuing.issue import ToIssue
from briefgen.issuing.log import Logged, log_by_edition
from briefgen.making.brief_types import COUNTERPART
from briefgen.making.compose import CHANGE_NOTE, brief_types, own_briefs
from briefgen.making.formats import LAYOUTS
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.making.output import listed_in
from briefgen.making.press import Result, identity
from briefgen.making.printing import ForPrinter, print_brief
from briefgen.making.versions import changed_since
from briefgen.problems.diagnostics import Diagnostic, ProblemsError, to_look_at
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.formats import FORMATS
from briefgen.upkeep.annexes import unnamed_annexes
from briefgen.upkeep.fitting import types_of_brief
from briefgen.upkeep.things import editions_of

EDITIONS = 20  # on a page: each with its files and forms
_KINDS = {f".{each.ending}": each.media_type for each in FORMATS.values()}
_NOTHING: dict[str, Any] = {
    "result": None, "draft": False, "issued": "", "redlined": None, "printed": None, "lost": ("", "", (), (), "", ())
}  # fmt: skip


@page
def page_of_files(request: Request, project: Opened) -> Response:
    """Show what can be made, and the files that there are."""
    return show_files(request, project)


def show_files(request: Request, project: Opened, **shown: Any) -> Response:
    """Return the page of the files, with what was just made of them."""
    output = project.project.output
    editions = editions_of(project)
    part = part_of(request, editions, EDITIONS)
    ids, issued = states(project)
    versions = log_by_edition(project)
    files = {each.id: _files_in(project, each.id, output / each.id, versions.get(each.id, ())) for each in part.shown}
    about: dict[str, Any] = {
        "editions": editions,
        "part": part,
        "against": {each.id: few(earlier_states(project, each.id, ids, issued)) for each in part.shown},
        "current": {id: _by_brief(each for each in made if not each.is_old) for id, made in files.items()},
        "old": {id: _by_brief(each for each in made if each.is_old) for id, made in files.items()},
        "versions": versions,
        "changed": changed_editions(project, files),
        "to_print": {id: _to_print(made) for id, made in files.items()},
        "layouts": LAYOUTS,
        "sheets_of": lambda name: [f"{name.removesuffix('.pdf')}_{layout}.pdf" for layout in LAYOUTS],
        "others": _other_types(project),
        "types": _types(project),
        "pairs": list(permutations(project.project.settings.languages, 2)),
        "unnamed": _unnamed(project),
        "profiles": {each.id: _profiles(project, each.id) for each in part.shown},
        **_NOTHING,
        **shown,
    }
    about["problems"] = _problems(project, about["result"]) if about["result"] else []
    return show(request, "build.html.jinja", project, here="/build", **about)


def _unnamed(project: Opened) -> list[str]:
    """Return the PDFs that no annex names any more."""
    with suppress(ProblemsError, Mistake, OSError):  # where the content can't be read nobody knows
        return unnamed_annexes(project)
    return []


def _other_types(project: Opened) -> list[str]:
    """Return the types of brief that have no button of their own, and aren't made anyway."""
    with suppress(Mistake):  # the settings may name one that there isn't
        anyway = (*own_briefs(project.project), CHANGE_NOTE, COUNTERPART)
        return [each for each in brief_types(project.project) if each not in anyway]
    return []


def _types(project: Opened) -> list[str]:
    with suppress(Mistake):  # as above
        return types_of_brief(project.project)
    return []


def _profiles(project: Opened, edition: str) -> list[tuple[str, Mapping[str, str]]]:
    """Return the profiles of an edition, each with for whom it is."""
    with suppress(ProblemsError, Mistake, KeyError):  # where the content can't be read nobody knows
        return [(each.id, each.name.root) for each in project.content.editions[edition].profiles]
    return []


def changed_editions(project: Opened, editions: Iterable[str]) -> dict[str, int]:
    """Return of each edition the version that was issued last, if the text has changed since; 0 if it hasn't."""
    found = {}
    for each in editions:
        found[each] = 0
        with suppress(ProblemsError, Mistake):  # where the content can't be read it isn't known
            found[each] = changed_since(project, each)
    return found


def _problems(project: Opened, made: Result) -> list[Diagnostic]:
    """Return what the check says of the edition that files are of: as many as it says itself, whichever they are."""
    of = next((each.path.parent.name for each in made.files), "")
    known = of in {each.id for each in editions_of(project)}
    return to_look_at(check(project, of) if known else made.problems)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: what its name says, which version it says it is, and when it was made.

    The content may have `changed` since: something that its edition can print. It `is_old` if that is so, and it isn't
    as it was issued. 0 if nothing tells the version, None where no build gives such a name.
    """

    name: str
    made: str  # the moment, ISO
    told: FileTold | None = None
    version: int = 0
    draft: bool = False
    as_issued: bool = False
    changed: bool = False

    @property
    def is_old(self) -> bool:
        """Whether what it says is neither what the content says now, nor what was issued."""
        return self.changed and not self.as_issued

    @property
    def brief(self) -> str:
        """The type of brief that it is; "" if its name doesn't tell."""
        return self.told.brief if self.told else ""

    @property
    def row(self) -> tuple[object, ...]:
        """What it has in common with the same in another format."""
        one = self.told and (self.told.language, self.told.copy, self.told.layout, self.told.shows_changes)
        return (one or self.name, self.draft, self.version, self.as_issued, self.changed)


def _files_in(project: Opened, edition: str, folder: Path, issued: Iterable[Logged]) -> list[MadeFile]:
    """Return what is known of the files of a folder, by the manifest beside them and by what was issued.

    The newest of each kind comes first, of those made together the project's first language.
    """
    of_version = {
        (name, each.sha256): logged.facts.version
        for logged in issued if logged.facts for name, each in logged.facts.files.items()
    }  # fmt: skip
    now = ""
    with suppress(ProblemsError, Mistake):  # where the content can't be read nobody knows
        now = identity(project.content, edition)["content"]
    found, manifest = [], listed_in(folder)
    for path in _made(folder):
        made = dt.datetime.fromtimestamp(path.stat().st_mtime).isoformat(timespec="seconds")
        listed = manifest.get(path.name, {})
        told = file_told(edition, path.name)
        brief = _brief_of(path.name, told, manifest)
        number = of_version.get((brief, str(manifest.get(brief, {}).get("sha256"))), 0)
        # A redline is of two versions, and says so itself.
        version = 0 if told and told.shows_changes else number or listed.get("version", 0)
        changed = bool(now and listed and listed.get("content") != now)
        draft = bool(listed.get("draft"))
        found.append(MadeFile(path.name, made, told, version, draft, as_issued=bool(number), changed=changed))
    languages = project.project.settings.languages
    found.sort(key=lambda each: (Path(each.name).stem, list(_KINDS).index(Path(each.name).suffix)))
    found.sort(key=lambda each: each.made[:16], reverse=True)
    return sorted(found, key=lambda each: _place(each, languages))


def _brief_of(name: str, told: FileTold | None, manifest: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the brief that sheets are of, if it says still what they say; of all else the file itself."""
    if told is None or not told.layout:
        return name
    brief = name.removesuffix(f"_{told.layout}.pdf") + ".pdf"
    same = manifest.get(brief, {}).get("printed") == manifest.get(name, {}).get("printed")
    return brief if same else name


def is_made(project: Opened, due: ToIssue) -> bool:
    """Tell whether all files that would be issued of an edition were made of what its content says now, as no draft."""
    folder = project.project.output / due.edition
    listed = listed_in(folder)
    made = (listed.get(name, {}) for name in due.files if (folder / name).is_file())
    fit = [each for each in made if each.get("content") == due.content and not each.get("draft")]
    return len(fit) == len(due.files)


def _place(each: MadeFile, languages: Sequence[str]) -> tuple[object, ...]:
    """Return where a file stands among those of its type: what is to be read first, in the main language."""
    told = each.told
    if told is None:
        return (True,)
    language = languages.index(told.languages[0]) if told.languages[0] in languages else len(languages)
    return (False, told.shows_changes, bool(told.layout), each.changed, len(told.languages), language)


def _by_brief(files: Iterable[MadeFile]) -> list[tuple[str, list[list[MadeFile]]]]:
    """Return files by the type of brief, that with the newest one first; what differs in its format alone is a row."""
    by_brief: dict[str, list[MadeFile]] = {}
    for each in files:
        by_brief.setdefault(each.brief, []).append(each)
    newest_first = sorted(by_brief.items(), key=lambda of: max(each.made[:16] for each in of[1]), reverse=True)
    return [(brief, list(_rows(made))) for brief, made in sorted(newest_first, key=lambda of: not of[0])]


def _rows(files: Iterable[MadeFile]) -> Iterator[list[MadeFile]]:
    for _, row in groupby(files, key=lambda each: each.row):
        yield list(row)


def _to_print(files: Iterable[MadeFile]) -> tuple[list[MadeFile], list[MadeFile]]:
    """Return the PDFs that go on sheets: those that say what the content says, and those of before it changed."""
    found = [each for each in files if each.name.endswith(".pdf") and each.brief and _is_plain(each.told)]
    return [each for each in found if not each.changed], [each for each in found if each.changed]


def _is_plain(told: FileTold | None) -> bool:
    return told is not None and not told.layout and not told.shows_changes


def _made(folder: Path) -> list[Path]:
    """Return the files in a folder that are of a kind which a build writes, and can be asked for by their names."""
    return sorted(
        path
        for path in folder.glob("*.*")
        if path.suffix in _KINDS and path.name.isprintable() and path.is_file() and not path.is_symlink()
    )


@form
def print_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Lay a brief that was made out for the printer."""
    edition, name, layout = (fields.get(each, "") for each in ("edition", "name", "layout"))
    brief = _file_of(project, edition, name)
    if brief is None or layout not in LAYOUTS:
        raise Mistake(no_such_file(name))

    def run(project: Opened, tell: Tell) -> ForPrinter:
        return print_brief(project, brief, layout, progress=tell)

    return beside(request, Told("The sheets are being laid out"), run, lambda *on: show_files(*on[:2], printed=on[2]))


@page
def file(request: Request, project: Opened) -> Response:
    """Return a file that was made; others in the folder are nobody's to fetch."""
    edition, name = request.path_params["edition"], request.path_params["name"]
    found = _file_of(project, edition, name)
    if found is None:
        return no_file(request, project, name)
    kind = _KINDS[found.suffix]
    # A page stands alone, with its style in it, which no page of the desk may have.
    shown = "attachment" if kind == "text/html" else "inline"
    return FileResponse(found, media_type=kind, content_disposition_type=shown, filename=name)


def _file_of(project: Opened, edition: str, name: str) -> Path | None:
    known = edition in {each.id for each in editions_of(project)}
    made = _made(project.project.output / edition) if known else []
    return next((path for path in made if path.name == name), None)
