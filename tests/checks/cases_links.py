from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_typography import says

SOURCES, EVENTS, ASSOCIATION, PEOPLE = "sources.yaml", "events.yaml", "association.yaml", "people.yaml"
BOTH = "sources: [example-page]\n  contradicted_by: [example-page]"
PUBLISHER = "Example Association"
URL = "url: https://www.example.org/about"
SOURCE = "\n- id: other-page\n  title: {}\n  publisher: Example Association\n"
USED = (PEOPLE, "    country: GE", "    country: GE\n    sources: [other-page]")


CITED = (
    SOURCES, "", SOURCE.format("EXA release of 1 February 2029").replace(PUBLISHER, "EXA") + "  date: 2029-02-01\n"
)  # fmt: skip
CITING: tuple[tuple[str, Language, str, str | None], ...] = (
    ("another month", "en", "So says the EXA press release of 1 March 2029.", "1 March 2029"),
    ("another month", "ka", "ასე წერია EXA-ს 2029 წლის 1 მარტის პრესრელიზში.", "2029 წლის 1 მარტის"),
    ("its date", "en", "So says the EXA press release of 1 February 2029.", None),
    ("its date", "ka", "ასე წერია EXA-ს 2029 წლის 1 თებერვლის პრესრელიზში.", None),
    ("another one", "en", "So says the EXA press release of 3 May 2027.", None),
    ("another publisher’s", "en", "So says the press release of the Bank of 1 March 2029.", None),
    ("another paper", "en", "So says the letter of EXA of 1 March 2029.", None),
)


def url(new: str) -> Edit:
    return SOURCES, URL, f"url: {new}"


def both(ka: str, en: str) -> tuple[Edit, Edit]:
    """Give the text of an entry a link in each language."""
    return says("ka", f"სააგენტო აწვდის {ka} სტატისტიკას."), says("en", f"The Agency provides {en} statistics.")


def other(title: str, *more: str) -> Edit:
    """Add a source that a fact names."""
    return SOURCES, "", SOURCE.format(title) + "".join(f"  {line}\n" for line in more)


def by(publisher: str, page: str) -> Edit:
    """Add a source of a publisher that a fact names."""
    return SOURCES, "", f"{SOURCE.format('A')}  url: https://{page}\n".replace(PUBLISHER, publisher)


CASES = (
    # link-broken
    *(
        fires(
            "link-broken",
            address,
            both(f"[მაგალითს]({address})", f"[a]({address})")[0 if at % 2 else 1],
            marks=address,
            language="ka" if at % 2 else "en",
        )
        for at, address in enumerate(
            (
                "https://desk:secret@www.example.org/",
                "https://intranet/page",
                "https://10.0.0.7/report.pdf",
                "https://server.local/a",
                "https://www.example..org/",
                "https://https://www.example.org/",
                "https://mail.google.com/mail/u/0/",
                "https://docs.google.com/document/d/1aB2/edit",
                "https://www.your-site.com/a",
                "https://www.domain.com/programme",
                "https://www.example.org/xxx",
                "https://staging.example.org/page",
                "https://www.example.org/user/login",
                "https://office.sharepoint.com/:w:/r/sites/a/Doc.aspx?d=1",
                "https://www.example.org/page.",
                "https://www.example.org/page;",
                "https://www.example.1/",
            )
        )
    ),
    *(
        fires("link-broken", address, both(address, address)[at % 2], marks=address, language=("ka", "en")[at % 2])
        for at, address in enumerate(
            (
                "htps://www.example.org/a",
                "https//www.example.org/a",
                "hhttps://example.org",
                "http:/www.example.org/a",
                "wwww.example.org",
                "www,example.org",
                "https:\\\\example.org",
                "file:///C:/Desk/a.html",
                "[page] (https://www.example.org)",
                "(page)[https://www.example.org]",
            )
        )
    ),
    *(
        silent("link-broken", f"good ones {language}", both(GOOD, GOOD)[language == "en"], language=language)
        for GOOD in ("[a](https://www.example.org/a_(b)?c=d#e), www.example.org, (https://example.org), 8.8.8.8, a//b",)
        for language in ("ka", "en")
    ),
    fires("link-broken", "a field", url("http://localhost:8080/a"), marks="http://localhost:8080/a"),
    # link-misspelled
    fires(
        "link-misspelled",
        "two letters swapped",
        url("https://www.example.org/about\n  note: On exmaple.org and exmaple.org."),
        marks="https://www.example.org/about",
    ),
    fires(
        "link-misspelled",
        "another ending",
        url("https://www.example.com/about\n  note: On example.org, example.org and example.org."),
        marks="https://www.example.com/about",
    ),
    silent("link-misspelled", "another domain", url("https://www.example.org/about\n  note: Not on example.com.")),
    # link-tracked
    fires(
        "link-tracked",
        "a newsletter's",
        url("https://example.org/a?utm_source=x&b=1"),
        marks="https://example.org/a?utm_source=x&b=1",
    ),
    silent("link-tracked", "a query of the page's own", url("https://example.org/a?language=en&id=7")),
    # link-indirect
    fires("link-indirect", "a shortener", url("https://bit.ly/3xTc"), marks="https://bit.ly/3xTc"),
    fires(
        "link-indirect",
        "a search",
        url("https://www.google.com/url?q=https://example.org/a"),
        marks="https://www.google.com/url?q=https://example.org/a",
    ),
    silent("link-indirect", "a short name of its own", url("https://example.org/u/3xTc")),
    # link-mislabelled
    fires(
        "link-mislabelled",
        "another host",
        both("[www.a.example.org](https://b.example.com/)", "x")[0],
        marks="[www.a.example.org](https://b.example.com/)",
        language="ka",
    ),
    fires(
        "link-mislabelled",
        "another page",
        both("x", "[example.org/a](https://example.org/b)")[1],
        marks="[example.org/a](https://example.org/b)",
        language="en",
    ),
    silent(
        "link-mislabelled",
        "with and without www",
        both("[example.org](https://www.example.org/a)", "x")[0],
        language="ka",
    ),
    silent("link-mislabelled", "words", both("x", "[Decision No. 5](https://www.example.org/a)")[1], language="en"),
    # link-differs
    fires(
        "link-differs",
        "two pages",
        *both("[ა](https://example.org/2016)", "[a](https://example.org/2019)"),
        marks="[a](https://example.org/2019)",
        language="en",
    ),
    fires(
        "link-differs",
        "two sites",
        *both("[ა](https://a.example.org/ka/x)", "[a](https://example.com/en/x)"),
        marks="[a](https://example.com/en/x)",
        language="ka",
    ),
    silent(
        "link-differs",
        "a page in two languages",
        *both("[ა](https://example.org/ka/siakhle)", "[a](https://www.example.org/en/news)"),
        language="ka",
    ),
    silent(
        "link-differs",
        "two links in another order",
        *both(
            "[ა](https://example.org/a) და [ბ](https://example.org/b)",
            "[b](https://example.org/b) and [a](https://example.org/a/)",
        ),
        language="en",
    ),
    # source-doubled
    fires(
        "source-doubled",
        "an address",
        USED,
        other("Another", "url: https://example.org/about/"),
        marks="https://example.org/about/",
    ),
    fires(
        "source-doubled",
        "a title",
        USED,
        other("One title"),
        (SOURCES, "A page about the Example Association", "One title"),
        (SOURCES, f"  date: 2030-01-15\n  {URL}\n", ""),
        marks="One title",
    ),
    silent(
        "source-doubled",
        "one title of two years",
        USED,
        other("One title", "date: 2029"),
        (SOURCES, "A page about the Example Association", "One title"),
    ),
    # source-both
    fires(
        "source-both",
        "yes and no",
        (
            EVENTS,
            "  state: held\n  sources: [example-page]",
            f"  state: held\n  status: disputed\n  note: Why.\n  {BOTH}",
        ),
        marks="[example-page]",
    ),
    silent("source-both", "yes alone", (EVENTS, "  state: held", "  state: held\n  status: unverified")),
    # source-missing
    fires(
        "source-missing",
        "verified",
        (PEOPLE, "    country: GE", "    country: GE\n    status: verified"),
        marks="verified",
    ),
    silent("source-missing", "verified with one", (EVENTS, "  state: held", "  state: held\n  status: verified")),
    # source-early
    fires(
        "source-early",
        "a figure",
        (ASSOCIATION, "as_of: 2029-12-31      #", "as_of: 2030-03\n    sources: [example-page] #"),
        marks="[example-page]",
    ),
    fires(
        "source-early",
        "the report of a year, for a figure of years later",
        other("Annual review 2023", ""),
        (ASSOCIATION, "as_of: 2029-12-31      #", "as_of: 2030-03\n    sources: [other-page] #"),
        marks="[other-page]",
    ),
    fires("source-early", "a source before most", (SOURCES, "date: 2030-01-15", "date: 2019"), marks="2019"),
    silent(
        "source-early",
        "an older one beside a newer",
        USED,
        other("Another", "date: 2027-06"),
        (EVENTS, "held\n  sources: [example-page]", "held\n  sources: [example-page, other-page]"),
    ),
    fires(
        "source-early",
        "somebody of the first year",
        (PEOPLE, "start: 2028-01\n", "start: 0001-01\n"),
        (SOURCES, "date: 2030-01-15", "date: 2019"),
        marks="2019",
    ),
    # source-date
    fires(
        "source-date", "a release", USED, other("Release of 1 February 2029", "date: 2028-02-01"), marks="2028-02-01"
    ),
    fires(
        "source-date",
        "in Georgian",
        USED,
        other("2029 წლის 1 თებერვლის პრესრელიზი", "date: 2029-03-01"),
        marks="2029-03-01",
    ),
    *(
        Case("source-date", f"cited: {title}", (CITED, USED, says(language, text)), marks, language)
        for title, language, text, marks in CITING
    ),
    fires("source-date", "a review", USED, other("Annual review 2029", "date: 2028"), marks="2028"),
    silent("source-date", "what a release is on", USED, other("Release on the session of 3 May 2029", "date: 2028-12")),
    silent("source-date", "a review of the year before", USED, other("Annual review 2028", "date: 2029-03")),
    # source-number
    fires(
        "source-number",
        "not in order",
        USED,
        other("Report on the 14th Assembly, 2020"),
        (EVENTS, "  number: 12", "  number: 12\n  body: assembly"),
        marks="Report on the 14th Assembly, 2020",
    ),
    silent(
        "source-number",
        "in order",
        USED,
        other("Report on the 10th Assembly, 2020"),
        (EVENTS, "  number: 12", "  number: 12\n  body: assembly"),
    ),
    # source-elsewhere
    fires(
        "source-elsewhere",
        "another site",
        USED,
        other("Another", "url: https://www.elsewhere.example/a"),
        marks="https://www.elsewhere.example/a",
    ),
    fires(
        "source-elsewhere",
        "an encyclopaedia",
        USED,
        other("Another", "url: https://en.wikipedia.org/wiki/Example"),
        marks="https://en.wikipedia.org/wiki/Example",
    ),
    silent(
        "source-elsewhere",
        "an encyclopaedia as itself",
        USED,
        (SOURCES, "", f"{SOURCE.format('A')}  url: https://en.wikipedia.org/wiki/A\n".replace(PUBLISHER, "Wikipedia")),
    ),
    fires(
        "source-elsewhere", "of a known one", USED, by("ILO", "www.example.org/a"), marks="https://www.example.org/a"
    ),
    fires("source-elsewhere", "of a site", USED, by("news.example.com", "a.example/a"), marks="https://a.example/a"),
    silent("source-elsewhere", "of a known one", USED, by("International Labour Organization", "www.ilo.org/a")),
    silent("source-elsewhere", "of a site", USED, by("news.example.com", "news.example.com/a")),
    silent("source-elsewhere", "another host of the site", USED, other("Another", "url: https://news.example.org/a")),
)
