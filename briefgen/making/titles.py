"""Whether what types of brief are called can be printed: letters and their files go by it, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.language.catalogue import MissingMessageError
from briefgen.localise import Messages
from briefgen.localise.values import CannotPrintError
from briefgen.making.brief_types import brief_type
from briefgen.making.compose import Job, catalogue_of
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.problems.notes import SchemaWord, Told, Written
from briefgen.project.folder import Project


def unprintable_titles(project: Project, jobs: Iterable[Job]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the titles of types of brief, in the languages of these jobs."""
    for brief, language in dict.fromkeys((job.brief, each) for job in jobs for each in job.languages.split("+")):
        if fault := _fault(project, brief, language):
            place = Place(f"templates/briefs/{brief}.toml")
            yield Diagnostic(
                place, "error", "template-wrong", fault, Told("write there: title = {example}", example=_EXAMPLE)
            )


def _fault(project: Project, brief: str, language: str) -> str:
    title = brief_type(brief, project.template_folders).title
    try:
        if isinstance(title, str):
            if title:
                Messages(catalogue_of(project, language))(title)
            return ""
        if title.get(language):
            return ""
    except CannotPrintError as error:
        return str(error)
    except MissingMessageError:
        pass
    return Told(
        "the title of {brief} isn't there in {language}, and letters and their files go by it",
        brief=SchemaWord("brief", repr(brief)),
        language=language,
    )


_EXAMPLE = Written('{en = "Note for the press", ka = "ცნობა პრესისთვის"}')
