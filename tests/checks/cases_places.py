"""Cases of the rules on places."""

from __future__ import annotations

from tests.checks.cases import Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, CAME, COOPERATION, EVENTS, PLACES, said, session
from tests.checks.cases_reckoning import aim

AGENCY = "agency.yaml"
CITY = "    country: GE\n    name: {ka: მაგალითი, en: Example City}\n    forms:\n      ka: {loc: მაგალითში}\n"
NAMED = "    name: {{ka: {ka}, en: {en}}}\n"


def city(ka: str, en: str, country: str = "CH") -> tuple[str, str, str]:
    """Return the edit that gives the city other names."""
    return PLACES, CITY, f"    country: {country}\n    name: {{ka: {ka}, en: {en}}}\n"


REGIONS = ("glossary.yaml", "# Good words", "regions: {ka: [სვანეთი], en: [Svaneti, Abkhazia]}\n\n# Good words")


NORTH = "\ncountries:\n  - {code: MK, name: {ka: ჩრდილოეთ მაკედონია, en: Republic of North Macedonia}}\n"


def first(language: str, text: str) -> tuple[str, str, str]:
    """Return the edit that gives the first aim another text in a language, with a colon in it."""
    own = {"ka": "პირველი მაგალითი;", "en": "a first example;"}[language]
    return ASSOCIATION, f"{language}: {own}", f"{language}: '{text}'"


def country(ka: str, en: str) -> tuple[str, str, str]:
    """Return the edit that names Moldova."""
    return PLACES, "", f"\ncountries:\n  - {{code: MD, name: {{ka: {ka}, en: {en}}}}}\n"


LISTED: tuple[tuple[str, Language, str, str | None], ...] = (
    ("another country in the list", "en", "They came from Georgia, Belgium and Spain.", "Spain"),
    ("another country in the list", "ka", "იყვნენ საქართველოდან, ბელგიიდან და ესპანეთიდან.", "ესპანეთიდან"),
    ("one more in the list", "en", "They came from Georgia, Belgium, France and Spain.", "Spain"),
    ("the list", "en", "They came from Georgia, Belgium and France.", None),
    ("the list", "ka", "იყვნენ საქართველოდან, ბელგიიდან და საფრანგეთიდან.", None),
    ("other countries", "en", "They wrote to Spain, Portugal and France.", None),
    ("some countries", "en", "Guests from Georgia and Spain spoke.", None),
)

FROM: tuple[tuple[str, Language, str, str | None], ...] = (
    ("a guest of another country", "en", "The representative of Spain closed it.", "Spain"),
    ("another delegation", "en", "The Spanish delegation spoke first.", "Spanish"),
    ("a guest of another country", "ka", "ესპანეთის წარმომადგენელმა ის დახურა.", "ესპანეთის"),
    ("people of another country", "en", "There were Spaniards at it.", "Spaniards"),
    ("people of another country", "ka", "მას ესპანელებიც დაესწრნენ.", "ესპანელებიც"),
    ("a guest of these", "en", "The representative of Belgium closed it.", None),
    ("a guest of these", "ka", "ბელგიის წარმომადგენელმა ის დახურა.", None),
    ("nobody from there", "en", "No representative of Spain was there.", None),
    ("a country alone", "en", "Spain has such a law.", None),
)
PARTS: tuple[tuple[str, Language, str, str | None], ...] = (
    ("a list", "en", "Two Baltic countries, Latvia and Moldova, took part.", "Moldova"),
    ("a list", "ka", "ბალტიისპირეთიდან ორი ქვეყანა, ლატვია და მოლდოვა, მონაწილეობდა.", "მოლდოვა"),
    ("members", "en", "France and Norway are members of the European Union.", "Norway"),
    ("all who came", "en", "All three countries are members of the Baltic.", "Baltic"),
    ("a person", "en", "First Example is the first representative of Africa.", "Africa"),
    ("a person", "ka", "პირველ მაგალითაძე აფრიკის პირველი წარმომადგენელია.", "აფრიკის"),
    ("a list", "en", "Two Baltic countries, Latvia and Estonia, took part.", None),
    ("a list", "ka", "ბალტიისპირეთიდან ორი ქვეყანა, ლატვია და ესტონეთი, მონაწილეობდა.", None),
    ("at a border", "en", "First Example is the first representative of Asia.", None),
    ("no members", "en", "Norway and Moldova are not members of the European Union.", None),
)
BORN_IN = (ASSOCIATION, "founded: 1950-01-31", "founded: 1950-01-31\nnote: Founded in Brussels, 31 January 1950.")
FOUNDED: tuple[tuple[str, Language, str, str | None], ...] = (
    ("elsewhere", "en", "It was founded in Geneva.", "Geneva"),
    ("elsewhere", "ka", "იგი ჟენევაში დაარსდა.", "ჟენევაში"),
    ("there", "en", "It was founded in Brussels.", None),
    ("there", "ka", "იგი ბრიუსელში დაარსდა.", None),
    ("another one", "en", "The ILO was founded in Geneva.", None),
)

CASES = (
    *(
        fires("place-elsewhere", title, CAME, session(language, text), marks=marks, language=language)
        if marks
        else silent("place-elsewhere", f"{title}, rightly", CAME, session(language, text), language=language)
        for title, language, text, marks in PARTS
    ),
    *(
        fires("place-of-founding", title, BORN_IN, aim(language, text), marks=marks, language=language)
        if marks
        else silent("place-of-founding", title, BORN_IN, aim(language, text), language=language)
        for title, language, text, marks in FOUNDED
    ),
    *said(
        "place-former",
        ("a country", "en", "Swaziland took part.", "Swaziland"),
        ("a country", "ka", "მონაწილეობდა სვაზილენდის მინისტრი.", "სვაზილენდის"),
        ("a city", "en", "A seminar was held in Kiev.", "Kiev"),
        ("a city", "ka", "სემინარი ლენინგრადში გაიმართა.", "ლენინგრადში"),
        ("a part", "en", "The delegation of Holland came.", "Holland"),
        ("a state of another country", "en", "A delegate of the State of Georgia came.", "State of Georgia"),
    ),
    *said(
        "place-former",
        ("the name of today", "en", "North Macedonia took part.", None),
        ("the name of today", "ka", "მონაწილეობდა ჩრდილოეთ მაკედონია.", None),
        ("the former", "en", "Countries of the former Soviet Union took part.", None),
        ("the former", "ka", "მონაწილეობდნენ ყოფილი საბჭოთა კავშირის ქვეყნები.", None),
        ("a year of then", "en", "Czechoslovakia joined in 1970.", None),
        ("a year of then", "ka", "ჩეხოსლოვაკია 1970 წელს შეუერთდა.", None),
        ("a turkey", "en", "They ate turkey.", None),
        ("up to a year", "en", "Until 1991 the Soviet Union was a member.", None),
        ("up to a year", "ka", "1991 წლამდე საბჭოთა კავშირი წევრი იყო.", None),
        ("before its time", "en", "In 2010 Türkiye took part.", "Türkiye"),
        ("before its time", "ka", "2010 წელს ესვატინი მონაწილეობდა.", "ესვატინი"),
        ("in its time", "en", "In 2024 Türkiye took part, as Turkey had in 2010.", None),
        ("since then", "en", "Türkiye has been a member since 1961.", None),
        ("since then", "ka", "ესვატინი წევრია 1961 წლიდან.", None),
        ("one that joined", "en", "Türkiye, which joined in 1972, takes part.", None),
        ("joined", "en", "Sri Lanka joined in 1948.", None),
        ("joined", "ka", "შრი-ლანკა 1948 წელს შეუერთდა.", None),
        ("set up", "en", "The fund of Türkiye, set up in 2006, will host the Forum.", None),
        ("of before", "en", "What was then Swaziland, now Eswatini, took part in 2010.", None),
    ),
    fires("place-former", "inside the name", country("მოლდოვის რესპუბლიკა", "Republic of Moldavia"), marks="Moldavia"),
    silent("place-former", "inside the name of today", country("მოლდოვა", "Republic of Moldova")),
    *(
        fires("city-differs", title, CAME, session(language, text), marks=marks, language=language)
        if marks
        else silent("city-differs", title, CAME, session(language, text), language=language)
        for title, language, text, marks in (*LISTED, *FROM)
    ),
    silent("place-former", "inside another name", (PLACES, "", NORTH)),
    fires(
        "region-as-country",
        "of many countries",
        first("en", "new countries: Portugal, Chile and the Balkans;"),
        marks="Balkans",
        language="en",
    ),
    fires(
        "region-as-country",
        "of many countries",
        first("ka", "ახალი ქვეყნები: ჩილე და ბალკანეთი;"),
        marks="ბალკანეთი",
        language="ka",
    ),
    silent(
        "region-as-country",
        "where one lies",
        first("en", "new countries: Chile and Serbia, in the Balkans;"),
        language="en",
    ),
    silent(
        "region-as-country",
        "states of a region",
        first("en", "new countries: Chile, Portugal and the Baltic States;"),
        language="en",
    ),
    silent(
        "region-as-country",
        "regions alone",
        first("ka", "ქვეყნები რეგიონებიდან: აფრიკა, აზია და ბალკანეთი;"),
        language="ka",
    ),
    fires("city-name", "of another language", city("ჟენევა", "Genève"), marks="Genève", language="en"),
    fires("city-name", "of another language", city("Geneva", "Geneva"), marks="Geneva", language="ka"),
    silent("city-name", "its own", city("ჟენევა", "Geneva"), language="en"),
    silent("city-name", "its own", city("ბაზელი", "Basel"), language="ka"),
    fires(
        "city-name",
        "a form of another place",
        (PLACES, "loc: მაგალითში", "loc: პარაგვაიში"),
        marks="პარაგვაიში",
        language="ka",
    ),
    fires("city-elsewhere", "its code", city("ჟენევა", "Geneva", "FR"), marks="FR"),
    silent("city-elsewhere", "its code", city("ჟენევა", "Geneva")),
    fires("city-elsewhere", "a code of none", city("ჟენევა", "Geneva", "BX"), marks="BX"),
    silent("city-elsewhere", "either country", city("კორდოვა", "Córdoba", "AR")),
    fires(
        "city-elsewhere",
        "behind a printed one",
        city("ჟენევა", "Geneva", "CH"),
        session("en", "It met in {{ city }} (Austria)."),
        marks="Austria",
        language="en",
    ),
    fires(
        "city-elsewhere",
        "behind a printed one",
        city("ჟენევა", "Geneva", "CH"),
        session("ka", "{{ city | loc }}, შვეიცარიის დედაქალაქში, შეიკრიბა."),
        marks="შვეიცარიის",
        language="ka",
    ),
    silent(
        "city-elsewhere",
        "behind a printed one",
        city("ჟენევა", "Geneva", "CH"),
        session("en", "It met in {{ city }} (Switzerland), not in the capital of Switzerland, Bern."),
        language="en",
    ),
    *said(
        "city-elsewhere",
        ("in brackets", "en", "It met in Geneva (France).", "France"),
        ("in brackets", "ka", "შეიკრიბა ჟენევაში (საფრანგეთი).", "საფრანგეთი"),
        ("behind a comma", "en", "It met in Strasbourg, Germany, then.", "Germany"),
        ("a city of", "ka", "შეიკრიბა საფრანგეთის ქალაქ ჟენევაში.", "საფრანგეთის"),
        ("a city of", "en", "It met in the French city of Geneva.", "French"),
        ("no capital", "en", "It met in Geneva, the capital of Switzerland.", "Switzerland"),
        ("no capital", "ka", "შეიკრიბა შვეიცარიის დედაქალაქ ჟენევაში.", "შვეიცარიის"),
    ),
    *said(
        "city-elsewhere",
        ("in brackets", "en", "It met in Geneva (Switzerland).", None),
        ("in brackets", "ka", "შეიკრიბა ჟენევაში (შვეიცარია).", None),
        ("a list", "en", "Delegates came from Geneva, France and Italy.", None),
        ("a capital", "en", "It met in Paris, the capital of France.", None),
        ("a capital", "ka", "შეიკრიბა საფრანგეთის დედაქალაქ პარიზში.", None),
        ("two sentences", "en", "It met in Geneva. France took part.", None),
        ("from elsewhere", "ka", "საფრანგეთის დელეგაცია ჟენევაში ჩავიდა.", None),
    ),
    *said(
        "region-as-country",
        ("a republic", "en", "Delegates of the Republic of Abkhazia came.", "Abkhazia"),
        ("a republic", "ka", "ესწრებოდნენ აფხაზეთის რესპუბლიკის წარმომადგენლები.", "აფხაზეთის"),
        ("among countries", "en", "Armenia, Montenegro and South Ossetia took part.", "South Ossetia"),
        ("among countries", "ka", "მონაწილეობდნენ სომხეთი და სამხრეთ ოსეთი.", "სამხრეთ ოსეთი"),
        ("of our own", "en", "Armenia, Adjara and other countries took part.", "Adjara"),
        ("beside our own", "en", "The governments of Georgia and Abkhazia spoke.", "Abkhazia"),
    ),
    *said(
        "region-as-country",
        ("a region", "en", "The occupied regions of Abkhazia and South Ossetia are not covered.", None),
        ("a region", "ka", "აფხაზეთის ავტონომიური რესპუბლიკიდან დევნილები.", None),
        ("a region of ours", "en", "Offices in Adjara and Imereti were opened.", None),
        ("of the country", "en", "Delegates came from Abkhazia, Georgia.", None),
        ("of the state", "en", "The state programmes reach Abkhazia as well.", None),
        ("of the state", "ka", "სახელმწიფო პროგრამები აფხაზეთსაც მოიცავს.", None),
        ("of the country", "ka", "მონაცემები მოიცავს საქართველოს ყველა რეგიონს, აფხაზეთის გარდა.", None),
    ),
    fires(
        "region-as-country",
        "one of the glossary",
        REGIONS,
        session("en", "Armenia, Montenegro and Svaneti took part."),
        marks="Svaneti",
        language="en",
    ),
    fires(
        "region-as-country",
        "one of the glossary",
        REGIONS,
        session("ka", "მონაწილეობდნენ სომხეთი და სვანეთი."),
        marks="სვანეთი",
        language="ka",
    ),
    fires(
        "region-as-country",
        "known and in the glossary",
        REGIONS,
        session("en", "Delegates of the Republic of Abkhazia came."),
        marks="Abkhazia",
        language="en",
    ),
    silent("region-as-country", "one of no glossary", session("en", "Armenia and Svaneti took part.")),
    silent(
        "region-as-country", "told of as one", REGIONS, session("en", "The region of Svaneti took part."), language="en"
    ),
    silent(
        "region-as-country", "told of as one", REGIONS, session("ka", "სვანეთის რეგიონიც მონაწილეობდა."), language="ka"
    ),
    silent("city-elsewhere", "an embassy", session("en", "The Embassy of Georgia in Brussels came."), language="en"),
    silent("city-elsewhere", "an embassy", session("ka", "საქართველოს საელჩო ბრიუსელშიც."), language="ka"),
    silent(
        "place-differs",
        "a name that keeps its vowel",
        session("ka", "მოვიდა ესვატინიმაც."),
        session("en", "Eswatini came, too."),
        language="ka",
    ),
    fires(
        "place-differs",
        "another country",
        session("ka", "კანდიდატი ბრაზილიიდან."),
        session("en", "The candidate of Bolivia."),
        marks="Bolivia",
        language="en",
    ),
    fires(
        "place-differs",
        "another city",
        session("ka", "მომზადდა ლისაბონში."),
        session("en", "It was prepared in Oslo."),
        marks="ლისაბონში",
        language="ka",
    ),
    fires(
        "place-differs",
        "in one alone",
        session("ka", "სტატისტიკა."),
        session("en", "Statistics on Grenada."),
        marks="Grenada",
        language="en",
    ),
    fires(
        "place-differs",
        "a continent",
        session("ka", "ევროპის წევრები."),
        session("en", "The members of Africa."),
        marks="ევროპის",
        language="ka",
    ),
    silent(
        "place-differs",
        "an adjective",
        session("ka", "ბრაზილიელი კანდიდატი."),
        session("en", "The candidate of Brazil."),
        language="ka",
    ),
    silent(
        "place-differs",
        "the country’s city",
        session("ka", "შვეიცარიის მხარე ჟენევიდან."),
        session("en", "The hosts from Geneva."),
        language="en",
    ),
    silent(
        "place-differs",
        "our own country",
        session("ka", "საქართველოს პროგრამები."),
        session("en", "The programmes of the country."),
        language="ka",
    ),
    silent(
        "place-differs",
        "the same",
        session("ka", "ინდოეთი და ნიდერლანდები."),
        session("en", "India and the Netherlands."),
        language="en",
    ),
    *said(
        "city-differs",
        ("held", "en", "It was held in Lisbon.", "Lisbon"),
        ("at a session", "en", "At the session in Lisbon it spoke.", "Lisbon"),
        ("at a session", "ka", "სესიაზე, ქ. ლისაბონში, მან ისაუბრა.", "ლისაბონში"),
        ("a sentence's beginning", "ka", "ლისაბონში მან ისაუბრა.", "ლისაბონში"),
        ("held", "ka", "სესია ლისაბონში გაიმართა.", "ლისაბონში"),
    ),
    fires(
        "city-differs",
        "named after another place",
        (EVENTS, "- id: example-session-12", "- id: session-lisbon"),
        (COOPERATION, "decided_at: example-session-12", "decided_at: session-lisbon"),
        (COOPERATION, "event: example-session-12", "event: session-lisbon"),
        marks="example-city",
    ),
    *said(
        "city-differs",
        ("another session", "en", "The next session will be held in Lisbon.", None),
        ("another session", "ka", "მომდევნო სესია ლისაბონში გაიმართება.", None),
        ("another year", "en", "The session of 2024 was held in Lisbon.", None),
        ("another year", "ka", "2024 წლის სესია ლისაბონში გაიმართა.", None),
        ("an office", "en", "An office in Lisbon spoke.", None),
        ("nothing held", "en", "The delegates from Lisbon spoke.", None),
        ("nothing held", "ka", "დელეგატებმა ლისაბონიდან ისაუბრეს.", None),
    ),
    fires(
        "place-of-agency",
        "another country",
        (AGENCY, "country: GE", "country: US"),
        session("en", "Georgia joined."),
        session("ka", "საქართველო შეუერთდა."),
        (COOPERATION, "example statistics", "statistics on Georgia"),
        (COOPERATION, "სანიმუშო სტატისტიკას", "სტატისტიკას საქართველოზე"),
        marks="US",
        language="en",
    ),
    fires(
        "place-of-agency",
        "another country",
        (AGENCY, "country: GE", "country: US"),
        (COOPERATION, "სანიმუშო სტატისტიკას", "სტატისტიკას საქართველოზე"),
        session("ka", "საქართველო შეუერთდა."),
        marks="US",
        language="ka",
    ),
    silent(
        "place-of-agency",
        "its own",
        session("en", "Georgia joined."),
        session("ka", "საქართველო შეუერთდა."),
        language="en",
    ),
    silent(
        "place-of-agency",
        "a list of who came",
        (AGENCY, "country: GE", "country: US"),
        session("en", "Italy, Spain and France came."),
        session("ka", "ჩამოვიდნენ იტალია, ესპანეთი და საფრანგეთი."),
        language="en",
    ),
    silent("place-of-agency", "none named", (AGENCY, "country: GE", "country: US"), language="ka"),
)
