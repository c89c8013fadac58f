"""What is said in any text – a note, a label, the title of a source – is held against what it speaks of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks import small

OFFICES = [
    {"id": "president", "title": {"ka": "პრეზიდენტი", "en": "President"}},
    {"id": "secretary_general", "title": {"ka": "გენერალური მდივანი", "en": "Secretary General"}},
]
BODIES = [
    {"id": "council", "kind": "council", "name": {"ka": "საბჭო", "en": "Council"}},
    {
        "id": "bureau",
        "kind": "bureau",
        "name": {"ka": "ბიურო", "en": "Bureau"},
        "headed_by": "president",
        "text": {"ka": "-", "en": "-"},
    },
]
PERSONS: list[dict[str, Any]] = [
    {"id": "smith", "name": {"ka": "ჯონ სმითი", "en": "John Smith"}, "country": "BR"},
    {"id": "brown", "name": {"ka": "ანა ბრაუნი", "en": "Anna Brown"}, "country": "DE"},
]
TERMS: list[dict[str, Any]] = [
    {
        "id": "one",
        "person": "smith",
        "office": "secretary_general",
        "start": "2019-02-01",
        "status": "verified",
        "sources": ["release"],
    },
    {"id": "two", "person": "brown", "office": "president", "start": "2016", "end": "2030-06"},
]
EVENTS: list[dict[str, Any]] = [
    {
        "id": "fair",
        "kind": "forum",
        "name": {"ka": "მსოფლიო ფორუმი", "en": "World Forum"},
        "date": "2026-10-14/2026-10-18",
        "city": "brussels",
        "state": "held",
        "sources": ["fair-page"],
        "participants": {"people": {"value": 14}, "countries": ["LV", "BG", "GE"]},
    },
    {
        "id": "sitting",
        "kind": "council-session",
        "body": "council",
        "parent": "fair",
        "name": {"ka": "საბჭოს სესია", "en": "Session of the Council"},
        "date": "2026-10",
        "state": "held",
        "term_years": 3,
    },
    {
        "id": "meeting",
        "kind": "bureau-meeting",
        "body": "bureau",
        "number": 37,
        "name": {"ka": "ბიუროს სხდომა", "en": "Meeting of the Bureau"},
        "date": "2027-04-11/2027-04-13",
        "city": "brussels",
        "state": "held",
    },
]
PLACES = {
    "cities": [
        {"id": "brussels", "country": "BE", "name": {"ka": "ბრიუსელი", "en": "Brussels"}},
        {"id": "geneva", "country": "CH", "name": {"ka": "ჟენევა", "en": "Geneva"}},
    ]
}


def content(words: dict[str, str] | None = None, *, event: str = "meeting", notes: dict[str, str] | None = None,
            label: str = "", **more: Any) -> Any:  # fmt: skip
    """Return a subject of two languages whose entry on an event says so, with notes on what has these ids."""
    noted = notes or {}

    def with_notes(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**one, "note": noted[one["id"]]} if one["id"] in noted else one for one in entries]

    said = {"ka": "-", "en": "-", **(words or {})}
    entry = small.entry(said, event=event, **({"label": {"ka": label, "en": label}} if label else {}))
    sources: list[dict[str, Any]] = [
        {"id": "release", "title": "Release on the Secretary General", "publisher": "EXAS", "date": "2019"},
        {"id": "fair-page", "title": "Page on the World Forum", "publisher": "EXAS"},
        {"id": "agency-brief-2026", "title": "Our brief", "date": "2026"},
    ]
    files = {
        "people": {"persons": PERSONS, "terms": with_notes(TERMS)},
        "places": PLACES,
        "sources": with_notes(sources),
        "cooperation": {"title": {"ka": "-", "en": "-"}, "history": with_notes([entry])},
    }
    return small.subject(
        languages=("ka", "en"),
        association={
            "name": {"ka": "მაგალითების ასოციაცია", "en": "Example Association"},
            "offices": OFFICES,
            "bodies": BODIES,
            **more.pop("association", {}),
        },
        events=with_notes(EVENTS),
        files=files,
        **more,
    )


NOTES = [
    ("term-told-otherwise", "release", "Elected in December 2018, in office from 1 March 2019.", 1),
    ("term-told-otherwise", "release", "Elected in December 2018, in office from 1 February 2019.", 0),
    ("date-impossible", "release", "It was handed over on 29 February 2027.", 1),
    ("date-impossible", "release", "It was handed over on 28 February 2027.", 0),
    ("name-spelled-twice", "entry", "It was chaired by Mr John Smyth.", 1),
    ("name-spelled-twice", "entry", "It was chaired by Mr John Smith.", 0),
    ("city-differs", "fair-page", "The Forum began in Switzerland on a Monday.", 1),
    ("city-differs", "fair-page", "The Forum began in Brussels on a Monday.", 0),
    ("source-date", "entry", "The brief of 2024 has it otherwise.", 1),
    ("source-date", "entry", "The brief of 2026 has it otherwise.", 0),
    ("frequency-differs", "fair", "The Council also elected its members, as it does every five years.", 1),
    ("frequency-differs", "fair", "The Council also elected its members, as it does every three years.", 0),
    ("variety-mixed", "entry", "The program was a long one.", 1),
    ("variety-mixed", "entry", "The programme was a long one.", 0),
    ("holder-outside-term", "entry", "The Secretary General was then Mrs Anna Brown.", 1),
    ("holder-outside-term", "entry", "The President was then Mrs Anna Brown.", 0),
    ("figure-unlikely", "entry", "The United Nations has 139 members.", 1),
    ("figure-unlikely", "entry", "The United Nations has 193 members.", 0),
    ("figure-unlikely", "entry", "Fifty members of the United Nations voted for it.", 0),
]


@pytest.mark.parametrize(("code", "of", "note", "number"), NOTES)
def test_a_note_is_held_against_what_it_is_on(code: str, of: str, note: str, number: int) -> None:
    assert len(small.found(content(notes={of: note}), code)) == number


MORE_NOTES = [
    ("head-differs", "entry", "The head of the Bureau was Mr John Smith.", 1),
    ("marks-mixed", "entry", "It was Mr. Smith who came; Mr Brown and Mr Green did not.", 1),
    ("marks-mixed", "entry", "It was Mr Smith who came; Mr Brown and Mr Green did not.", 0),
    ("source-note-differs", "fair-page", "It names the commissions 1 to 5, 6 to 9 and 12.", 1),
    ("source-note-differs", "fair-page", "It names the commissions 1 to 5, 7 to 9 and 12.", 0),
    ("body-differs", "bureau", "It reports to the Bureau.", 0),
    ("status-unlike-note", "one", "Nothing was found, nor when the election was.", 1),
    ("status-unlike-note", "one", "How long the term is was not found.", 0),
]


@pytest.mark.parametrize(("code", "of", "note", "number"), MORE_NOTES)
def test_a_note_says_what_is_so(code: str, of: str, note: str, number: int) -> None:
    assert len(small.found(content(notes={of: note}), code)) == number


def test_to_whom_a_body_reports_its_note_says_too() -> None:
    bodies = [{"id": "control", "kind": "control", "name": {"ka": "კომისია", "en": "Control Board"},
               "reports_to": "council", "note": "That it reports to the Bureau is new."}, *BODIES]  # fmt: skip
    (found,) = small.found(content(association={"bodies": bodies}), "body-differs")
    assert found.path == "association.bodies[control].reports_to"


def test_a_title_of_an_item_names_what_is_elected() -> None:
    def held(title: str) -> list[str]:
        agenda = [
            {
                "id": "a",
                "kind": "election",
                "office": "president",
                "title": {"ka": "-", "en": "Election of the President"},
            },
            {"id": "b", "kind": "election", "body": "bureau", "title": {"ka": "-", "en": title}},
        ]
        event = {"id": "e", "kind": "council-session", "date": "2029", "state": "held", "agenda": agenda}
        about = small.subject(association={"offices": OFFICES, "bodies": BODIES}, events=[event])
        return [one.path for one in small.found(about, "field-differs") if one.language == "en"]

    assert held("Election of the Bureau") == []
    assert held("Election of the Board") == ["events[e].agenda[b].title"]


def test_an_entry_of_one_day_tells_of_that_day() -> None:
    for words, number in (("It regularly provides data.", 1), ("It provided data.", 0), ("It was regularly asked.", 0)):
        about = small.told(words, entry={"date": "2029-10"})
        assert len(small.found(about, "field-differs")) == number, words


def test_a_work_has_the_title_that_its_source_has() -> None:
    source = {"id": "s", "title": "EXAS Guidelines on Error, Evasion and Fraud in Social Security", "publisher": "EXAS"}
    for title, number in (("Errors, Evasion and Frauds in Social Security", 1),
                          ("Error, Evasion and Fraud in Social Security", 0)):  # fmt: skip
        work = {"id": "w", "kind": "guidelines", "title": {"en": title}, "status": "verified", "sources": ["s"]}
        about = small.subject(association={"works": [work]}, files={"sources": [source]})
        assert len(small.found(about, "name-nearly")) == number


def test_a_source_stands_behind_the_body_that_it_names() -> None:
    for own, number in (("Sickness Insurance", 1), ("Family Benefits", 0)):
        bodies = [
            {"id": "one", "kind": "commission", "name": {"en": "Family Benefits"}},
            {"id": "two", "kind": "commission", "name": {"en": own if number else "Sickness Insurance"},
             "sources": ["s"] if number else [], "status": "verified" if number else "unverified"},
        ]  # fmt: skip
        sources = [{"id": "s", "title": "Commission on Family Benefits"}]
        about = small.subject(association={"bodies": bodies}, files={"sources": sources})
        assert len(small.found(about, "source-of-another")) == number


def test_a_title_of_a_source_has_the_number_of_its_event() -> None:
    for title, number in (("EFE sobre la 131 reunión", 1), ("EFE sobre la 113 reunión", 0), ("EFE, 2029", 0)):
        event = {"id": "e", "kind": "bureau-meeting", "number": 113, "date": "2029", "state": "held", "sources": ["s"]}
        about = small.subject(events=[event], files={"sources": [{"id": "s", "title": title}]})
        assert len(small.found(about, "source-number")) == number


@pytest.mark.parametrize(
    ("code", "words", "number"),
    [
        ("residue", "It was agreed [TN 8] at once.", 1),
        ("residue", "It has { votes } votes.", 1),
        ("residue", "EN: It became a member.", 1),
        ("residue", "It became a member: at once.", 0),
        ("space-wrong", "It met at last,{{ date }}.", 1),
        ("space-wrong", "It met at last, {{ date }}.", 0),
        ("variety-mixed", "It met on October 14–18, 2029.", 1),
        ("variety-mixed", "It met on 14–18 October 2029.", 0),
        ("words-wrong", "The sessions are in principal open.", 1),
        ("words-wrong", "The sessions are in principle open.", 0),
    ],
)
def test_slips_of_the_pen(code: str, words: str, number: int) -> None:
    assert len(small.found(small.told(words), code)) == number


def test_both_parts_of_a_word_with_a_hyphen_have_their_capitals() -> None:
    terms = [{"id": "vice", "term": {"en": "Vice-Chairperson"}}]
    for word, number in (("Vice-chairperson", 1), ("Vice-Chairperson", 0)):
        about = small.told(f"He is the {word}.", files={"glossary": {"terms": terms}})
        assert len(small.found(about, "capitals-differ")) == number


def test_a_note_on_an_edition_says_how_it_differs_from_the_one_before() -> None:
    for note, number in (
        ("Nothing in the texts has changed since the edition before.", 1),
        ("Some texts have changed since the edition before.", 0),
    ):
        earlier = [{"until": "2030-04-20", "text": {"en": "It was so."}}]
        about = small.told(
            "It is so.",
            entry={"earlier": earlier},
            edition={"previous": "then", "note": note},
            editions={"then": {"as_of": "2030-04-10"}},
        )
        assert len(small.found(about, "edition-event")) == number, note


def test_what_comes_of_an_event_is_still_to_come() -> None:
    for words, number in (
        ("The guidelines will be introduced step by step.", 0),
        ("The guidelines will be launched at the Forum.", 1),
        ("The Council will elect a President.", 1),
    ):
        forum = {"id": "e", "kind": "forum", "name": {"en": "Forum"}, "date": "2030-04-20", "state": "held"}
        about = small.told(words, entry={"event": "e"}, events=[forum])
        assert len(small.found(about, "words-expired")) == number, words


TOLD = [
    (
        "event-told-otherwise",
        "fair",
        "საბჭოს სესია 19 ოქტომბერს დასრულდა.",
        "The Council’s session ended on 19 October.",
        2,
    ),
    (
        "event-told-otherwise",
        "fair",
        "საბჭოს სესია 17 ოქტომბერს დასრულდა.",
        "The Council’s session ended on 17 October.",
        0,
    ),
    (
        "span-differs",
        "meeting",
        "ამ თარიღიდან ათი წელი 2036 წელს სრულდება.",
        "The tenth anniversary of that day falls in 2036.",
        2,
    ),
    (
        "span-differs",
        "meeting",
        "ამ თარიღიდან ათი წელი 2037 წელს სრულდება.",
        "The tenth anniversary of that day falls in 2037.",
        0,
    ),
    (
        "time-differs",
        "meeting",
        "სხდომის ბოლო დღე ქართული ენის დღეს დაემთხვა.",
        "The last day of the meeting coincided with the Day of the Georgian Language.",
        2,
    ),
    (
        "elected-as-another",
        "meeting",
        "პრეზიდენტად ბრაზილიის კანდიდატი აირჩიეს.",
        "The candidate of Brazil was elected President.",
        2,
    ),
    (
        "elected-as-another",
        "meeting",
        "გენერალურ მდივნად ბრაზილიის კანდიდატი აირჩიეს.",
        "The candidate of Brazil was elected Secretary General.",
        0,
    ),
    (
        "person-from-elsewhere",
        "meeting",
        "იგი გერმანელმა გენერალურმა მდივანმა წარადგინა.",
        "It was presented by the German Secretary General.",
        2,
    ),
    (
        "person-from-elsewhere",
        "meeting",
        "იგი ბრაზილიელმა გენერალურმა მდივანმა წარადგინა.",
        "It was presented by the Brazilian Secretary General.",
        0,
    ),
    (
        "city-differs",
        "meeting",
        "დელეგატებმა ჟენევა სხდომის შემდეგ დატოვეს.",
        "The delegates left Geneva after the meeting.",
        2,
    ),
    (
        "city-differs",
        "meeting",
        "დელეგატებმა ბრიუსელი სხდომის შემდეგ დატოვეს.",
        "The delegates left Brussels after the meeting.",
        0,
    ),
    (
        "city-of-event",
        "fair",
        "ჟენევამ ბიუროს 37-ე სხდომასაც უმასპინძლა.",
        "Geneva also hosted the 37th Meeting of the Bureau.",
        2,
    ),
    (
        "city-of-event",
        "fair",
        "ბრიუსელმა ბიუროს 37-ე სხდომასაც უმასპინძლა.",
        "Brussels also hosted the 37th Meeting of the Bureau.",
        0,
    ),
    (
        "place-elsewhere",
        "meeting",
        "სხდომას აფრიკის ქვეყანამ უმასპინძლა.",
        "The meeting was hosted by an African country.",
        2,
    ),
    (
        "place-elsewhere",
        "meeting",
        "სხდომას ევროპის ქვეყანამ უმასპინძლა.",
        "The meeting was hosted by a European country.",
        0,
    ),
    (
        "place-of-agency",
        "meeting",
        "სააგენტო ასოციაციის წევრი გახდა სომხეთიდან.",
        "It became a member of the Association from Armenia.",
        3,
    ),
    (
        "place-of-agency",
        "meeting",
        "შეხვდა საქართველოდან და სომხეთიდან ჩასულებს.",
        "It met people from Georgia and Armenia.",
        0,
    ),
    (
        "sum-wrong",
        "fair",
        "ლატვიიდან 5 იყო, ბულგარეთიდან – 4, საქართველოდან კი – 6.",
        "There were five from Latvia, four from Bulgaria and six from Georgia.",
        2,
    ),
    (
        "sum-wrong",
        "fair",
        "ლატვიიდან 5 იყო, ბულგარეთიდან – 4, საქართველოდან კი – 5.",
        "There were five from Latvia, four from Bulgaria and five from Georgia.",
        0,
    ),
    (
        "quantity-differs",
        "meeting",
        "სხდომის ოქმი XXXVIII ნომრით ინახება.",
        "The minutes of the meeting are filed under XXXVIII.",
        2,
    ),
    (
        "quantity-differs",
        "meeting",
        "სხდომის ოქმი XXXVII ნომრით ინახება.",
        "The minutes of the meeting are filed under XXXVII.",
        0,
    ),
    (
        "quantity-differs",
        "fair",
        "მუშაობა ბიუროს 38-ე სხდომაზე დაიწყო.",
        "Work began at the 38th Meeting of the Bureau.",
        2,
    ),
    (
        "quantity-differs",
        "fair",
        "მუშაობა ბიუროს 37-ე სხდომაზე დაიწყო.",
        "Work began at the 37th Meeting of the Bureau.",
        0,
    ),
    (
        "quantity-differs",
        "fair",
        "მომდევნო, ბიუროს 38-ე სხდომა ჟენევაში გაიმართება.",
        "The next one, the 38th Meeting of the Bureau, will be in Geneva.",
        0,
    ),
    (
        "figure-unlikely",
        "meeting",
        "ეს ქვეყნის 37 მილიონ მცხოვრებს ეხება.",
        "It is about the country’s 37 million inhabitants.",
        2,
    ),
    (
        "figure-unlikely",
        "meeting",
        "ეს ქვეყნის 3,7 მილიონ მცხოვრებს ეხება.",
        "It is about the country’s 3.7 million inhabitants.",
        0,
    ),
    ("head-differs", "meeting", "ბიუროს ხელმძღვანელი ჯონ სმითი იყო.", "The head of the Bureau was Mr John Smith.", 2),
    ("head-differs", "meeting", "ბიუროს ხელმძღვანელი ანა ბრაუნი იყო.", "The head of the Bureau was Mrs Anna Brown.", 0),
    ("digits-differ", "meeting", "ქვეყანაში 700 ათასი პენსიონერია.", "There are 700,000 pensioners in the country.", 0),
]


@pytest.mark.parametrize(("code", "event", "ka", "en", "number"), TOLD)
def test_a_text_is_held_against_what_it_tells_of(code: str, event: str, ka: str, en: str, number: int) -> None:
    about = content({"ka": ka, "en": en}, event=event)
    assert len(small.found(about, code)) == number, small.marked(about, code)


def test_a_label_names_the_country_of_the_text_below_it() -> None:
    words = {"ka": "სტატისტიკა საქართველოს შესახებ.", "en": "Statistics on Georgia."}
    for label, number in (("Statistics on Belgium", 1), ("Statistics on Georgia", 0), ("Statistics", 0)):
        assert len(small.found(content(words, label=label), "label-differs")) == number


def test_a_name_has_its_parts_and_their_order_in_every_language() -> None:
    for name, number in (("Smith John", 1), ("John Smith", 0), ("John Peter Smith", 1), ("John P. Smith", 0)):
        persons = [{"id": "smith", "name": {"ka": "ჯონ სმითი", "en": name}}]
        about = small.subject(languages=("ka", "en"), files={"people": {"persons": persons}})
        assert len(small.found(about, "name-unlike")) == number, name
