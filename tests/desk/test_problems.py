"""What can be done about a problem on the desk: who may stand by which, how that ends, and what else is told of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import pytest

from briefgen.content.changing.edit import short_both
from briefgen.content.reading.yaml_file import Value
from briefgen.desk.words import DeskWords
from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.problems.notes import SchemaWord, Told
from briefgen.upkeep.translations import accept_translations
from tests.desk.in_process import Client, Form
from tests.desk.test_forms import AGENDA, FORUM, before_it, content, edit, follow, opened, write

STAND = "I have looked at it, and stand by it"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").split())


def test_only_by_what_a_rule_finds_somebody_can_stand(desk: Client, root: Path) -> None:
    edit(root, "association.yaml", "  - id: members\n", "  - id: members\n    status: unverified\n")
    page = desk.get("/check").text
    assert STAND in page
    assert "Errors keep the briefs from going out." not in page
    assert "more may be found" not in page
    assert "Nobody has verified this. If somebody has verified it, choose “verified” under “How sure it is”" in words(
        page
    )
    follow(desk, desk.post("/thing", {**opened(desk, "/thing", path="association").fields, "f.aim.en": "It {{ nope }}.",
                                      "kind": "always"}))  # fmt: skip
    page = desk.get("/check", kind="expression-wrong").text + desk.get("/thing", path="association").text
    assert "nope" in page
    assert "code=expression-wrong" not in page
    page = words(desk.get("/check").text)
    assert "Errors keep the briefs from going out." in page
    # It stands wherever the problems are counted.
    for address, edition in (("/check", ""), ("/", ""), ("/issue", "2030-05-example-city")):
        page = words(desk.get(address, edition=edition).text)
        assert "Once they are corrected, the rest is checked, and more may be found" in page


LACKS = """
- id: during
  kind: council-session
  parent: example-forum-2030
  name: {ka: სესია, en: Council}
  date: 2030-05-15
  state: planned
  text: {ka: "{{ city | dat }}: {{ events.example_forum_2030.city | dat }}.", en: "{{ date }}: {{ date }}."}
"""


def test_what_lacks_is_told_by_its_name_and_leads_to_the_field_that_mends_it(root: Path) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + LACKS)
    city, form = "events[during].city", "places.cities[example-city].forms.ka.dat"
    with asyncio.Runner() as runner:
        for language, says in (("en", "Council – City is not supplied"), ("ka", "შესავსებია: სესია – ქალაქი")):
            desk = Client(root, runner, language)
            page = desk.get("/check").text
            assert says in words(page)
            assert {f"/thing?path={at}" for at in (city, form)} <= set(
                map(unquote, re.findall(r'href="([^"]+)"', page))
            )
            own = desk.get("/thing", path="events[during]").text
            assert 'href="#f-city"' in own  # it is in this form
            assert 'id="f-city"' in own
            # The brief is shown but for these, and says which.
            frame = desk.get("/frame/brief", lang="ka").text
            assert f'data-src="{city}"' in frame
            assert f'data-src="{form}"' in frame
            assert says in words(frame)
            assert "სანიმუშო ფორუმი" in frame.partition("</section>")[2]
            assert "[…]" in frame
            # So does the form of something else, whatever is typed there.
            typed = desk.post("/typed", {**opened(desk, "/thing", path="association").fields, "lang": "ka"})
            said = json.loads(typed.text)
            assert says in words(said["body"])
            assert (said["wrong"], said["message"]) == ({}, "")
            # What is typed in a field that can't be printed is told there, and the field as it was is shown.
            fields = opened(desk, "/thing", path=FORUM).fields
            said = json.loads(desk.post("/typed", {**fields, "f.text.ka": "{{ nope }}", "lang": "ka"}).text)
            assert said["wrong"].keys() == {"text.ka"}
            assert "გაიმართება" in said["body"]
            (chip,) = json.loads(desk.post("/printed", {**fields, "f.text.ka": "{{ city | dat }}"}).text)["text.ka"]
            assert unquote(chip["to"]) == f"/thing?path={form}"


def test_a_brief_is_called_by_its_name() -> None:
    left_out = "{figure} is left out of the brief {brief} in {language}: it doesn't fit the paper"
    told = Told(left_out, figure="„x“", brief=SchemaWord("brief", "'full'"), language="'ka'")
    assert "ცნობა „საბრიფინგო ცნობა“" in DeskWords("ka")(told)


def test_what_follows_from_a_problem_stands_under_it_and_is_counted_with_it(desk: Client, root: Path) -> None:
    before = words(desk.get("/check").text)
    end = "the Agency became a member of the Association."
    edit(root, "cooperation.yaml", end, f"{end} It was held at 25:30.")
    edit(
        root,
        "cooperation.yaml",
        "სააგენტო გახდა ასოციაციის წევრი.",
        "სააგენტო გახდა ასოციაციის წევრი. გაიმართა 25:30 საათზე.",
    )
    page = desk.get("/check").text
    assert "Likely gone with it: 1" in words(page)
    assert words(page).count("there is no such time") == 2
    errors = [int(re.findall(r"Errors: (\d+)", told)[0]) for told in (before, words(page))]
    assert errors == [0, 1]


def test_one_typo_is_told_once_and_a_button_puts_it_right(desk: Client, root: Path) -> None:
    before = content(root, "events.yaml")

    def told(wrong: str) -> list[str]:
        write(root, "events.yaml", before.replace("in {{ city }} on", wrong))
        page = desk.get("/thing", path=FORUM).text
        page = re.sub(r'<details class="with-it">.*?</details>', "", page, flags=re.DOTALL)  # what goes with it
        found = re.findall(r'<li class="problem .*?</li>', page, re.DOTALL)
        return [unescape(each) for each in found if "last confirmed" not in each]

    (one,) = told("in {{ ciy }} on")
    assert "Did you mean city?" in words(one)
    assert '"here": "ciy"' in one
    assert '"words": ["city"]' in one
    frame = unescape(desk.get("/frame/brief", lang="en").text)
    assert "There is no “ciy” here. Did you mean city?" in words(frame)
    grave = told("in {{ city }}, Exampel City, on 5 May 2029, on")  # an error stands before a warning
    assert [*map(words, grave)] == sorted(map(words, grave), key=lambda each: not each.startswith("Error"))
    assert len(told("in {{ city on")) == len(told("in {{ city }} on {{")) == 1
    (one,) = [each for each in told("in {{ city }}, Exampel City, on") if "Exampel" in each]
    assert '"words": ["Example City"]' in one  # what two rules find at one place
    (one,) = [each for each in told("in {{ city }} on 5 May 2029, and on") if "“5 May 2029”" in each]
    assert "but that is on" in one  # the forum is in the month of the edition


def test_the_check_says_how_much_is_still_to_fill_in(desk: Client, root: Path) -> None:
    gaps = desk.get("/todo", group="gaps").text.count('<li class="task')
    assert gaps
    assert f'<a href="/todo?group=gaps">Still to fill in: {gaps}</a>' in desk.get("/check").text


def test_what_is_stood_by_in_vain_is_taken_out_by_a_button_and_told_in_words(desk: Client, root: Path) -> None:
    both = "acknowledge:\n  - {code: expression-wrong, because: so, until: 2037}\n"
    write(root, "association.yaml", content(root, "association.yaml") + both)
    for page in (
        desk.get("/thing", path="association"),
        desk.get("/check"),
        desk.get("/check", kind="acknowledge-unused"),
    ):
        said = words(page.text)
        assert "The check no longer finds “An expression {{ … }} can’t be printed” here, so the reason given" in said
        assert "expression-wrong" not in said
        assert "Note The check no longer finds" in said  # and no warning
        form = page.form("/unstand")
        assert form is not None, page.text
    assert form is not None
    follow(desk, desk.post("/unstand", {**form.fields, **dict(form.buttons)}))
    assert "acknowledge" not in content(root, "association.yaml")
    assert "expression-wrong" not in words(desk.get("/changes").text)
    assert desk.post("/unstand", {**form.fields, **dict(form.buttons)}).status == 409


def test_a_right_word_is_put_among_ours_by_a_button_and_taken_out_by_undo(desk: Client, root: Path) -> None:
    edit(root, "association.yaml", "Example Association", "Example Asociatory Zzyzx")
    before = content(root, "glossary.yaml")
    for page in (desk.get("/thing", path="association"), desk.get("/check")):
        form = next(each for each in page.forms if each.action == "/word")
        assert 'form="good-word" name="word" value="en Zzyzx"' in page.text
    answer = desk.post("/word", {**form.fields, "word": "en Zzyzx"})
    assert answer.headers["location"].startswith("/check")
    after = follow(desk, answer)
    assert "The word is among ours now" in words(after)
    assert "en Zzyzx" not in after
    assert "en Asociatory" in after  # another one is still asked for
    assert "Zzyzx" in content(root, "glossary.yaml")
    desk.post("/word", {"word": "en Zzyzx"})
    assert content(root, "glossary.yaml").count("Zzyzx") == 1
    for wrong in ("en", "", "xx Zzyzx", "en  "):
        assert desk.post("/word", {"word": wrong}).status == 409
    form = opened(desk, "/changes")
    (undo,) = re.findall(r'name="undo" value="([0-9]+)"', desk.get("/changes").text)
    desk.post("/changes", {**form.fields, "undo": undo})
    assert content(root, "glossary.yaml") == before


def test_what_is_wrong_in_a_list_of_a_thing_is_told_by_the_name_of_its_entry(desk: Client, root: Path) -> None:
    edit(root, "association.yaml", "  - id: members\n", "  - id: members\n    status: unverified\n")
    page = desk.get("/thing", path="association").text
    folded = page.partition("What the check finds in the lists below")[2].partition("</details>")[0]
    assert "/thing?path=association.stats%5Bmembers%5D" in folded
    assert "Member organizations" in words(folded)
    assert page.count("Nobody has verified this") == folded.count("Nobody has verified this") == 1


def test_what_is_found_after_a_save_is_told_once(desk: Client, root: Path) -> None:
    """Of a field at the field, to which the box above leads; of the thing as a whole in that box."""
    form = opened(desk, "/thing", path="association")
    sent = {**form.fields, "f.aim.en": "It {{ nope }}.", "f.sources": "", "kind": "always"}
    page = follow(desk, desk.post("/thing", sent))
    box = page.partition('id="found-here"')[2].partition("</div>")[0]
    assert '<a href="#f-aim-en">Aim (English)</a>' in box
    assert words(page).count("There is no “nope” here") == 1
    assert "There is no “nope” here" not in words(box)
    assert words(page).count("No source is named for this.") == words(box).count("No source is named for this.") == 1


def test_what_was_just_written_in_both_languages_is_asked_to_be_confirmed_and_is_no_fault(
    desk: Client, root: Path
) -> None:
    accept_translations(open_project(root).project)
    form = opened(desk, "/add", path="people.persons")
    page = follow(desk, desk.post("/add", {**form.fields, "f.name.ka": "ანა", "f.name.en": "Ana"}))
    assert 'id="found-here"' not in page
    assert "obody has confirmed" not in words(page)
    assert words(page).count("the translation is not confirmed") == 1  # at the field
    asked = words(page.partition('id="translations"')[2].partition("</form>")[0])
    assert asked.endswith("If both languages say the same, confirm it: Confirm: Name")
    assert words(desk.get("/thing", path="people.persons[ana]").text).count("obody has confirmed") == 1
    # What is behind is a fault, and what else is found is told.
    form = opened(desk, "/thing", path="people.persons[ana]")
    page = follow(desk, desk.post("/thing", {**form.fields, "f.name.en": "Ana  B", "kind": "always"}))
    box = page.partition('id="found-here"')[2].partition("</div>")[0]
    assert '<a href="#f-name-en">Name (English)</a>' in box


def test_what_somebody_stands_by_is_not_told_again_as_found(desk: Client, root: Path) -> None:
    form = opened(desk, "/thing", path="association")
    page = follow(desk, desk.post("/thing", {**form.fields, "f.aim.en": "Another  aim.", "kind": "always"}))
    assert 'id="found-here"' in page
    for asked in set(re.findall(r'/stand[?](path=[^"]+)', page)):
        sent = {**dict(parse_qsl(unescape(asked))), "because": "so", "until": "2040"}
        page = follow(desk, desk.post("/stand", sent))
    assert 'id="found-here"' not in page


def test_nobody_stands_by_something_until_a_day_that_is_over_for_the_edition(desk: Client, root: Path) -> None:
    edit(root, "association.yaml", "  - id: members\n", "  - id: members\n    status: unverified\n")
    (to,) = [to for to in re.findall(r'href="(/stand[?][^"]+members[^"]+)"', desk.get("/check").text)
             if "fact-unverified" in to]  # fmt: skip
    path, _, asked = unescape(to).partition("?")
    form = opened(desk, path, **dict(parse_qsl(asked)))
    page = desk.get(path, **dict(parse_qsl(asked))).text
    assert re.search(r'id="until-about">Such as: December 20(?:3\d|[4-9]\d)<', page)  # the edition is of May 2030
    told = desk.post("/stand", {**form.fields, "because": "They have moved", "until": "April 2030"})
    assert told.status == 409
    assert "as of May 2030, the day of the newest edition: name a later day" in words(told.text)
    assert 'value="They have moved"' in told.text
    assert desk.post("/stand", {**form.fields, "because": "They have moved", "until": "May 2030"}).status != 409
    # The edition goes on, and the day is over: the reason is there still.
    (edition,) = (root / "content" / "editions").glob("*.yaml")
    edit(root, f"editions/{edition.name}", "as_of: 2030-05", "as_of: 2030-06")
    again = opened(desk, path, **dict(parse_qsl(asked)))
    assert again.fields["because"] == "They have moved"


def test_who_stands_by_something_on_the_check_comes_back_to_it_and_can_withdraw(desk: Client, root: Path) -> None:
    edit(root, "association.yaml", "  - id: members\n", "  - id: members\n    status: unverified\n")
    before = content(root, "association.yaml")
    page = desk.get("/check").text
    assert "Checked for the newest edition, as of May 2030: Example Forum, 14–16 May 2030." in words(page)

    def stand(page: str) -> Form:
        (to,) = [to for to in re.findall(r'href="(/stand[?][^"]+members[^"]+)"', page) if "fact-unverified" in to]
        path, _, asked = unescape(to).partition("?")
        return opened(desk, path, **dict(parse_qsl(asked)))

    form = stand(page)
    answer = desk.post("/stand", {**form.fields, "because": "so", "until": "2040"})
    assert answer.headers["location"].startswith("/check?")
    page = follow(desk, answer)
    assert "Somebody stands by it: so" in words(page)
    (told,) = [each for each in re.findall(r'<li class="problem.*?</li>', page, re.DOTALL) if "Somebody stands" in each]
    assert told.startswith('<li class="problem">')  # it calls for nothing any more: neither in red, nor what to do
    assert told.count('class="hint"') == 1  # why somebody stands by it
    form = stand(page)
    assert (form.fields["because"], form.fields["until"]) == ("so", "2040")
    follow(desk, desk.post("/stand", {**form.fields, "because": "for another reason"}))
    assert content(root, "association.yaml").count("for another reason") == 1
    (away,) = [each for each in desk.get("/stand", **stand(page).fields).forms if each.action == "/unstand"]
    answer = desk.post("/unstand", {**away.fields, **dict(away.buttons)})
    assert answer.headers["location"].startswith("/check?")
    assert STAND in follow(desk, answer)
    assert content(root, "association.yaml") == before
    whole = "acknowledge: {code: fact-unverified, because: for all, until: 2040}\n"
    write(root, "association.yaml", before + whole)  # what is written for a whole is changed and withdrawn there
    form = stand(desk.get("/check").text)
    assert form.fields["path"] == "association"
    follow(desk, desk.post("/stand", {**form.fields, "because": "asked"}))
    assert content(root, "association.yaml") == before + whole.replace("for all", "asked")


@pytest.mark.parametrize("language", ["ka", "en"])
def test_who_stands_by_one_finding_silences_no_other(root: Path, language: str) -> None:
    """Not those of the fields below, of another language, or another one of the same rule in the same text."""
    unsure = content(root, "association.yaml").replace("  - id: members\n", "  - id: members\n    status: unverified\n")
    write(root, "association.yaml", f"{unsure}status: unverified\n")
    doubled = "the Agency  became a   member  of the Association."
    edit(root, "cooperation.yaml", "the Agency became a member of the Association.", doubled)
    edit(root, "cooperation.yaml", "სააგენტო გახდა ასოციაციის წევრი.", "სააგენტო  გახდა ასოციაციის წევრი.")

    def found(stood_by: bool) -> list[str]:
        problems = (each for each in check(open_project(root)) if bool(each.acknowledged) is stood_by)
        return [f"{each.code} {each.path} {each.language} {each.message}" for each in problems]

    def stand(desk: Client, code: str, path: str, says: str) -> tuple[str, str]:
        """Stand by the one of the check that says this; return what its form shows, and the page after it."""
        links = re.findall(r'href="/stand[?]([^"]+)"', desk.get("/check").text)
        asked = (dict(parse_qsl(unescape(link))) for link in links)
        pages = [desk.get("/stand", **each) for each in asked if (each["code"], each["path"]) == (code, path)]
        page = next(each for each in pages if says in words(each.text))
        form = page.form("/stand")
        assert form is not None
        part = page.text.partition('action="/stand"')[2].partition("</form>")[0]
        assert part.count('class="needed"') == 2
        assert " required" not in part  # a browser says so in its own bubble, and in its own language
        refused = desk.post("/stand", {**form.fields, "because": "", "until": " "}).text
        assert re.findall(r'class="said wrong" id="([a-z]+)-said"', refused) == ["because", "until"]
        refused_form = desk.post("/stand", {**form.fields, "because": "so <it> is", "until": ""}).form("/stand")
        assert refused_form is not None
        assert refused_form.fields == {**form.fields, "because": "so <it> is"}
        return page.text, follow(desk, desk.post("/stand", {**refused_form.fields, "until": "2040"}))

    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        before, three = found(False), {"ka": "ზედიზედ 3", "en": "3 spaces"}[language]
        entry = next(each.split()[1] for each in before if each.startswith("space-doubled"))
        page, _ = stand(desk, "fact-unverified", "association", "")
        assert 'id="covers"' not in page
        assert [each.split()[:2] for each in found(True)] == [["fact-unverified", "association"]]
        assert set(before) - set(found(False)) == set(found(True))
        stand(desk, "space-doubled", entry, three)
        assert sum("space-doubled" in each for each in found(True)) == 1
        assert sum("space-doubled" in each for each in found(False)) == 3  # one in Georgian
        write(root, "association.yaml", f"{unsure}status: unverified\nacknowledge:\n"
              "  - {code: fact-unverified, because: all of it, until: 2040}\n")  # fmt: skip
        (link,) = [
            each for each in re.findall(r'href="/stand[?]([^"]+)"', desk.get("/check").text) if "members" in each
        ]
        page = desk.get("/stand", **dict(parse_qsl(unescape(link)))).text.partition('id="covers"')[2]
        assert page.partition("</details>")[0].count("<li>") == 1  # what else it is for is told, and how much


def test_what_covers_another_report_of_the_same_words_is_changed_and_withdrawn_there(desk: Client, root: Path) -> None:
    entry = """history:
  - id: told
    date: 2027-11-30/2027-12-02
    text: {ka: "სესია ჩატარდა.", en: The Example Session was held in Example City in May 2027.}
"""
    edit(root, "cooperation.yaml", "history:\n", entry)

    def stand(code: str) -> Form:
        links = re.findall(r'href="(/stand[?][^"]+)"', desk.get("/check").text)
        (asked,) = [each for each in (dict(parse_qsl(unescape(one).partition("?")[2])) for one in links)
                    if each["code"] == code and "history[told]" in each["path"]]  # fmt: skip
        return opened(desk, "/stand", **asked)

    def stood_by() -> set[str]:
        return {each.code for each in check(open_project(root)) if each.acknowledged}

    follow(desk, desk.post("/stand", {**stand("date-differs").fields, "because": "so", "until": "2040"}))
    assert stood_by() == {"date-differs", "event-told-otherwise"}
    form = stand("event-told-otherwise")
    assert (form.fields["because"], form.fields["until"]) == ("so", "2040")
    follow(desk, desk.post("/stand", {**form.fields, "because": "for another reason"}))
    assert content(root, "cooperation.yaml").count("because:") == 1
    assert "for another reason" in content(root, "cooperation.yaml")
    page = desk.get("/stand", **stand("event-told-otherwise").fields)
    (away,) = [each for each in page.forms if each.action == "/unstand"]
    follow(desk, desk.post("/unstand", {**away.fields, **dict(away.buttons)}))
    assert stood_by() == set()


def test_nobody_stands_by_something_until_a_day_that_is_over(desk: Client, root: Path) -> None:
    write(root, "association.yaml", content(root, "association.yaml") + "status: unverified\n")
    before = content(root, "association.yaml")
    sent = {"path": "association", "code": "fact-unverified", "because": "so", "until": "5 May 2018"}
    assert "This day is over: name one that is to come." in desk.post("/stand", sent).text
    assert content(root, "association.yaml") == before


def test_what_a_problem_means_is_told_with_its_own_severity(desk: Client) -> None:
    page = desk.get("/explain/date-order", severity="warning").text
    assert "Warning: a brief can go out with it" in page
    assert "Error: no brief" in desk.get("/explain/date-order", severity="x").text


def test_a_form_sends_nobody_to_a_form_to_confirm(desk: Client) -> None:
    form = opened(desk, "/thing", path="association")
    page = follow(desk, desk.post("/thing", {**form.fields, "f.aim.en": "Another aim.", "kind": "always"}))
    assert "confirm it on this page, under “Translations”" in unescape(page)
    assert 'id="translations"' in page
    assert "in its form" not in words(page)
    assert "confirm it in its form" in words(desk.get("/check").text)


def test_before_it_is_saved_a_form_leads_to_no_button_that_is_not_there(desk: Client) -> None:
    def told(typed: dict[str, str]) -> str:
        return str(json.loads(desk.post("/checked", typed).text)["found"]["aim.en"])

    form = opened(desk, "/thing", path="association")
    typed = {**form.fields, "f.aim.ka": "სხვა მიზანი.", "f.aim.en": "Another aim.", "kind": "always"}
    assert "confirm it on this page once it is saved, under “Translations”." in unescape(told(typed))
    assert "#translations" not in told(typed)
    page = follow(desk, desk.post("/thing", typed))
    assert 'id="translations"' in page
    saved = told(opened(desk, "/thing", path="association").fields)
    assert "confirm it on this page, under “Translations”." in unescape(saved)
    assert 'href="#translations"' in saved


def test_an_item_of_an_agenda_says_why_no_brief_prints_it(desk: Client, root: Path) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + AGENDA)

    def why(item: str, event: str = "during") -> str:
        page = desk.get("/thing", path=f"events[{event}].agenda[{item}]").text
        return words(page.partition('id="unprinted">')[2].partition("</p>")[0])

    assert why("programme").startswith("The agenda in a brief doesn’t have this yet: say who are the candidates")
    assert why("report").startswith("No brief prints what came of this yet: the status of its session isn’t “held”.")
    edit(root, "events.yaml", "parent: example-forum-2030\n  name: {ka: სესია", "name: {ka: სესია")
    assert why("report").startswith("No brief prints this yet: no edition is about this event")
    held = "date: 2030-10-15\n  state: held"  # since the newest edition: the next one tells of it
    edit(root, "events.yaml", "date: 2030-05-15\n  state: planned", held)
    assert why("report").startswith("Only a change note prints this: no edition is about this event")
    before_it(root)
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-05 ", "previous: 2030-01-before\nas_of: 2030-11 ")
    assert why("report").startswith("Only a change note prints this: no edition is about this event")
    edit(root, "editions/2030-01-before.yaml", "as_of: 2030-01", "as_of: 2030-10-20")
    assert why("report").startswith("No brief prints this yet: no edition is about this event")  # it was known before
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-11 ", "as_of: 2030-05 ")
    edit(root, "editions/2030-01-before.yaml", "as_of: 2030-10-20", "as_of: 2030-01")
    edit(root, "events.yaml", held, "date: 2030-05-15\n  state: planned")
    edit(root, "events.yaml", "name: {ka: სესია", f"parent: {FORUM[7:-1]}\n  name: {{ka: სესია")
    edit(root, "events.yaml", "date: 2030-05-15\n  state: planned", "date: 2030-05-15\n  state: held")
    assert why("programme").startswith("The agenda in a brief doesn’t have this yet: say who was elected")
    assert why("report") == ""


def test_a_new_figure_of_a_later_date_says_that_the_edition_prints_the_old_one(desk: Client) -> None:
    for value, as_of, said in (("130", "2030-04", False), ("131", "2030-12", True)):
        form = opened(desk, "/thing", "/figure", path="association.stats[members]")
        typed = {"f.new.value": value, "f.new.as_of": as_of, "f.new.sources": "example-page", "kind": "always"}
        page = follow(desk, desk.post("/figure", {**form.fields, **typed}))
        assert "goes on printing the old value" in words(page)  # told before anything is typed
        assert ('id="unprinted">' in page) is said
    why = words(page.partition('id="unprinted">')[2].partition("</p>")[0])
    assert (
        "it goes on printing 130, since the present value, 131, is of a later date (December 2030); an edition for"
        in why
    )


def test_what_is_typed_in_another_form_of_the_page_is_told_of(desk: Client) -> None:
    form = opened(desk, "/thing", path="association.stats[members]")
    shown = follow(desk, desk.post("/thing", {**form.fields, "beside": "/figure"}))  # the page says so: drafts.js
    page = words(shown)
    assert '<a href="#new-value">A new value</a>' in shown
    assert "What you typed in another form of this page is not saved yet. Save it there:" in page
    alone = opened(desk, "/thing", path="association.acronym")  # a page with one form has no other
    assert "in another form" not in words(follow(desk, desk.post("/thing", {**alone.fields, "beside": "/figure"})))
    assert "Nothing was different" not in page
    assert "Nothing was different" in words(follow(desk, desk.post("/thing", {**form.fields})))


def test_a_change_shows_what_differs_and_a_short_name_as_it_is(desk: Client) -> None:
    form = opened(desk, "/add", path="people.terms")
    term = {"f.id": "new-term", "f.person": "second-example", "f.office": "secretary_general", "f.start": "2031"}
    follow(desk, desk.post("/add", {**form.fields, **term, "kind": "always"}))
    page = words(desk.get("/changes/1").text)
    assert "Start (empty) → 2031" in page
    assert "(empty) → new-term" not in page  # which is for the files
    form = opened(desk, "/thing", path="association")
    long = "A first part that is as long as can be and stays what it is all of the time, and then "
    follow(desk, desk.post("/thing", {**form.fields, "f.aim.en": f"{long}this.", "kind": "always"}))
    form = opened(desk, "/thing", path="association")
    follow(desk, desk.post("/thing", {**form.fields, "f.aim.en": f"{long}that.", "kind": "always"}))
    assert "time, and then this. → …" in words(desk.get("/changes").text)
    names: list[Value] = [f"a-rather-long-name-{number}" for number in range(4)]
    assert short_both(names[:3], names) == ("[…]", "[…, a-rather-long-name-3]")
    assert short_both(names[:1], names[1:2]) == ("[a-rather-long-name-0]", "[a-rather-long-name-1]")
    inside = "{{ stats.members.value | count | and_so_on }}"
    old, new = (f"It has {inside} of them, {word}." for word in ("so", "as"))
    assert short_both(old, new)[1].startswith(f"…{inside}"[:9])  # no expression is cut at its beginning


def test_a_text_that_is_missing_is_told_at_the_field_where_it_belongs(desk: Client) -> None:
    form = opened(desk, "/thing", path="events[example-forum-2030]")
    page = follow(desk, desk.post("/thing", {**form.fields, "f.name.en": "", "kind": "always"}))
    assert '<a href="#f-name-en"' in page
    assert '<a href="#f-name-ka"' not in page
