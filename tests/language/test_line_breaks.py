"""Where a line must not break. In the tables "~" is a no-break space, "=" a no-break hyphen, "|" a word joiner."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.document.tree import unbind
from briefgen.language import Language, available, get_language
from briefgen.language.binding import Binding, bind

LANGUAGES = [get_language(code) for code in available()]

BOUND = {
    "ka": """
ISSA=ს ბიუროს 113=ე~სხდომაზე, ქ.~პანამაში, სააგენტო გახდა წევრი.
ISSA=ს ტექნიკური კომისიების მე=11~ფორუმში
2019~წლის 14–|18~ოქტომბერს, ქ.~ბრიუსელში გაიმართება ფორუმი
2017~წლის 2 და 3~მარტს
2017–|2019~წწ.~ბიუჯეტითა და პროგრამით
2019~წ. 14~ოქტომბერი
2018~წ.~დეკემბერი
იკრიბება 3~წელიწადში ერთხელ
3~წლის ვადით, 3=წლიან პროგრამასა და ბიუჯეტს
(ჯამში ელოდებიან 1000=მდე~მონაწილეს)
10~000=მდე~მონაწილე
ტრენინგებს, workshop=ებს, შეხვედრებს
7~წევრი ორგანიზაციის 14~წარმომადგენელმა 6~ქვეყნიდან
არჩევნებში მონაწილეობის უფლება 1~ხმით.
საბჭოს 37=ე~სესია
მარსელო აბი=რამია კაეტანო
პრეზიდენტი~– იოაკიმ ბროიერი (გერმანია)
ი.~ბროიერი, ჰ.=ჰ.~კონკოლევსკი
გვ.~5, ბ=ნი~კოზლოვი
„კომუნიკაციები“=ს თემაზე, 12%=ით მეტი
სოციალურ-ეკონომიკური
სოციალურ-ეკონომიკური=ს
World Social Security~– Country Profiles
2019~წლის 30~ოქტომბერი~– 2~ნოემბერი
2019. ახალი წინადადება
https://www.issa-int.org/a-b/14–18 და press-office@issa-int.org, issa-int.org/tc-ccc; www.issa-int.org
""",
    "en": """
14~representatives of seven member organizations
from 14 to 18~October 2019 and 14–|18~October
the 37th~Session, the 113th~meeting
J.~Breuer, J.=P.~Sartre and J.~S.~Bach~– writers
No.~5, p.~7, Mr~Breuer
the three=year programme, Vice-Chairpersonships-in-waiting
in 2019 and 2020 at 12%~interest
e.g. this, i.e. that
10~000~000~people
A~– B~— C
""",
    "fr": """
le 1er~octobre 2019, la 2e~session
«~Communication~»~; voilà~: oui~?
12~% des 14~représentants, M.~Breuer, n°~5
""",
}
CASES = [(code, line) for code, lines in BOUND.items() for line in lines.strip().splitlines()]


def shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u2011", "=").replace("\u2060", "|")


def plain(text: str) -> str:
    return unbind(text).replace("\u00a0", " ")


@pytest.mark.parametrize(("code", "line"), CASES)
def test_lines_break_in_good_places_only(code: str, line: str) -> None:
    text = line.replace("~", " ").replace("=", "-").replace("|", "")
    assert shown(get_language(code).bind(text)) == line


# Words of the kinds that the rules look at, so that rules meet each other.
TOKENS = (
    "3 14–18 2019 10 000 113-ე მე-11 1000-მდე 12% წლის და – — ქ. წ. წწ. ს. J. ა. J.-P. Mr No. « » ; : (3 „3 x, "
    "a-b-c ISSA-ს issa-int.org a@b-c.ge https://x-y.ge/1–2 12%-ით “-ს long-hyphenated-compound-15 5\u00a0123"
)
SEPARATORS = st.sampled_from([" ", " ", " ", "\u00a0", "\n", "  ", "\u202f", ""])
phrases = st.lists(st.tuples(st.sampled_from(TOKENS.split(" ")), SEPARATORS), max_size=12).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
texts = st.text() | phrases | st.text(alphabet="13–-\u2011\u2060\u00a0 .აJwე%«»:\ue000\n")


@pytest.mark.parametrize("language", LANGUAGES, ids=available())
@given(text=texts)
@example(text="1–\u2060\u20602")
@example(text="J. R. R. R. R. T. – x")
def test_binding_is_idempotent_and_changes_no_word(language: Language, text: str) -> None:
    bind = language.bind
    bound = bind(text)
    assert bind(bound) == bound
    assert plain(bound) == plain(text)
    # Each character is kept or exchanged for its no-break form; only joiners are added.
    exchanged = {" ": "\u00a0", "-": "\u2011"}
    rest = iter(bound)
    for char in text:
        found = next(rest)
        while found == "\u2060" != char:
            found = next(rest)
        assert found in (char, exchanged.get(char))
    assert not set(rest) - {"\u2060"}


@pytest.mark.parametrize("language", LANGUAGES, ids=available())
@given(text=phrases.map(lambda text: text.replace("\u00a0", " ")))
def test_no_chain_has_more_than_three_words(language: Language, text: str) -> None:
    for chain in re.split(r"(?!\u00a0)\s", language.bind(text)):
        grouped = re.sub(r"(?<=\d)\u00a0(?=\d{3}(?!\w))", "", chain)
        words = [word for word in grouped.split("\u00a0") if any(map(str.isalnum, word))]
        assert len(words) <= 3


@pytest.mark.parametrize("language", LANGUAGES, ids=available())
@given(text=phrases)
def test_a_line_never_begins_with_a_dash_and_addresses_stay(language: Language, text: str) -> None:
    bound = language.bind(text)
    assert not re.search(r"\S [–—](?=\s|$)", bound)
    for address in re.findall(r"https://\S+", text):
        assert address in bound


# Each rule at its edge: how long, how many, which signs
EDGES = [
    ("en", "aaaaaaaa-bbbbbbb", "aaaaaaaa=bbbbbbb"),
    ("en", "aaaaaaaa-bbbbbbbb", "aaaaaaaa-bbbbbbbb"),
    ("en", "aaaaaaaaaaaaaa-bbb", "aaaaaaaaaaaaaa=bbb"),
    ("en", "aaaaaaaaaaaaaa-bbbb", "aaaaaaaaaaaaaa-bbbb"),
    ("en", "aaaaaaaaaaaaaa-bbb-ccc", "aaaaaaaaaaaaaa-bbb=ccc"),
    ("en", "12-aaaaaaaaaaaaaaaaaaaa-b", "12=aaaaaaaaaaaaaaaaaaaa=b"),
    ("en", "aaaaaaaaaaaaaaaaaaaa-12-bbbbbbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaaaaaa=12=bbbbbbbbbbbbbbbbbbbb"),
    ("en", "aaaaaaaaa–bbbbbbbbbb", "aaaaaaaaa–|bbbbbbbbbb"),
    ("en", "aaaaaaaaaa–bbbbbbbbbb", "aaaaaaaaaa–bbbbbbbbbb"),
    ("en", "(aaaaaaaaa–bbbbbbbbbb),", "(aaaaaaaaa–|bbbbbbbbbb),"),
    ("en", "aaaaaaaaaaaaaaaaaaaaaaa–2", "aaaaaaaaaaaaaaaaaaaaaaa–|2"),
    ("en", "2–aaaaaaaaaaaaaaaaaaaaaaa", "2–|aaaaaaaaaaaaaaaaaaaaaaa"),
    ("en", "see pp. No. 5 people", "see pp.~No.~5 people"),
    ("en", "No. 5 people", "No.~5~people"),
    ("en", "Mr J. P. Smith came", "Mr~J.~P. Smith came"),
    ("en", "Mr J. Smith", "Mr~J.~Smith"),
    ("en", "J.-P. Sartre", "J.=P.~Sartre"),
    ("ka", "12%-ით მეტი", "12%=ით მეტი"),
    ("en", "(www.agency-a.ge)", "(www.agency-a.ge)"),
    ("en", "agency-a.info", "agency-a.info"),
    ("en", "agency-a.museum", "agency-a.museum"),
    ("en", "agency-a.abcdefg", "agency=a.abcdefg"),
    ("en", "so-called", "so=called"),
    ("en", "‘5 people", "‘5~people"),
    ("en", "12% people", "12%~people"),
    ("en", "5abcd people", "5abcd~people"),
    ("en", "5abcde people", "5abcde people"),
    ("en", "−5 people", "−5~people"),
    ("ka", "მე-11 სესია", "მე=11~სესია"),
    ("ka", "აბგ-11 სესია", "აბგ=11 სესია"),
    ("ka", "5 ₾", "5~₾"),
    ("en", "5 £", "5~£"),
    ("en", "– 5 people met", "– 5~people met"),
    ("en", "x – 5 people met", "x~– 5~people met"),
    ("en", "5 – people met", "5~– people met"),
    ("fr", "mot : autre", "mot~: autre"),
    ("fr", "mot :autre", "mot :autre"),
    ("fr", "« mot » autre", "«~mot~» autre"),
    ("en", "a@b.ge Smith", "a@b.ge Smith"),
    ("en", "(No. 5", "(No.~5"),
    ("en", "( 5 x", "( 5~x"),
    ("en", "5 and, x", "5 and, x"),
    ("en", "5 and more", "5 and more"),
    ("en", "5 days", "5~days"),
    ("en", "J. 5", "J. 5"),
    ("en", "e.g. Smith", "e.g. Smith"),
    ("ka", "ა. ბერიძე", "ა.~ბერიძე"),
    ("en", "J.P. Smith", "J.P.~Smith"),
    ("en", "10 000 people", "10~000~people"),
    ("en", "10 0000 people", "10 0000~people"),
    ("ka", "2019 წ. 14 ოქტომბერი", "2019~წ. 14~ოქტომბერი"),
    ("ka", "2019 წ. ოქტომბერი", "2019~წ.~ოქტომბერი"),
    ("ka", "2017–2019 წწ. ბიუჯეტი", "2017–|2019~წწ.~ბიუჯეტი"),
    ("en", "30 December 2021–2 January 2022 x", "30~December 2021–2~January 2022~x"),
    ("en", "October–2 November", "October–|2~November"),
    ("en", "No. 5 million people", "No.~5~million people"),
    ("en", "a — b", "a~— b"),
    ("en", "Dr J. Smith-Jones", "Dr~J.~Smith=Jones"),
]


@pytest.mark.parametrize(("code", "text", "bound"), EDGES)
def test_where_each_rule_of_binding_ends(code: str, text: str, bound: str) -> None:
    found = get_language(code).bind(text)
    assert found.translate({0xA0: "~", 0x2011: "=", 0x2060: "|"}) == bound
    assert get_language(code).bind(found) == found


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("W Polsce, Nr 5", "W~Polsce, Nr~5"),
        ("w Polsce, nr 5", "w~Polsce, nr~5"),
        ("(W Polsce", "(W~Polsce"),
        ("WE dwoje", "WE dwoje"),
        ("Art. tak, art. tak", "Art.~tak, art. tak"),
    ],
)
def test_a_word_that_stays_with_the_next_one_does_so_with_a_capital(text: str, bound: str) -> None:
    binding = Binding(before=frozenset({"w", "we", "nr", "Art."}))
    assert bind(text, binding).replace("\u00a0", "~") == bound
