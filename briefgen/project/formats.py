"""The formats that there are: one entry of `FORMATS` each, which names the modules that do the work and loads none.

A new format is one module in `formats/` and one entry here. Which formats a project may name, the command line takes,
people can get by email, the checks and the documentation know, all follows from the entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.problems.mistakes import Mistake


class FormatError(Mistake):
    """A file is in no format that there is, or a format can't do what is asked of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is called, what makes its files and proves them, and what these can hold."""

    name: str  # in settings, on the command line, and the ending of its files
    label: str  # as people read it
    media_type: str
    press: str  # the module that has `press(document, run, sections)`, which gives `formats.run.Pressed`
    prover: str = ""  # the module of `proof` that reads the files back and has `faults(…)`
    unproved: str = ""  # or why there is none, in words that go on from «isn't proved: »
    ending: str = ""  # if it isn't the name
    called: tuple[str, ...] = ()  # other names that people have for it
    redlines: bool = False  # whether it shows what was inserted and deleted
    letterhead: bool = False  # whether the agency's letterhead is under it
    appends: bool = False  # whether pages of other files stand in it: annexes
    page_numbers: bool = False  # whether its contents list names pages: those of the PDF
    attached: bool = True  # whether people can get it by email
    locks: bool = False  # whether a password can be put on a file
    sheets: str = ""  # the module that makes pictures of its pages, for a look at what will be printed

    def __post_init__(self) -> None:
        """Refuse a format that isn't proved, unless it says why."""
        if bool(self.prover) == bool(self.unproved):
            raise ValueError(f"{self.name}: name a prover, or say why there is none")
        object.__setattr__(self, "ending", self.ending or self.name)


def table(*formats: Format) -> dict[str, Format]:
    """Return formats by their names; raises ValueError if two have one name, of people's or ours, or one ending."""
    names: dict[str, Format] = {}
    endings: dict[str, Format] = {}
    for each in formats:
        for name in (each.name, *each.called):
            if name in names:
                raise ValueError(f"{each.name} is called {name!r}, as {names[name].name} is")
            names[name] = each
        if each.ending in endings:
            raise ValueError(f"{each.name} has the ending {each.ending!r}, as {endings[each.ending].name} has")
        endings[each.ending] = each
    return {each.name: each for each in formats}


FORMATS = table(
    Format(
        "pdf", "PDF", "application/pdf", "briefgen.formats.pdf.press", prover="pdf",
        redlines=True, appends=True, page_numbers=True, locks=True, sheets="briefgen.formats.pdf.sheets",
    ),
    Format(
        "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "briefgen.formats.word.press", prover="docx", called=("word", "doc"),
        redlines=True, letterhead=True, page_numbers=True,
    ),
    Format(
        "html", "HTML", "text/html", "briefgen.formats.html", prover="html", called=("htm",),
        redlines=True, attached=False,  # mail programs and filters distrust an HTML file that comes along
    ),
)  # fmt: skip
ATTACHED = tuple(each.name for each in FORMATS.values() if each.attached)
CALLED = {called: each.name for each in FORMATS.values() for called in each.called}


def format_of(file: str) -> Format:
    """Return the format of a file by its ending; raises `FormatError`."""
    ending = file.rpartition(".")[2]
    for each in FORMATS.values():
        if each.ending == ending:
            return each
    raise FormatError(f"{file}: no format has the ending {ending!r}; there are {', '.join(FORMATS)}")
