from __future__ import annotations

from tests.annexes import annex, cut_to_a_part, launch
from tests.checks.cases import Edit, File, fires, gone, silent
from tests.formats.letterheads import letterhead
from tests.logos import raster, svg

SOURCES, COOPERATION, AGENCY = "sources.yaml", "cooperation.yaml", "agency.yaml"
EDITION, EVENTS, ASSOCIATION = "editions/2030-05-example-city.yaml", "events.yaml", "association.yaml"
OBJECTIVES = "objectives:\n  ka: მხარს ვუჭერთ.\n  en: We support it.\n"
PUBLIC_BEFORE = (
    "content/editions/2029-05-example-city.yaml",
    f"event: example-forum-2030\nversion: 1\nas_of: 2029-05\nmarking: public\ndrafter: null\n{OBJECTIVES}".encode(),
)
PUBLIC = (EDITION, "marking: internal", "marking: public")
DURING = "parent: example-forum-2030"
SENTENCES = {
    "ka": "ასოციაცია ატარებს სანიმუშო ტრენინგებსა და შეხვედრებს. ",
    "en": "The Association organizes example courses and meetings. ",
}


def long_texts(sentences: int) -> tuple[Edit, ...]:
    """Give aim and activities that many sentences each."""
    ka, en = (words * sentences for words in SENTENCES.values())
    return (
        (ASSOCIATION, "ka: ასოციაციის მიზანია, **მაგალითი** მისცეს ყველას.", f"ka: {ka}"),
        (ASSOCIATION, "en: The aim of the Association is to set an **example** to everybody.", f"en: {en}"),
        (ASSOCIATION, "ka: ასოციაცია ატარებს სანიმუშო ტრენინგებსა და შეხვედრებს.\n", f"ka: {ka}\n"),
        (ASSOCIATION, "en: The Association organizes example courses and meetings.\n", f"en: {en}\n"),
    )


def goes_on(label: str, id: str = "", *, labels: bool = False) -> Edit:
    """Give the history so many dates that there is a timeline, under which stands something that goes on.

    What has a date has `labels`, if they are wanted.
    """
    told = {"შეხვედრა": "A meeting", "სემინარი": "A seminar", "ვიზიტი": "A visit", "საუბარი": "A talk", "სხვა": "More"}
    rows = "".join(
        f"  - {{id: met{id}-{year}, date: {year}, sources: [example-page], text: {{ka: {ka}., en: {en}.}}"
        + (f", label: {{ka: {ka}, en: {en}}}" if labels else "")
        + "}\n"
        for year, (ka, en) in enumerate(told.items(), start=2022)
    )
    words = f"text: {{ka: შ., en: M.}}, label: {{ka: შ, en: {label}}}"
    rows += f"  - {{id: advice{id}, date: ongoing, sources: [example-page], {words}}}\n"
    return COOPERATION, "  # What goes on has no date.\n", f"{rows}  # What goes on has no date.\n"


def link(language: str, scheme: str) -> Edit:
    old = {"ka": "აწვდის სანიმუშო სტატისტიკას", "en": "with example statistics"}[language]
    return COOPERATION, old, f"{old} ([www]({scheme}://www.example.org/a))"


def session(*more: str) -> Edit:
    """Add a session that decides something on which the Agency has a position; `more` are fields of it."""
    fields = "".join(f"\n  {field}" for field in more)
    return (
        EVENTS,
        "",
        f"""
- id: example-session-13
  kind: council-session
  name: {{ka: სანიმუშო სესია, en: Example Session}}
  date: 2030-05-15
  number: 13{fields}
  city: example-city
  state: planned
  sources: [example-page]
  agenda:
  - id: report
    kind: report
    title: {{ka: ანგარიში, en: Report}}
    position: {{ka: მხარს ვუჭერთ., en: We support it.}}
""",
    )


def logo(data: bytes | None, file: str = "logo.png", width: int = 40) -> tuple[File, ...]:
    """Give the project a theme with a logo; None for one whose file isn't there."""
    own = "templates/themes/own"
    theme = f'extends = "plain"\n\n[logo]\nfile = "{file}"\nwidth = {width}\n'
    settings = b'languages = ["ka", "en"]\ntheme = "own"\n'
    picture = ((f"{own}/{file}", data),) if data is not None else ()
    return ("briefgen.toml", settings), (f"{own}/theme.toml", theme.encode()), *picture


def on_letterhead(pixels: int) -> tuple[File, ...]:
    """Give the project a letterhead whose logo is that many pixels wide, on 12 mm."""
    settings = b'languages = ["ka", "en"]\nletterhead = "letterhead.docx"\n'
    return ("briefgen.toml", settings), ("letterhead.docx", letterhead(pixels=pixels))


def annexed(data: bytes | None, name: str = "agenda.pdf") -> tuple[tuple[Edit, ...], tuple[File, ...]]:
    """Give the edition an annex with a file; None for one that isn't there."""
    row = f"annexes:\n  - {{id: a, title: {{ka: დანართი, en: Annex}}, file: {name}}}\n"
    edit = (EDITION, "drafter: null     # not supplied\n", f"drafter: null\n{row}")
    return (edit,), (((f"content/annexes/{name}", data),) if data is not None else ())


MISSING, WHOLE, LAUNCHING, CUT = (
    annexed(data) for data in (None, annex(), annex(spoil=launch), annex(spoil=cut_to_a_part))
)
CASES = (
    fires(
        "link-insecure", "of a source", (SOURCES, "https://www.example.org/about", "http://www.example.org/about"),
        marks="http://www.example.org/about",
    ),
    fires("link-insecure", "in a text", link("ka", "http"), marks="http://www.example.org/a", language="ka"),
    fires("link-insecure", "in a text", link("en", "http"), marks="http://www.example.org/a", language="en"),
    silent("link-insecure", "a secure one", link("ka", "https"), language="ka"),
    silent("link-insecure", "a secure one", link("en", "https"), language="en"),
    fires("marking-too-open", "objectives for all", PUBLIC, (EDITION, "objectives: null", OBJECTIVES), marks="public"),
    fires("marking-too-open", "in an edition of before", files=(PUBLIC_BEFORE,), marks="public"),
    fires("marking-too-open", "a position at a session during it", PUBLIC, session(DURING), marks="public"),
    silent("marking-too-open", "a position elsewhere", PUBLIC, session()),
    silent("marking-too-open", "nothing private", PUBLIC),
    silent("marking-too-open", "objectives, internal", (EDITION, "objectives: null", OBJECTIVES)),
    fires("brief-too-long", "eleven pages and more", *long_texts(340), marks="event: example-forum-2030"),
    fires("content-lost", "a whole file", gone("cooperation.yaml"), marks=""),
    silent("content-lost", "meant to be gone", gone("cooperation.yaml"),
           files=(("content/removed.lock", b"cooperation\n"),)),
    fires("image-missing", "no such file", files=logo(None), marks="file"),
    fires("annex-unusable", "no such file", *MISSING[0], marks="agenda.pdf"),
    fires("annex-unusable", "it starts a program", *LAUNCHING[0], files=LAUNCHING[1], marks="agenda.pdf"),
    silent("annex-unusable", "it is whole", *WHOLE[0], files=WHOLE[1]),
    fires("annex-hides", "a page was cut", *CUT[0], files=CUT[1], marks="agenda.pdf"),
    silent("annex-hides", "all of it is seen", *WHOLE[0], files=WHOLE[1]),
    fires("annex-unnamed", "another name", *WHOLE[0], files=(*WHOLE[1], ("content/annexes/a.pdf", b"")), marks=""),
    silent("annex-unnamed", "each is named", *WHOLE[0], files=(*WHOLE[1], ("content/annexes/.keep", b""))),
    silent("annex-unnamed", "of a system", *WHOLE[0], files=(*WHOLE[1], ("content/annexes/Thumbs.db", b""))),
    silent("annex-unnamed", "a folder is no file", *WHOLE[0], files=(*WHOLE[1], ("content/annexes/old/a.pdf", b""))),
    silent("image-missing", "it is there", files=logo(svg(), "logo.svg")),
    fires("figure-left-out", "a word wider than its place", goes_on("x" * 120), marks="event: example-forum-2030"),
    fires("entry-wordless", "a date alone on the timeline", goes_on("M", "-once"), marks="met-once-2022"),
    silent("entry-wordless", "a label each", goes_on("M", "-so", labels=True),
           (COOPERATION, "date: 2028-09\n", "date: 2028-09\n    label: {ka: წიგნი, en: A book}\n")),
    silent("entry-wordless", "too few for a timeline", (COOPERATION, "date: 2028-09", "date: 2028-10")),
    silent("figure-left-out", "a long word that fits", goes_on("x" * 40)),
    fires("image-coarse", "127 dpi", files=logo(raster(200, 80)), marks="file"),
    fires("image-coarse", "one pixel too few", files=logo(raster(234, 80)), marks="file"),
    fires("image-coarse", "a photo", files=logo(raster(200, 80, kind="JPEG", mode="RGB"), "a.jpg"), marks="file"),
    fires("image-coarse", "on a letterhead", files=on_letterhead(60), marks=""),
    silent("image-coarse", "150 dpi", files=logo(raster(237, 80))),
    silent("image-coarse", "printed smaller", files=logo(raster(200, 80), width=30)),
    silent("image-coarse", "drawn in lines", files=logo(svg(attributes='width="12" height="4"'), "logo.svg")),
    silent("image-coarse", "150 dpi on a letterhead", files=on_letterhead(71)),
    silent("brief-too-long", "long, but not too long", *long_texts(150)),
)  # fmt: skip
