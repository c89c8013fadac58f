from __future__ import annotations

from tests.checks.cases import Case, Language, fires, silent
from tests.checks.cases_typography import right, wrong

EDITION, PEOPLE = "editions/2030-05-example-city.yaml", "people.yaml"
GOOD = "It has **strong** words, [pages](https://example.org/a__b), notes^[Of [sic] (a).], & more, 5 < 6, A&B."

KA = (
    "[bookmark: _GoBack]", "_GoBack", "[footnoteRef:1]", "[endnoteRef:2]", "TODO", "???", "[?]", "<!--", "[comment]",
    "&nbsp;", "____", "[თარიღი]", "შეცდომა! სანიშნე არ არის განსაზღვრული.", "«…»", "`", "<b>", "{++", "[date: TBC]",
    "(დასაზუსტებელია)", "}}", "[…]", "áƒ”",
    "[წაშლილია: წესები]", "[ჩამატებული]", "(ძველი: ნორმები)",
)  # fmt: skip
EN = (
    "[1:", "FIXME", "XXX", "lorem ipsum", "Error! Bookmark not defined.", "Error! Reference source not found.",
    "[name]", "Comment [AB1]:", "[^1]", "~~", "<span class=x>", "[insert date]", "{name}", "&#160;", "20XX", "(?)",
    "(to be confirmed)", "[AB1]", "[1]", "[●]", "#REF!", "â€™", "dd.mm.yyyy",
)  # fmt: skip
TRACKED = ("[deleted: rules]", "[inserted]", "(inserted: new)", "[old: rules]", "->", "<del>")


def all_of(language: Language, sentence: str, leftovers: tuple[str, ...]) -> list[Case]:
    """Return a case for each leftover; they stand in paragraphs of one text, which is checked once."""
    text = "\n\n".join(sentence.format(left) for left in leftovers)
    return [wrong("residue", language, text, left, left) for left in leftovers]


ANNEX = "annexes: [{id: plan, title: {ka: გეგმა, en: Plan}, file: plan_final_v3.pdf}]\ndrafter: null "

CASES = (
    *all_of("ka", "სააგენტო {} აწვდის.", KA),
    *all_of("en", "The Agency {} provides.", TRACKED),
    *all_of("en", "The Agency {} provides.", EN),
    wrong("residue", "ka", "· პირველი მაგალითი.", "·", "a bullet"),
    wrong("residue", "ka", "[ახალი] პირველი მაგალითი.", "[ახალი]", "the mark of what is new"),
    wrong("residue", "en", "o a first example.", "o", "the letter o as a bullet"),
    wrong("residue", "en", "# A heading", "#", "a heading of Markdown"),
    wrong("residue", "en", "A **strong word.", "**", "strong words that don't end"),
    wrong("residue", "en", "A [word] {lang=fr} in French.", "{lang=fr}", "a language apart from its words"),
    wrong("residue", "ka", "სააგენტო\tაწვდის.", "\t", "a tab"),
    fires("residue", "Markdown in a name", ("agency.yaml", "en: Director", "en: '**Director**'"), marks="**"),
    fires("residue", "the name of a drafter", (EDITION, "drafter: null ", "drafter: '[name]' "), marks="[name]"),
    fires("residue", "a second copy", ("agency.yaml", "en: Director", "en: Director - Copy (2)"), marks="- Copy (2)"),
    fires("residue", "a version", ("agency.yaml", "en: Director", "en: Director_v3_final"), marks="_v3_final"),
    fires("residue", "a copy", ("agency.yaml", "en: Director", "en: Director – Copy"), marks="– Copy"),
    wrong("residue", "en", "It stands in the history (final_v3) as well.", "(final_v3)", "the version of a file"),
    wrong("residue", "ka", "სააგენტო_საბოლოო_2 მონაცემებს აწვდის.", "_საბოლოო_2", "the version of a file"),
    fires("residue", "the kind of a file", ("agency.yaml", "en: Director", "en: Director.docx"), marks=".docx"),
    *(
        silent("residue", f"what is called {name}", ("agency.yaml", "en: Director", f"en: '{name}'"))
        for name in (
            "Director 2", "NACE Rev. 2", "ISIC Rev. 4", "World Cup – Final", "Report (2)", "Hotel Ibis (2)",
            "Level A (1)", "Guidelines ICT V2", "Henri V 4", "Regulations (draft)", "Report – Final",
        )
    ),
    silent("residue", "the file of an annex", (EDITION, "drafter: null ", ANNEX)),
    right("residue", "en", "The Group (V4), the classification (Rev.2), the engine (v8), the name draft_copy."),
    right("residue", "en", "The final draft, version 2, is a copy of it (2030)."),
    right("residue", "ka", "სააგენტო^[მაგალითი.] აწვდის **მაგალითს** [აქ](https://example.org/__x__), [x]{lang=en}-ს."),
    right("residue", "en", GOOD),
    right("residue", "en", "“It is […] right” (to be held in May), [1](https://example.org/#a), #1, Ã."),
    right("residue", "ka", "თარიღი დასაზუსტებელია (ეს მაისში გადაწყდება); „იგი […] აწვდის“."),
    right("residue", "en", "XX and XIX, What? Error is human, {{ date }}, o’clock, on · off, Todos los Santos."),
    right("residue", "en", "[Added value](https://example.org/#b) (new), [old-age]{lang=en} (before May) – x → y."),
    silent("residue", "a note to the staff", (PEOPLE, "country: GE", "country: GE\n    note: TODO ask ???")),
    wrong("character-invisible", "ka", "სააგენ\u00adტო აწვდის.", "\u00ad", "a soft hyphen"),
    wrong("character-invisible", "ka", "სააგენტო\u200b აწვდის.", "\u200b", "a space without width"),
    right("character-invisible", "ka", "სააგენტო\u00a0აწვდის."),
    wrong("character-invisible", "en", "well\u2011known", "\u2011", "a no-break hyphen"),
    right("character-invisible", "en", "The\u00a0Agency – café …"),
)  # fmt: skip
