"""Cases of what fields say more or less than texts do: levels, kinds, agendas, numbers, names."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, COOPERATION, EVENTS
from tests.checks.cases_people import entry
from tests.checks.cases_reckoning import aim, forum

AGENCY, GLOSSARY, SOURCES = "agency.yaml", "glossary.yaml", "sources.yaml"
EDITION = "editions/2030-05-example-city.yaml"
OPEN, INTERNAL = "{ka: საჯარო, en: Public}", "{ka: შიდა სარგებლობისთვის, en: For internal use}"
TITLES = {"president": "{ka: პრეზიდენტის არჩევა, en: Election of the President}"}


def item(fields: str, *, event: str = "  state: planned  # planned, held or cancelled\n") -> Edit:
    """Return the edit that puts an item on the agenda of the forum."""
    return EVENTS, event, f"{event}  agenda: [{{id: one, {fields}}}]\n"


def president(*more: Edit) -> tuple[Edit, ...]:
    return (item(f"kind: election, office: president, title: {TITLES['president']}"), *more)


def objective(ka: str, en: str) -> Edit:
    return EDITION, "objectives: null  # not supplied", f"objectives: {{ka: '{ka}', en: '{en}'}}"


def guidelines(language: str, words: str) -> Edit:
    """Return the edit of the text that prints the title of the guidelines."""
    told = {"ka": "სააგენტომ მიიღო {{ works.example_guidelines | quote }}.",
            "en": "The Agency received the {{ works.example_guidelines | quote }}."}  # fmt: skip
    return COOPERATION, f"{language}: {told[language]}", f"{language}: {words}"


def profiles(*, kind: str = "publication") -> Edit:
    return ASSOCIATION, "works:\n", f"works:\n  - {{id: other, kind: {kind}, title: {{ka: სხვა, en: Other Book}}}}\n"


def votes(number: int, note: str) -> Edit:
    return COOPERATION, "  votes: 1\n", f"  votes: {number}\n  note: {note}\n"


def numbered(number: int, title: str) -> tuple[Edit, ...]:
    """Return the edits that give the session of 2027 a number, and a source with a title."""
    source = f'\n- id: another-page\n  title: "{title}"\n'
    return ((EVENTS, "  number: 12\n  name", f"  number: {number}\n  name"),
            (EVENTS, "  state: held\n  sources: [example-page]\n", "  state: held\n  sources: [another-page]\n"),
            (SOURCES, "", source))  # fmt: skip


def listed(name: str) -> Edit:
    """Return the edit that adds a city with the short name geneva."""
    return "places.yaml", "", f"  - id: geneva\n    country: CH\n    name: {name}\n"


PROGRAMME = "programme: programme-2031-2033"
TOLD: tuple[tuple[str, Language, tuple[Edit, ...], str | None], ...] = (
    # levels
    ("marking-differs", "en", ((AGENCY, OPEN, "{ka: საჯარო, en: Secret}"),), "Secret"),
    ("marking-differs", "ka", ((AGENCY, OPEN, "{ka: საიდუმლო, en: Public}"),), "საიდუმლო"),
    ("marking-differs", "en", ((AGENCY, INTERNAL, "{ka: შიდა სარგებლობისთვის, en: For public release}"),),
     "For public release"),
    ("marking-differs", "ka", ((AGENCY, INTERNAL, "{ka: ღია სარგებლობისთვის, en: For internal use}"),),
     "ღია სარგებლობისთვის"),
    ("marking-differs", "en", ((AGENCY, INTERNAL, "{ka: შიდა სარგებლობისთვის, en: For staff only}"),), None),
    ("marking-differs", "en", ((AGENCY, INTERNAL, "{ka: სამსახურებრივი, en: For official use only}"),), None),
    ("marking-differs", "en", ((AGENCY, OPEN, "{ka: საჯარო, en: Not classified}"),), None),
    ("marking-differs", "en", ((AGENCY, OPEN, "{ka: თეთრი, en: White}"), (AGENCY, "id: public", "id: white")), None),
    ("marking-differs", "ka", ((AGENCY, OPEN, "{ka: ღია, en: Open}"),), None),
    # kinds of works
    ("kind-differs", "en", (guidelines("en", "The Agency received the publication {{ works.example_guidelines }}."),),
     "guidelines"),
    ("kind-differs", "ka", (guidelines("ka", "სააგენტომ მიიღო კრებული {{ works.example_guidelines | quote }}."),),
     "guidelines"),
    ("kind-differs", "en", (guidelines("en", "The Agency received new guidelines, *{{ works.example_guidelines }}*."),),
     None),
    ("kind-differs", "en", (guidelines("en", "In a report the Agency praised *{{ works.example_guidelines }}*."),),
     None),
    ("kind-differs", "ka", (guidelines("ka", "სააგენტომ მიიღო გაიდლაინი – {{ works.example_guidelines | quote }}."),),
     None),
    # items of an agenda
    ("kind-differs", "", (item("kind: adoption, title: {ka: ბიუჯეტის განხილვა, en: Discussion of the budget}"),),
     "adoption"),
    ("kind-differs", "", (item("kind: adoption, title: {ka: ბიუჯეტის განხილვა და დამტკიცება,"
                               " en: Discussion and adoption of the budget}"),), None),
    ("field-differs", "", (item(f"kind: adoption, {PROGRAMME}, title: {{ka: წესდების დამტკიცება,"
                                " en: Adoption of the statutes}"),), "programme-2031-2033"),
    ("field-differs", "", (item(f"kind: adoption, {PROGRAMME}, title: {{ka: პროგრამის დამტკიცება,"
                                " en: Adoption of the programme}"),), None),
    ("agenda-differs", "en", president(objective("პრეზიდენტის არჩევა.", "To vote in the election of the Secretary"
                                                 " General.")), "in the election of"),
    ("agenda-differs", "ka", president(objective("ხმის მიცემა გენერალური მდივნის არჩევნებში.", "To vote.")),
     "არჩევნებში"),
    ("agenda-differs", "en", president(objective("ხმის მიცემა.", "To vote in the election of the President.")), None),
    ("agenda-differs", "en", president(objective("შეხვედრა.", "To meet the Secretary General.")), None),
    ("agenda-differs", "ka", president(objective("ხმის მიცემა პრეზიდენტის არჩევნებში.", "To vote.")), None),
    # more than the texts name
    ("field-differs", "", ((COOPERATION, "works: [example-guidelines]", "works: [example-guidelines, other]"),
                           profiles()), "[example-guidelines, other]"),
    ("field-differs", "en", (profiles(), guidelines("en", "It received the {{ works.example_guidelines }} and the"
                                                    " {{ works.other }}.")), "[example-guidelines]"),
    ("field-differs", "ka", (profiles(), guidelines("ka", "მიიღო {{ works.example_guidelines | quote }} და"
                                                    " {{ works.other | quote }}.")), "[example-guidelines]"),
    ("field-differs", "", ((COOPERATION, "works: [example-guidelines]", "works: [example-guidelines, other]"),
                           profiles(), guidelines("en", "It received the {{ works.example_guidelines }} and the"
                                                  " {{ works.other }}.")), None),
    # what a note says
    ("field-differs", "en", (votes(2, "One vote for each country is an inference."),), "2"),
    ("field-differs", "en", (votes(1, "One vote for each country is an inference."),), None),
    ("field-differs", "en", (votes(2, "The first vote was taken in 2027."),), None),
    ("field-differs", "en", (votes(2, "Before 2020 it had one vote, now two votes."),), None),
    # names
    ("field-differs", "en", ((AGENCY, "{ka: დირექტორი, en: Director}", "{ka: დირექტორი, en: Minister}"),
                             guidelines("en", "The Director received it."),
                             (COOPERATION, "en: The Agency provides", "en: The Director provides")), "Minister"),
    ("field-differs", "en", ((AGENCY, "{ka: დირექტორი, en: Director}", "{ka: უფროსი, en: Head}"),
                             guidelines("en", "The Head received it.")), None),
    ("name-doubled", "", ((GLOSSARY, "also: {en: [member institution]}", "also: {en: [Secretary General]}"),),
     "{en: [Secretary General]}"),
    ("name-doubled", "", ((GLOSSARY, "also: {en: [member institution]}", "forbidden: {en: [member organization]}"),),
     "{en: [member organization]}"),
    ("name-doubled", "", ((GLOSSARY, "also: {en: [member institution]}", "also: {en: [member]}"),), None),
    # numbers
    ("numbers-out-of-order", "ka", numbered(12, "ანგარიში მე-15 სესიაზე, გორი 2020"), "12"),
    ("numbers-out-of-order", "ka", numbered(12, "ანგარიში მე-10 სესიაზე, გორი 2020"), None),
    ("numbers-out-of-order", "en", numbered(12, "Report on the 15th session, Gori 2020"), "12"),
    ("numbers-out-of-order", "en", numbered(12, "Report on the 11th session, Gori 2029"), "12"),
    ("numbers-out-of-order", "en", numbered(12, "Report on the 10th session, Gori 2020"), None),
    ("numbers-out-of-order", "en", numbered(12, "Report on the 15th congress, Gori 2020"), None),
    # people
    ("person-from-elsewhere", "en", (aim("en", "It hears First Example, a Moldovan."),), "Moldovan"),
    ("person-from-elsewhere", "ka", (aim("ka", "პირველ მაგალითაძე, რომელიც მოლდოველია, უძღვება."),), "მოლდოველია"),
    ("person-from-elsewhere", "en", (aim("en", "It hears First Example, a Georgian."),), None),
    ("person-from-elsewhere", "en", (aim("en", "It hears First Example, a friend of Moldova."),), None),
    ("person-from-elsewhere", "ka", (aim("ka", "პირველ მაგალითაძე, რომელიც ქართველია, უძღვება."),), None),
    ("person-from-elsewhere", "en",
     (aim("en", "First Example and his compatriot Second Example spoke."),
      ("people.yaml", "en: Second Example}", "en: Second Example}\n    country: FR")), "compatriot"),
    ("person-from-elsewhere", "en",
     (aim("en", "First Example and his compatriot Second Example spoke."),
      ("people.yaml", "en: Second Example}", "en: Second Example}\n    country: GE")), None),
    ("holder-outside-term", "en", (entry("en", "The former Secretary General, First Example, spoke."),),
     "First Example"),
    ("holder-outside-term", "ka", (entry("ka", "ყოფილმა გენერალურმა მდივანმა, პირველ მაგალითაძემ, ილაპარაკა."),),
     "პირველ მაგალითაძე"),
    ("holder-outside-term", "en", (entry("en", "The former President, Second Example, spoke."),), None),
    ("holder-outside-term", "ka", (entry("ka", "ყოფილმა პრეზიდენტმა, მეორე მაგალითაძემ, ილაპარაკა."),), None),
    # parts of countries, hosts, lists
    ("region-as-country", "en", (aim("en", "Among the countries were Scotland and Latvia."),), "Scotland"),
    ("region-as-country", "ka", (aim("ka", "ქვეყნებს შორის იყო შოტლანდია და ლატვია."),), "შოტლანდია"),
    ("region-as-country", "en", (aim("en", "Experts of many countries came from Scotland and Latvia."),), None),
    ("region-as-country", "en", (aim("en", "Abkhazia is an associate member country."),), "Abkhazia"),
    ("region-as-country", "ka", (aim("ka", "აფხაზეთი ასოცირებული წევრი ქვეყანაა."),), "აფხაზეთი"),
    ("region-as-country", "en", (aim("en", "Abkhazia is a region."),), None),
    ("region-as-country", "ka", (aim("ka", "შოტლანდიის სააგენტო მონაწილეობდა."),), None),
    ("city-differs", "en", (forum("en", "The guests dined in Brussels, the host city."),), "Brussels"),
    ("city-differs", "ka", (forum("ka", "სტუმრებმა ბრიუსელში, მასპინძელ ქალაქში, ისადილეს."),), "ბრიუსელში"),
    ("city-differs", "en", (forum("en", "The guests flew home by way of Brussels."),), None),
    ("city-differs", "en", (forum("en", "Brussels is the host city of the next forum."),), None),
    ("city-differs", "ka", (forum("ka", "მომდევნო ფორუმის მასპინძელი ქალაქი ბრიუსელია."),), None),
    ("city-elsewhere", "", (listed("{ka: ციურიხი, en: Zurich}"),), "{ka: ციურიხი, en: Zurich}"),
    ("city-elsewhere", "", (listed("{ka: ჟენევა, en: Geneva}"),), None),
    ("city-differs", "en", (forum("en", "After the vote they dined in Brussels, the host city of the forum."),),
     "Brussels"),
    ("city-differs", "en", (forum("en", "They dined in Brussels, the host city of the session."),), None),
    ("city-differs", "en", (forum("en", "They left the host city by way of Brussels."),), None),
    ("concept-differs", "en", (aim("en", "Helpers, drivers, painters and singers come."),
                               aim("ka", "მოდიან მეგობრები, მძღოლები და მომღერლები.")),
     "მოდიან მეგობრები, მძღოლები და მომღერლები."),
    ("concept-differs", "ka", (aim("en", "Helpers, drivers and singers come."),
                               aim("ka", "მოდიან მეგობრები, მძღოლები, მხატვრები და მომღერლები.")),
     "Helpers, drivers and singers come."),
    ("concept-differs", "en", (aim("en", "Helpers, drivers and singers come."),
                               aim("ka", "მოდიან მეგობრები, მძღოლები და მომღერლები.")), None),
    ("acronym-unexpanded", "en", (aim("en", "It is supported by the OECD."),), "OECD"),
    ("acronym-unexpanded", "ka", (aim("ka", "მას OECD ეხმარება."),), "OECD"),
    ("acronym-unexpanded", "en", (aim("en", "It is supported by the UN."),), None),
    ("acronym-unexpanded", "ka", (aim("ka", "მას UNESCO ეხმარება."),), None),
    # sentences
    ("address-differs", "en", (aim("en", "Mr First Example is there. She will speak."),), "She"),
    ("address-differs", "en", (aim("en", "Mr First Example is there. He will speak."),), None),
    ("case-wrong", "ka", (aim("ka", "ამზადებს ფინანსური და ხარისხობრივ მონიტორინგს."),), "ფინანსური"),
    ("case-wrong", "ka", (aim("ka", "ამზადებს ფინანსურ და ხარისხობრივ მონიტორინგს."),), None),
    ("words-wrong", "en", (aim("en", "Every member organization are represented."),),
     "Every member organization are"),
    ("words-wrong", "en", (aim("en", "The members of every organization are represented."),), None),
    ("words-wrong", "en", (aim("en", "A board composed from the members."),), "composed from"),
    ("words-wrong", "en", (aim("en", "Every year members are informed."),), None),
    ("words-wrong", "ka", (aim("ka", "ბევრი მოვიდა, მაგარმ ყველა არა."),), "მაგარმ"),
    ("words-wrong", "ka", (aim("ka", "ბევრი მოვიდა, მაგრამ ყველა არა."),), None),
)  # fmt: skip

CASES: tuple[Case, ...] = tuple(
    silent(code, f"{at} {edits[-1][2][-60:]}", *edits, language=language)
    if marks is None
    else fires(code, f"{at} {edits[-1][2][-60:]}", *edits, marks=marks, language=language)
    for at, (code, language, edits, marks) in enumerate(TOLD)
)
