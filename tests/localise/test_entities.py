"""The content's entities in one language: names, forms, figures, prose, and what is said of a text that is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from briefgen.content.model import Content
from briefgen.content.reading.yaml_file import parsed
from briefgen.dates import Point
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.messages import Messages
from tests.checks.small import entry, subject, told


def builder(language: str = "en", **said: Any) -> EntityBuilder:
    content = cast("Content", subject(**said).content)
    message = Messages(load_catalogue(language))
    return EntityBuilder(content, get_language(language), message, on=Point(2030, 5, 15), draft=True)


def rendered(words: str, language: str = "en", kind: str = "text", **scope: Any) -> tuple[str, EntityBuilder]:
    content = cast("Content", told({language: words}, entry={"summary": {language: words}}).content)
    made = EntityBuilder(
        content, get_language(language), Messages(load_catalogue(language)), on=Point(2030), draft=True
    )
    one = made.entity("cooperation.history[entry]")
    made.render_all(scope)
    return one.fields[kind].html, made


STAT = {"id": "s", "label": {"en": "Members"}, "value": 30, "as_of": "2031", "qualifier": "about"}
PAST_FIELDS = {"known_from", "known_until", "earlier"}
PAST = {"value": 20, "as_of": "2029", "qualifier": "up-to", "sources": ["page"]}


def test_a_figure_is_that_of_the_day_with_all_that_is_said_of_it() -> None:
    sources = {"sources": [{"id": "page", "title": "Page"}]}
    stat = builder(association={"stats": [{**STAT, "history": [PAST]}]}, files=sources).entity("association.stats[s]")
    assert str(stat) == "up to 20"
    assert str(stat.as_of) == "2029"
    assert [source.id for source in stat.sources] == ["page"]
    assert stat.value.source == "association.stats[s].history[2029].value"
    assert stat.label.source == "association.stats[s].label"
    assert [str(past) for past in stat.history] == ["up to 20"]


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [
        ("exact", "30"),
        ("more-than", "more than 30"),
        ("at-least", "at least 30"),
        ("about", "about 30"),
        ("up-to", "up to 30"),
    ],
)
def test_a_figure_says_how_rough_it_is(qualifier: str, words: str) -> None:
    stat = builder(association={"stats": [{**STAT, "qualifier": qualifier}]}).entity("association.stats[s]")
    assert str(stat) == words


def test_an_entity_is_made_once_and_leads_to_others() -> None:
    bodies = [{"id": "a", "kind": "council", "name": {"en": "A"}, "parent": "b"}]
    bodies += [{"id": "b", "kind": "council", "name": {"en": "B"}, "parent": "a"}]
    made = builder(association={"bodies": bodies})
    a = made.entity("association.bodies[a]")
    assert a.parent.parent is a
    assert made.referred("bodies", "b") is a.parent
    assert [str(body) for body in made.all_of("bodies")] == ["A", "B"]
    assert not hasattr(a, "earlier")
    assert not hasattr(a, "known_from")


def test_names_have_forms_and_titles_perhaps_a_language_of_their_own() -> None:
    work = {"id": "w", "kind": "theme", "title": {"en": "La lampe"}, "title_language": "fr"}
    same = {**work, "id": "v", "title_language": "en"}
    made = builder(association={"name": {"en": "Union"}, "forms": {"en": {"loc": "in Union"}}, "works": [work, same]})
    assert str(made.entity("association").case("loc")) == "in Union"
    assert made.entity("association.works[w]").__html__().count('lang="fr"') == 1
    assert "lang" not in made.entity("association.works[v]").__html__()
    assert str(made.entity("association.works[w]")) == "La lampe"


def test_a_name_is_without_the_spaces_around_it() -> None:
    one = builder(association={"name": {"en": " Union\n"}}).entity("association")
    assert str(one.name) == "Union"


def test_what_is_not_translated_says_so_in_every_form() -> None:
    forms = {"ka": {"loc": "კავშირში"}}
    made = builder("ka", association={"name": {"en": "Union"}, "forms": forms, "aim": {"ka": " ", "en": "A."},
                                      "stats": [{**STAT, "text": {"en": "A"}}]})  # fmt: skip
    one = made.entity("association")
    made.render_all({})
    mark = str(one.name)
    assert mark.startswith("[")
    assert (str(one.case("dat")), str(one.case("loc"))) == (mark, "კავშირში")
    assert one.aim.html == f'<p><span data-src="association.aim">{mark}</span></p>'  # that is where it is mended
    assert one.stats[0].text.html.startswith(f'<span data-src="{one.stats[0].path}.text">[')


def test_a_country_has_the_projects_name_in_its_language_else_the_usual_one() -> None:
    files = {"places": {"countries": [{"code": "GE", "name": {"ka": "საქართველო!"}}]}}
    for language, words in (("ka", "საქართველო!"), ("en", "Georgia")):
        made = builder(language, files=files)
        assert str(made.country("GE", "x")) == words
        assert made.country("GE", "x").source == "x"
        assert str(made.entity("agency").country) == words
    listed = builder(files={"cooperation": {"title": {"en": "T"}, "history": [entry("A.", countries=["FR", "GE"])]}})
    countries = listed.entity("cooperation.history[entry]").countries
    assert countries.source == "cooperation.history[entry].countries"
    assert listed.entity("cooperation.history[entry]").date.source == "cooperation.history[entry].date"
    assert [(str(country), country.source) for country in countries] == [
        ("France", "cooperation.history[entry].countries[0]"),
        ("Georgia", "cooperation.history[entry].countries[1]"),
    ]


def test_a_list_that_is_empty_knows_where_it_stands() -> None:
    one = builder().entity("association")
    assert (len(one.works), one.works.source) == (0, "association.works")


def test_words_are_printed_ids_are_not() -> None:
    one = builder().entity("association")
    assert str(one.acronym) == "EXAS"
    assert one.acronym.source == "association.acronym"
    assert one.id == "exa"


def test_prose_is_blocks_a_line_is_not_and_own_fields_hide_others() -> None:
    scope = {"date": "other", "works": "others", "place": "here"}
    html, made = rendered("On {{ date }}.", **scope)
    assert html.startswith("<p ")
    assert "2028" in html
    assert not made.problems
    line, _ = rendered("On {{ date }}.", kind="summary", **scope)
    assert line.startswith("<span ")
    _, wrong = rendered("On {{ nothing }}.", **scope)
    assert [problem.code for problem in wrong.problems] == ["expression-wrong"] * 2


def test_an_entity_has_every_field_but_those_of_its_past() -> None:
    body = {"id": "b", "kind": "council", "name": {"en": "B"}}
    made = builder(
        association={"bodies": [body]}, files={"cooperation": {"title": {"en": "T"}, "history": [entry("A.")]}}
    )
    for path in ("association.bodies[b]", "cooperation.history[entry]", "events[forum]"):
        model = type(made.content.items[path].value)
        assert set(made.entity(path).fields) == model.model_fields.keys() - PAST_FIELDS


def test_problems_of_texts_stand_in_the_order_of_the_content() -> None:
    history = [entry(f"On {{{{ {name} }}}}.", id=name) for name in ("one", "two", "three")]
    made = builder(files={"cooperation": {"title": {"en": "T"}, "history": history}})
    made.entity("cooperation")
    made.render_all({})
    assert [problem.message.split("'")[1] for problem in made.problems] == ["one", "two", "three"]


def test_lists_that_an_entry_leaves_empty_hide_nothing() -> None:
    works = builder(association={"works": [{"id": "w", "kind": "theme", "title": {"en": "Lamp"}}]}).all_of("works")
    html, made = rendered("{{ works | list }}", works=works)
    assert "Lamp" in html
    assert not made.problems


@pytest.mark.parametrize(
    ("words", "code", "column", "marks"),
    [
        ("{{ nothing }} so.", "expression-wrong", 15, "{{ nothing }}"),
        ("So {% it.", "prose-wrong", 18, "{%"),
        ("So^[it.", "prose-wrong", 14, ""),  # nobody knows where it should end
    ],
)
def test_a_problem_stands_where_a_text_begins_or_at_the_whole_text(
    words: str, code: str, column: int, marks: str
) -> None:
    file = parsed(f'history:\n- id: entry\n  text: {{en: "{words}"}}\n', "content/cooperation.yaml")
    content = replace(cast("Content", told(words).content), files={"cooperation": file})
    made = EntityBuilder(content, get_language("en"), Messages(load_catalogue("en")), on=Point(2030), draft=True)
    made.entity("cooperation.history[entry]")
    made.render_all({})
    (problem,) = made.problems
    assert (problem.code, problem.place.line, problem.place.column) == (code, 3, column)
    assert not marks or problem.excerpt[column - 1 :][: problem.place.length] == marks


def test_a_problem_of_a_text_stands_at_its_place_whatever_is_before_it() -> None:
    file = parsed('history:\n- id: entry\n  text: {en: "  On {{ nothing }} so."}\n', "content/cooperation.yaml")
    about = told("  On {{ nothing }} so.")
    content = replace(cast("Content", about.content), files={"cooperation": file})
    made = EntityBuilder(content, get_language("en"), Messages(load_catalogue("en")), on=Point(2030), draft=True)
    made.entity("cooperation.history[entry]")
    made.render_all({})
    (problem,) = made.problems
    assert (problem.place.line, problem.excerpt[problem.place.column - 1 :][: problem.place.length]) == (
        3, "{{ nothing }}",
    )  # fmt: skip


def test_a_name_takes_no_expressions() -> None:
    made = builder(association={"name": {"en": " Programme for {{ period }} and more"}})
    made.entity("association")
    (problem,) = made.problems
    assert (problem.code, problem.path) == ("expression-wrong", "association.name")
    assert problem.message == "a name is printed as it stands: it takes no expressions"
