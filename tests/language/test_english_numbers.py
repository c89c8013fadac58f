"""Numbers in running English text: which are words, and which are figures."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language import available, get_language

EN = get_language("en")

# {7} is a number that is printed; the others are typed. Each line: a text, and the same as it is printed.
TEXTS = """
with {1} vote. | with one vote.
for the next {7} years. | for the next seven years.
{14} representatives of {7} member organizations from {6} countries ({3}). | 14 representatives of seven member \
organizations from six countries (3).
{7} countries came. | Seven countries came.
They met. {3} of them left. | They met. Three of them left.
Mr. Smith has {3} sons. | Mr. Smith has three sons.
It meets every {3} years | It meets every three years
the {3}-year programme. | the three-year programme.
more than {9} members. | more than nine members.
{9} members, {10} in all | 9 members, 10 in all
at least {5} of them. | at least five of them.
and {3} more: see the note | and three more: see the note
with “{2} pillars” of old. | with “two pillars” of old.
In 2019, {3} countries joined. | In 2019, three countries joined.
On 14 October and {2} days later. | On 14 October and two days later.
The 113th and {2} other meetings. | The 113th and two other meetings.
up to {1000} participants for {3} years. | up to 1,000 participants for three years.
a growth of 12% and {2} new members. | a growth of 12% and two new members.
Chapter 12 and {2} annexes. | Chapter 12 and two annexes.
{0} votes, {10} seats. | 0 votes, 10 seats.
in Georgia – {7} years on – all is well. | in Georgia – seven years on – all is well.
on {3} October 2019. | on 3 October 2019.
from {3} to 5 October. | from 3 to 5 October.
{2}–3 March 2017. | 2–3 March 2017.
October {3}. | October 3.
a share of {5}% of it. | a share of 5% of it.
a share of {5} % of it. | a share of 5 % of it.
{5} per cent of it. | 5 per cent of it.
it grew by {3} percentage points. | it grew by 3 percentage points.
{3} km from it, {2} million people, €{5}, GEL {4}, {8} euros. | 3 km from it, 2 million people, €5, GEL 4, 8 euros.
at {9} a.m. in Room {4}. | at 9 a.m. in Room 4.
at Terminal {3}, Gate {4}, on SDG {5}. | at Terminal 3, Gate 4, on SDG 5.
Hall {7} is full. | Hall 7 is full.
with a score of {7} to 9. | with a score of 7 to 9.
On Monday {3} of them left. In {4} days all had. | On Monday three of them left. In four days all had.
Version {1}, Figure {2}, page {3}, No. {4}, Article {5}. | Version 1, Figure 2, page 3, No. 4, Article 5.
by {7} votes to {5}. | by 7 votes to 5.
a {6}-year-old child. | a 6-year-old child.
{5} of the {12} countries. | 5 of the 12 countries.
{5} out of {12} countries. | 5 out of 12 countries.
{12} countries, {5} of them new. | 12 countries, 5 of them new.
from {7} members to {14}. | from 7 members to 14.
between {7} and {14} days. | between 7 and 14 days.
{7} men and {12} women came. | 7 men and 12 women came.
{3} men, {7} women and {12} children. | 3 men, 7 women and 12 children.
{3} men, {7} women and {2} children. | Three men, seven women and two children.
rose from {3} to {7}. | rose from three to seven.
{7}–12 years, {3}/4 and 2.{5} | 7–12 years, 3/4 and 2.5
{7}, from {6} countries | 7, from 6 countries
more than {7}, from {6} countries | more than 7, from 6 countries
countries: {7} | countries: 7
Technical commissions ({7}) | Technical commissions (7)
{7} | 7
"""


def printed(text: str) -> str:
    def number(found: re.Match[str]) -> str:
        before, after = (re.sub(r"\{(\d+)\}", lambda n: EN.number(int(n[1])), part) for part in
                         (text[: found.start()], text[found.end() :]))  # fmt: skip
        return EN.number_in_text(int(found[1]), before, after)

    return re.sub(r"\{(\d+)\}", number, text)


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_small_numbers_are_words_where_no_rule_asks_for_figures(line: str) -> None:
    text, expected = (side.strip() for side in line.split(" | "))
    assert printed(text) == expected
    assert printed(text.replace(" ", "\u00a0")) == expected.replace(" ", "\u00a0")


@pytest.mark.parametrize("code", sorted(set(available()) - {"en", "de", "fr"}))  # which have words for them
def test_other_languages_keep_their_figures(code: str) -> None:
    language = get_language(code)
    assert [language.number_in_text(n, "x ", " y.") for n in (1, 7, 12)] == ["1", "7", "12"]


@given(n=st.integers(0, 20), before=st.text(), after=st.text())
def test_any_text_may_stand_around_a_number(n: int, before: str, after: str) -> None:
    word = next((word for word, value in EN.words.numbers.items() if value == n), "")
    may_be_word = {word, word.capitalize()} if n < 10 else set()
    assert EN.number_in_text(n, before, after) in {str(n)} | may_be_word
