"""Content -> trees: which briefs there are, and each of them through localise, template and reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefgen import pictures
from briefgen.content.comparing.compare import compare
from briefgen.content.comparing.named import edition_side
from briefgen.content.model import Content, Values
from briefgen.content.names import EDITIONS
from briefgen.content.schema.audience import INTERNAL, audience_of
from briefgen.content.schema.base import Translated
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.meetings import ScenarioStep
from briefgen.dates import Point
from briefgen.document.addresses import with_addresses
from briefgen.document.annexed import with_annexed, without_annexed
from briefgen.document.bilingual import side_by_side
from briefgen.document.contents import Wanted, with_contents
from briefgen.document.digest import with_digest
from briefgen.document.figures import with_pictures
from briefgen.document.html_reader import read_html
from briefgen.document.numbering import with_numbers, with_tabs
from briefgen.document.tree import Document, Drawn, Text, contents_of, walk
from briefgen.language import available, get_language, how_to_add
from briefgen.language.catalogue import Catalogue, load_catalogue
from briefgen.localise import LocalBrief, Messages, Since, localise
from briefgen.look.carriers import carrier_of
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making import annexes, templating
from briefgen.making.brief_types import brief_type
from briefgen.pictures.drawing import draw
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Named, SchemaWord, Told, Written, looked_up
from briefgen.project.folder import Project
from briefgen.project.formats import FORMATS, Format
from briefgen.project.settings import SETTINGS_FILE, ProjectError, check_name, of_setting

CHANGE_NOTE = "changes"  # the brief type that says what is new since another edition
_MOST_CHARACTERS = 8  # that one report lists


@dataclass(frozen=True, slots=True)
class Job:
    """One brief in one language, in some formats."""

    edition: str
    brief: str
    language: str
    formats: tuple[str, ...]
    since: str | None = None  # the edition that a change note compares with
    draft: bool = False
    version: int | None = None  # that it says it is, if not the one that the edition's file names
    copy: int | None = None  # which of several copies, each with its number
    facing: str = ""  # the language beside its own, if it is in two
    profile: str = ""  # for whom a copy is

    @property
    def stem(self) -> str:
        """The name of the files, without the ending."""
        copy = f"_copy-{self.copy}" if self.copy else ""
        return f"{self.edition}_{self.brief}_{self.languages}{'_draft' if self.draft else ''}{copy}"

    @property
    def languages(self) -> str:
        """How files call its language, or its two."""
        return f"{self.language}+{self.facing}" if self.facing else self.language


@dataclass(frozen=True, slots=True)
class Print:
    """What is to be printed: a document of a job in one of its formats."""

    job: Job
    format: Format
    document: Drawn

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.job.stem}.{self.format.ending}"


def as_print(job: Job, format: Format, document: Drawn) -> Print:
    """Return what is to be printed of a document in a format: pages of other files where it has a place for them."""
    return Print(job, format, document if format.appends else without_annexed(document))


def plan(
    project: Project,
    content: Content,
    edition: str | None = None,
    languages: Sequence[str] = (),
    briefs: Sequence[str] = (),
    formats: Sequence[str] = (),
    since: str | None = None,
    profile: str | None = None,
    bilingual: Sequence[str] = (),
    *,
    beside: bool = False,
) -> list[Job]:
    """Return the jobs of a build, in each language, or in the two of a `bilingual` one; in all if that is `beside`.

    A profile of the edition says which briefs in which languages, whether two of them stand side by side, and how many
    copies, where nothing else does. Numbers go on from profile to profile: no two people have a copy of the same one.
    Raises `ProjectError` for a name that there isn't.
    """
    settings = project.settings
    edition = newest_edition(content) if edition is None else edition
    require_known("edition", [edition], content.editions)
    copies: Sequence[int | None] = [None]
    if profile is not None:
        profiles = {each.id: each for each in content.editions[edition].profiles}
        require_known("profile", [profile], profiles)
        chosen = profiles[profile]
        briefs = briefs or chosen.briefs
        if not languages and not bilingual:
            languages, bilingual, beside = chosen.languages, chosen.bilingual, beside or bool(chosen.languages)
        if chosen.copies:
            before = list(profiles)[: list(profiles).index(profile)]
            first = 1 + sum(profiles[each].copies or 0 for each in before)
            copies = range(first, first + chosen.copies)
    require_known("language", (*languages, *bilingual), settings.languages)
    if bilingual and ((languages and not beside) or len({*bilingual}) != 2 or len(bilingual) != 2):
        raise ProjectError(Told("a bilingual brief is in two languages: name these two, and no others"))
    alone = [(each, "") for each in dict.fromkeys(languages or settings.languages)]
    sides = [*(alone if beside or not bilingual else ()), *([(bilingual[0], bilingual[1])] if bilingual else ())]
    require_known("brief", briefs, brief_types(project))
    require_known("format", formats, list(FORMATS))
    briefs = tuple(dict.fromkeys(briefs or own_briefs(project)))
    if since is not None and CHANGE_NOTE not in briefs:
        raise ProjectError(Told("--since goes with the change note: add --brief {brief}", brief=CHANGE_NOTE))
    if CHANGE_NOTE in briefs:
        since = since or content.editions[edition].previous
        if since is None:
            raise ProjectError(
                Told(
                    "{edition} names no edition before it: add `previous: …` to its file, or use --since",
                    edition=edition,
                )
            )
        require_known("edition", [since], content.editions)
    return [
        Job(
            edition,
            check_name(brief, "brief"),
            language,
            tuple(dict.fromkeys(formats or settings.formats)),
            since if brief == CHANGE_NOTE else None,
            copy=copy,
            facing=facing,
            profile=profile if profile and copy else "",
        )
        for brief in briefs
        for language, facing in sides
        for copy in copies
    ]


def brief_types(project: Project) -> list[str]:
    """Return the names of the types of brief that a project has templates for."""
    return templating.template_names(project.template_folders)


def own_briefs(project: Project) -> tuple[str, ...]:
    """Return the types of brief that the settings name; raises `SettingsError` for one that has no template."""
    _require_named(project, "brief", brief_types(project))
    return project.settings.briefs


def require_languages(project: Project) -> None:
    """Raise `SettingsError` where the settings name a language that there isn't."""
    new = next((code for code in project.settings.languages if how_to_add(code) and code not in available()), "")
    if new:
        why = Told(
            "{file}: there is no language {code!r} yet; start it with: briefgen language new {code}",
            file=SETTINGS_FILE,
            code=new,
        )
        raise of_setting("languages", why)
    _require_named(project, "language", available())


def _require_named(project: Project, what: str, known: Collection[str]) -> None:
    setting = f"{what}s"
    try:
        require_known(what, getattr(project.settings, setting), known)
    except ProjectError as error:
        raise of_setting(setting, Told("{file}: {why}", file=SETTINGS_FILE, why=str(error))) from None


def newest_edition(content: Values) -> str:
    """Return the edition with the latest as-of date, of those that could be read."""
    editions = {path: item.value for path, item in content.items.items() if isinstance(item.value, Edition)}
    dates = {path[len(EDITIONS) + 1 : -1]: str(edition.as_of) for path, edition in editions.items()}
    return max(dates, key=lambda id: (dates[id], id), default="")


def date_of(content: Content, edition: str) -> Point:
    """Return the date for which an edition is true."""
    as_of = content.editions[edition].as_of.start
    assert as_of is not None  # the schema wants a point in time
    return as_of


def texts_of(project: Project, language: str) -> Callable[..., Text]:
    """Return what gives the interface words of a language as texts, those of the project's own catalogue first."""
    messages = Messages(catalogue_of(project, language))

    def text(msgid: str, **values: Any) -> Text:
        phrase = messages(msgid, **values)
        return Text(str(phrase), phrase.source)

    return text


def theme_of(project: Project) -> Theme:
    """Return the theme that a project names; raises `ThemeError`, `ProjectError`."""
    return load_theme(project.theme, project.theme_folder, project.name_of)


def compose(
    project: Project,
    content: Content,
    job: Job,
    *,
    draft: bool = False,
    templates: templating.Templates | None = None,
    sheet: object = None,
    lacking: list[Diagnostic] | None = None,
) -> tuple[LocalBrief, Document]:
    """Return a brief in one language, or a sheet beside it, and its tree for any paper; raises `ProblemsError`.

    What its texts are `lacking` goes there, if it is given, and keeps nothing from being composed.
    """
    if job.facing:
        sides = (replace(job, facing=""), replace(job, facing="", language=job.facing))
        (brief, first), (_, second) = (
            compose(project, content, side, draft=draft, templates=templates, lacking=lacking) for side in sides
        )
        return brief, side_by_side(first, second)
    language = get_language(job.language)
    since = _since(content, job.since, job.edition) if job.since else None
    kind = brief_type(job.brief, project.template_folders)
    _require_marking(content, job, kind.marking)
    readers = kind.readers
    if since and readers.audience != INTERNAL:
        raise ProjectError(Told("the change note is for the agency alone: what is new since may be anything"))
    look = annexes.looker(project)
    brief = localise(
        content, job.edition, language, catalogue_of(project, job.language),
        draft=draft or job.draft, version=job.version, copy=job.copy, since=since, lacking=lacking, readers=readers,
        pages_of=lambda file: annexed.pages if (annexed := look(file)) else 0,
    )  # fmt: skip
    charts = pictures.charts(brief)
    shown = {name: chart is not None for name, chart in charts.items()}
    html = templating.render(brief, job.brief, project.template_folders, shown, templates, sheet)
    document = with_addresses(read_html(html, language.bind, charts, direction=language.direction))
    document = with_annexed(with_tabs(document), look)
    if not readers.may_read(audience_of(ScenarioStep, "what")):  # of which the id is the gist
        steps = f"{EDITIONS}[{job.edition}].scenario"
        document = replace(document, metadata=replace(document.metadata, by_place=(steps,)))
    return brief, with_digest(with_numbers(document) if project.settings.numbered_paragraphs else document)


def _require_marking(content: Content, job: Job, lowest: int) -> None:
    """Raise `ProblemsError` where an edition is marked lower than a type of brief may be."""
    levels, own = content.agency.markings, content.editions[job.edition].marking
    allowed = levels[min(lowest, len(levels)) - 1 :]
    if own not in {level.id for level in allowed}:
        names = allowed[0].name.root
        message = Told(
            "{marking} is too open a marking for the brief {brief}: it is “{lowest}” at least",
            marking=repr(own),
            brief=SchemaWord("brief", repr(job.brief)),
            lowest=Named(next(iter(names.values())), names),
        )
        hint = Told("choose a closer level, or don't build this type of brief")
        raise ProblemsError([content.problem(f"{EDITIONS}[{job.edition}].marking", "marking-too-open", message, hint)])


def on_paper(document: Document, paper: Theme, contents: Wanted, like: Drawn | None = None) -> Drawn:
    """Return a tree as it is pressed: its pictures as wide as the text on a paper, and its contents list, if wanted.

    `like` is the same brief on the theme's own paper, which says whether it has a contents list. Raises `NoPlaceError`.
    """
    paper = paper.on(document.metadata.paper)
    if like is not None:
        contents = "always" if contents_of(like) else "never"
    return with_contents(with_pictures(document, lambda chart: draw(chart, paper)), contents)


def catalogue_of(project: Project, language: str) -> Catalogue:
    """Return the interface words of a language, the project's own first."""
    return load_catalogue(language, *project.catalogue_files(language), name_of=project.name_of)


def _since(content: Content, old: str, new: str) -> Since:
    changes = compare(edition_side(content, old), edition_side(content, new))
    return Since(old, content.editions[old].as_of, changes)


def require_glyphs(content: Content, document: Document, theme: Theme) -> None:
    """Raise `ProblemsError` for characters that the theme's faces can't show."""
    texts = [node for node in walk(document) if isinstance(node, Text)]
    missing = theme.missing_glyphs(text.value for text in texts)
    language = document.lang.partition("-")[0]
    lacking: dict[str | None, set[str]] = {}
    for text in texts:
        if chars := set(text.value) & missing:
            lacking.setdefault(text.source, set()).update(chars)
    if lacking:
        raise ProblemsError(
            [_missing_glyphs(content, source, language, chars, theme) for source, chars in lacking.items()]
        )


def _missing_glyphs(content: Content, source: str | None, language: str, chars: set[str], theme: Theme) -> Diagnostic:
    """Return one report for a text, at the first place of a character that no face has."""
    family = ", ".join(theme.families)
    shown = ", ".join(f"{char!r} (U+{ord(char):04X})" for char in sorted(chars)[:_MOST_CHARACTERS])
    more = len(chars) - _MOST_CHARACTERS
    code, message = "glyph-missing", Told("{family} has no {shown}", family=family, shown=shown)
    if more > 0:
        message = Told("{family} has no {shown} and {more} more", family=family, shown=shown, more=more)
    hint = _hint(chars, theme)
    item = content.items.get(source or "")
    if item is None:
        return Diagnostic(Place(source or "templates"), "error", code, message, hint)
    if not isinstance(item.value, Translated):
        return content.problem(item.path, code, message, hint)
    written = item.value.root.get(language, "")
    offset = next((at for at, char in enumerate(written) if char in chars), None)
    return content.problem(item.path, code, message, hint, within=(language,), offset=offset)


def _hint(chars: set[str], theme: Theme) -> str:
    """Return what to do: a face for letters is to be had; other characters are rarely worth one."""
    letters = {char for char in chars if char.isalpha()}
    if letters != chars:
        return Told("use another character, or a theme whose face has it")
    carrier = carrier_of(letters, theme.families)
    if carrier is None:
        return Told(
            "put a face that has it (.ttf or .otf) into the folder of a theme of your own, and name it in theme.toml"
            " under [[further]]: docs/letters.md"
        )
    return Told(
        "type `pip install {package}`, and write into the theme.toml of a theme of your own: {lines} (docs/letters.md)",
        package=carrier.package,
        lines=carrier.lines,
    )


# Of what there may be none of a name, for the catalogues.
_NAMED = (Told("edition"), Told("language"), Told("brief"), Told("format"), Told("profile"))


def require_known(what: str, wanted: Sequence[str], known: Collection[str]) -> None:
    """Raise `ProjectError` for a name that there isn't."""
    # What the settings name is to be written as they know it: en, not what the language is called.
    names = known if what in ("edition", "profile") else [Written(each) for each in known]
    for name in wanted:
        if name not in known:
            raise ProjectError(
                Told(
                    "there is no {what} {name!r}; {hint}",
                    what=looked_up(what),
                    name=name,
                    hint=did_you_mean(name, names),
                )
            )
