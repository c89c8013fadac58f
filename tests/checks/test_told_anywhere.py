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
    {"id": "one", "person": "smith", "office": "secretary_general", "start": "2019-02-01", "sources": ["release"]},
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
