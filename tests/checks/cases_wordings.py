"""Wordings of before, and what agendas leave open."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent

EVENTS, STRUCTURE = "events.yaml", "editions/2030-05-example-city.yaml"
NUMBER = "  number: 12\n"
CAME = """  participants:
    people: {value: 210, as_of: 2027-12-02, sources: [example-page]}
    from_countries: {value: 31, as_of: 2027-12-02, sources: [example-page]}
  participants_expected: {value: 180, sources: [example-page]}
"""
HELD = {"ka": "გაიმართა სესია.", "en": "The session took place."}
AHEAD = {"ka": "გაიმართება სესია.", "en": "The session will take place."}


def worded(before: dict[str, str], after: dict[str, str], until: str = "2027-12-02", more: str = "") -> Edit:
    """Give the session a text, another one for before, and what else is said."""
    texts = [f"text: {{ka: '{text['ka']}', en: '{text['en']}'}}\n" for text in (before, after)]
    return EVENTS, NUMBER, f"{NUMBER}  {texts[1]}  earlier:\n    - until: {until}\n      {texts[0]}{more}{CAME}"


def before(language: str, words: str) -> Edit:
    """Give the session a wording of before in a language, and one that announces in the other."""
    return worded({**AHEAD, language: words}, HELD)


def cases(code: str, *rows: tuple[Language, str, str | None]) -> tuple[Case, ...]:
    """Return a case of each wording of before: its language, its words, and what is marked, or None."""
    return tuple(
        silent(code, f"{language}: {words}", before(language, words), language=language)
        if marks is None
        else fires(code, f"{language}: {words}", before(language, words), marks=marks, language=language)
        for language, words, marks in rows
    )


def agenda(language: str, words: str, item: str) -> tuple[Edit, ...]:
    """Give the session an item without a result, and a text."""
    texts = {"ka": "გაიმართა სესია.", "en": "A session was held.", language: words}
    text = f"  text: {{ka: '{texts['ka']}', en: '{texts['en']}'}}\n"
    return ((EVENTS, NUMBER, f"{NUMBER}{text}  agenda:\n    - {item}\n"),)


ELECTION = "{id: president, kind: election, office: president, title: {ka: არჩევა, en: Election}}"
KNOWN = ELECTION.replace("title", "elected: [first-example], title")
NOBODY = ELECTION.replace("title", "elected: [], title")
PLAN = "{ka: პროგრამისა და ბიუჯეტის დამტკიცება, en: Adoption of the programme and budget}"
ADOPTION = f"{{id: plan, kind: adoption, title: {PLAN}}}"
DONE = ADOPTION.replace("title", "outcome: {ka: დამტკიცდა., en: It was adopted.}, title", 1)

CASES = (
    *cases(
        "told-too-early",
        ("en", "The session took place in {{ city }}.", "took place"),
        ("en", "The {{ name }} was held in {{ city }}.", "was"),
        ("en", "The session elected the President, and will approve the budget.", "elected"),
        ("en", "The session will elect the President, and has approved the budget.", "approved"),
        ("en", "The session will open. In May 2028 the Bureau met in Paris.", "May 2028"),
        ("ka", "გაიმართება სესია. 2028 წლის მაისში ბიურო შეიკრიბა.", "2028 წლის მაისში"),
        ("en", "The session will open. In May 2027 the Bureau met in Paris.", None),
        ("en", "The session will open. The Bureau agreed that it will meet in May 2028.", None),
        ("en", "Members from many countries attended the session.", "attended"),
        ("ka", "{{ date | dat }} გაიმართა {{ name }}.", "გაიმართა"),
        ("ka", "სესიამ პრეზიდენტი აირჩია.", "აირჩია"),
        ("ka", "სესიას მრავალი ქვეყნის წარმომადგენელი დაესწრო.", "დაესწრო"),
        ("en", "The session will adopt the programme that the Bureau prepared in May.", None),
        ("en", "All members were invited to the session, which was announced in May.", None),
        ("en", "The previous session was held in 2024.", None),
        ("en", "The programme was drawn up in May. The session will adopt it.", None),
        ("ka", "სესიაზე ყველა წევრი მიიწვიეს.", None),
        ("ka", "წინა სესია 2024 წელს გაიმართა.", None),
        ("ka", "სესია დაამტკიცებს პროგრამას, რომელიც ბიურომ მოამზადა.", None),
    ),
    fires("told-too-early", "it ends too early", worded(AHEAD, HELD, "2027-11-20"), marks="2027-11-20"),
    fires("told-too-early", "it ends while it goes on", worded(AHEAD, HELD, "2027-12-01"), marks="2027-12-01"),
    silent("told-too-early", "it ends, and what follows announces, too", worded(AHEAD, AHEAD, "2027-11-20")),
    *cases(
        "known-too-early",
        ("en", "The session will have {{ participants.people }} participants.", "{{ participants.people }}"),
        ("en", "About 210 participants are expected.", "210"),
        ("en", "Guests from 31 countries will come.", "31"),
        ("ka", "სესიას ელოდება დაახლოებით 210 მონაწილე.", "210"),
        ("ka", "სესიაზე 31 ქვეყნიდან ჩამოვლენ.", "31"),
        ("en", "{{ participants_expected }} participants are expected.", None),
        ("en", "180 participants are expected in 31 rooms.", None),
        ("ka", "ელოდებიან 180 მონაწილეს 31 დარბაზში.", None),
    ),
    fires(
        "wording-reviewed-late",
        "looked at years later",
        worded(AHEAD, HELD, more="      review_by: 2029-12-02\n"),
        marks="2029-12-02",
    ),
    fires(
        "wording-reviewed-late", "true later", worded(AHEAD, HELD, more="      as_of: 2028-01\n"), marks="2028-01"
    ),
    silent("wording-reviewed-late", "on its last day", worded(AHEAD, HELD, more="      review_by: 2027-12-02\n")),
    silent("wording-reviewed-late", "in its year", worded(AHEAD, HELD, more="      as_of: 2027\n")),
    # What an agenda leaves open
    fires(
        "outcome-unknown", "an election",
        *agenda("en", "The Council elected Mr First Example President.", ELECTION), marks="elected", language="en",
    ),
    fires(
        "outcome-unknown", "an election",
        *agenda("ka", "საბჭომ პრეზიდენტად პირველ მაგალითაძე აირჩია.", ELECTION), marks="აირჩია", language="ka",
    ),
    fires(
        "outcome-unknown", "an adoption",
        *agenda("en", "The Council approved the programme and the budget.", ADOPTION), marks="approved", language="en",
    ),
    fires(
        "outcome-unknown", "an adoption",
        *agenda("ka", "საბჭომ პროგრამა და ბიუჯეტი დაამტკიცა.", ADOPTION), marks="დაამტკიცა", language="ka",
    ),
    fires(
        "outcome-unknown", "an election of nobody",
        *agenda("en", "The Council elected Mr First Example President.", NOBODY), marks="elected", language="en",
    ),
    silent(
        "outcome-unknown", "with a result",
        *agenda("en", "The Council elected Mr First Example President.", KNOWN), language="en",
    ),
    silent(
        "outcome-unknown", "with a result",
        *agenda("ka", "საბჭომ პროგრამა და ბიუჯეტი დაამტკიცა.", DONE), language="ka",
    ),
    silent(
        "outcome-unknown", "only on the agenda",
        *agenda("en", "On the agenda was the election of the President; a report was approved.", ELECTION),
        language="en",
    ),
    silent(
        "outcome-unknown", "something else",
        *agenda("en", "The Council approved the minutes, and discussed the programme.", ADOPTION), language="en",
    ),
    # Editions
    fires(
        "edition-event", "a year early", (EVENTS, "state: planned", "state: held"),
        (STRUCTURE, "as_of: 2030-05 ", "as_of: 2029-05 "), marks="2029-05",
    ),
    silent(
        "edition-event", "months before", (EVENTS, "state: planned", "state: held"),
        (STRUCTURE, "as_of: 2030-05 ", "as_of: 2029-11 "),
    ),
    fires(
        "edition-event", "which comes before it",
        ("editions/2030-03-first.yaml", "",
         "event: example-forum-2030\nversion: 1\nas_of: 2030-03\nmarking: internal\nsources: [example-page]\n"),
        marks="event: example-forum-2030",
    ),
    silent(
        "edition-event", "it names the one before",
        ("editions/2030-03-first.yaml", "",
         "event: example-forum-2030\nversion: 1\nas_of: 2030-03\nmarking: internal\nsources: [example-page]\n"),
        (STRUCTURE, "version: 1", "version: 1\nprevious: 2030-03-first"),
    ),
    fires(
        "date-unlike-note", "of another year", (STRUCTURE, "version: 1", "version: 1\nnote: May 2031 is our reading."),
        marks="2030-05",
    ),
    silent(
        "date-unlike-note", "of another thing", (STRUCTURE, "version: 1", "version: 1\nnote: The seminar of May 2031."),
    ),
)  # fmt: skip
