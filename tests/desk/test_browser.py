"""The desk in a browser: what a clerk does, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Route, expect

from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from tests.desk.browser import SLOW, browsing, chromium
from tests.desk.conftest import UNVERIFIED, Running, running
from tests.desk.hands import Firefox
from tests.desk.places import PLACES, Place, desks_of_places
from tests.mailing.conftest import issued_starter
from tests.mailing.scripted import certificates
from tests.soak import either
from tests.started import start

__all__ = ["certificates", "desks_of_places", "issued_starter"]
pytestmark = pytest.mark.slow
expect.set_options(timeout=SLOW)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    """A desk that nobody was let in to yet."""
    start(tmp_path / "project")
    with running(tmp_path / "project") as found:
        yield found


def association(desk: Running) -> str:
    return (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")


def test_a_text_is_changed_and_the_brief_follows_before_it_is_saved(desk: Running, browser: Browser) -> None:
    before = association(desk)
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.get_by_role("link", name="Content").click()
        page.goto(f"{desk.base}/thing?path=association.name")
        field = page.locator("[name='f.name.en']")
        page.get_by_label("The brief in").select_option("en")
        brief = page.frame_locator(".preview iframe")
        expect(brief.locator("body")).to_contain_text("Example Association")
        field.fill("Association of Typed Words")
        expect(brief.locator("body")).to_contain_text("Association of Typed Words")
        assert association(desk) == before
        field.press("Enter")  # as in any form
        expect(page.get_by_text("Is this new, or was it wrong before?").or_(page.locator(".done"))).to_be_visible()
        if page.get_by_text("It was wrong all along").count():
            page.get_by_text("It was wrong all along").click()
            page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".done")).to_contain_text("Saved.")
        assert [line.strip() for line in association(desk).splitlines() if line not in before.splitlines()] == [
            "name: {ka: სანიმუშო ასოციაცია, en: Association of Typed Words}"
        ]
        page.locator("summary", has_text="Sources and certainty").click()
        page.locator("[name='f.as_of']").fill("nonsense")
        field.fill("Association of Refused Words")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#refused")).to_be_visible()
        expect(brief.locator("body")).to_contain_text("Association of Refused Words")  # as the form has it
        page.get_by_role("link", name="Cancel").click()
        expect(page.locator("#refused")).to_have_count(0)
        expect(field).to_have_value("Association of Typed Words")
        page.goto(f"{desk.base}/changes")
        page.get_by_role("button", name="Take this back").first.click()
        expect(page.get_by_text("Taken back.")).to_be_visible()
    assert association(desk) == before


def test_the_brief_follows_a_new_figure_before_it_is_saved(desk: Running, browser: Browser) -> None:
    before = association(desk)
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association.stats[members]")
        page.get_by_label("The brief in").select_option("en")
        brief, state = page.frame_locator(".preview iframe").locator("body"), page.locator(".preview .state")
        value, day = page.locator("[name='f.new.value']"), page.locator("[name='f.new.as_of']")
        value.press_sequentially("9731")
        expect(brief).to_contain_text("More than 100", ignore_case=True)  # it has no date yet
        expect(page.locator("[action='/figure'] .wrong")).to_have_count(0)
        day.fill("April 2030")
        expect(brief).to_contain_text("9,731")
        expect(day).to_be_focused()
        expect(brief.locator(".desk-here").first).to_be_visible()  # where the figure is printed
        expect(page.locator("[action='/figure'] [data-field='new.value'] .found")).to_contain_text(
            "9731 stands here, but it was 100"
        )
        page.get_by_label("The brief in").select_option("ka")
        expect(brief).to_contain_text("9731")  # as it is typed in this language, too
        value.fill("9731x")
        expect(page.locator("[action='/figure'] [data-field='new.value'] .wrong")).to_be_visible()
        expect(brief).not_to_contain_text("9731")
        expect(state).to_have_text("What is marked as wrong isn’t shown yet: Value")
        value.fill("9731")
        day.fill("2031-12")  # the edition is of before
        expect(state).to_contain_text("it goes on printing 100")
        expect(brief).not_to_contain_text("9731")
        # What is typed in the other form of the page is shown, too, whichever language and whichever was typed last.
        day.fill("April 2030")
        expect(brief).to_contain_text("9731")
        label = page.locator("#form [name='f.label.en']")
        page.locator("#form [name='f.label.ka']").fill("შესწორებული წევრები")
        label.fill("Mended members")
        expect(brief).to_contain_text("შესწორებული წევრები")
        expect(brief).to_contain_text("9731")
        page.get_by_label("The brief in").select_option("en")
        expect(brief).to_contain_text("Mended members", ignore_case=True)
        expect(brief).to_contain_text("9,731")
        value.fill("")
        expect(brief).not_to_contain_text("9,731")
        expect(brief).to_contain_text("Mended members", ignore_case=True)
        value.fill("9731")
        page.get_by_label("Sheet by sheet").check()
        expect(brief.locator("img").first).to_be_visible()
        page.get_by_label("Sheet by sheet").uncheck()
        expect(brief).to_contain_text("9,731")
        expect(brief).to_contain_text("Mended members", ignore_case=True)
        expect(state).to_have_text("")
    assert association(desk) == before


def test_the_brief_follows_a_new_entry_before_it_is_saved(desk: Running, browser: Browser) -> None:
    file = desk.root / "content" / "cooperation.yaml"
    before = file.read_text("utf-8")
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/add?path=cooperation.history")
        page.get_by_label("The brief in").select_option("en")
        brief, state = page.frame_locator(".preview iframe").locator("body"), page.locator(".preview .state")
        expect(brief).to_contain_text("Example Forum")
        text, other, day = (page.locator(f"[name='f.{name}']") for name in ("text.en", "text.ka", "date"))
        with page.expect_response(lambda answer: answer.url.endswith("/typed")):
            text.press_sequentially("The treaty was signed")
        expect(state).to_contain_text("It is shown once this is filled in: Text (Georgian)")
        expect(page.locator("#form .wrong")).to_have_count(0)
        expect(brief).not_to_contain_text("The treaty was signed")
        other.fill("ხელი მოეწერა ხელშეკრულებას.")
        day.fill("May 2020")
        expect(brief).to_contain_text("The treaty was signed")
        expect(day).to_be_focused()
        expect(brief.locator(".desk-here").first).to_be_visible()  # where the entry is printed
        expect(page.locator("[data-field='text.en'] .found").first).to_contain_text("no end mark")
        # The caret stays where somebody types.
        text.press("Home")
        page.keyboard.type("Then ")
        expect(brief).to_contain_text("Then The treaty")
        assert text.evaluate("field => field.selectionStart") == len("Then ")
        brief.get_by_text("Then The treaty").click()  # what isn't there yet has no other form
        expect(text).to_be_focused()
        day.fill("soon")
        day.press("Tab")
        expect(page.locator("[data-field='date'] .wrong")).to_be_visible()
        expect(brief).not_to_contain_text("The treaty")
        expect(state).to_have_text("What is marked as wrong isn’t shown yet: Date")
        day.fill("2020")
        page.get_by_label("The brief in").select_option("ka")
        expect(brief).to_contain_text("ხელი მოეწერა")
    assert file.read_text("utf-8") == before


def test_what_the_check_says_to_write_is_written_by_a_button(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association")
        field = page.locator("[name='f.name.en']")
        field.fill("😀 Associatoin  of Typed Words")
        page.get_by_role("button", name="Write “Association”").click()
        expect(field).to_have_value("😀 Association  of Typed Words")
        expect(field).to_be_focused()
        page.get_by_role("button", name="Leave one space").click()
        expect(field).to_have_value("😀 Association of Typed Words")
        expect(page.get_by_text("2 spaces in a row")).to_have_count(0)
        field.fill("Association of Words , typed")
        unspace = page.get_by_role("button", name="Take out the space")
        unspace.wait_for()
        field.evaluate("node => { node.value = 'An ' + node.value; }")  # the check doesn't know of it yet
        unspace.click()
        expect(field).to_have_value("An Association of Words , typed")  # no other space was taken out
        field.press("End")
        field.press(".")
        unspace.click()
        expect(field).to_have_value("An Association of Words, typed.")
        field.fill("")  # what a button is about is gone meanwhile: it is no more offered
        expect(page.locator(".fixes button")).to_have_count(0)


def test_a_fact_is_put_in_at_the_words_that_type_it(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association")
        field = page.locator("[name='f.aim.en']")
        field.fill("It is led by First Example, everybody knows.")
        page.get_by_role("button", name="Put in from the content: First Example").click()
        expect(field).to_have_value("It is led by {{ persons.first_example }}, everybody knows.")
        field.fill("The members number 7 in all.")
        page.get_by_role("button", name="Put it in from the content…").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Find").fill("Member organizations")
        dialog.get_by_role("button", name="Member organizations").first.click()
        dialog.get_by_role("button", name="as it is").click()
        expect(field).to_have_value(re.compile(r"The members number \{\{ .* \}\} in all\."))


def test_which_forms_were_not_taken_since_there_are_several_is_told(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/add?path=events")
        page.locator("[name='f.name.ka']").fill("ფორუმი")
        part = page.locator("fieldset.parts").filter(has=page.locator("[name='f.forms.ka.loc']"))
        page.locator("details.folded").evaluate_all("all => all.forEach((each) => { each.open = true; })")
        part.get_by_role("button", name="Take all the usual forms").click()
        left = part.get_by_text("Left empty, since there are several ways")
        expect(left).to_contain_text("Forms taken: 5.")
        with page.expect_response(lambda answer: answer.url.endswith("/usual")):
            page.locator("[name='f.name.en']").fill("Forum")  # which changes nothing of the Georgian forms
        expect(left).to_contain_text("Forms taken: 5.")
        left.get_by_role("link", name="locative").click()
        expect(page.locator("[name='f.forms.ka.loc']")).to_be_focused()
        page.keyboard.type("ფორუმზე")
        expect(left).to_have_count(0)
        expect(part.get_by_text("Forms taken: 5.")).to_be_visible()


def test_who_goes_back_to_what_a_form_was_answered_with_sends_nothing_again(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association")
        page.locator("[name='f.founded']").fill("nonsense")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#refused")).to_be_visible()
        expect(page).to_have_url(f"{desk.base}/thing?path=association")
        page.goto(f"{desk.base}/content")
        posts: list[str] = []
        page.on(
            "request",
            lambda request: (
                posts.append(request.url) if request.is_navigation_request() and request.method == "POST" else None
            ),
        )
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Example Association")
        expect(page.locator("[name='f.founded']")).to_have_value("nonsense")  # what was typed is there
        page.reload()
        expect(page.locator("[name='f.founded']")).to_have_value("nonsense")
        assert posts == []


def test_a_right_word_goes_to_the_glossary_and_what_is_typed_stays(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association")
        field = page.locator("[name='f.name.en']")
        field.fill("Association of Zzyzx Qwrtzp")
        box = page.locator("[data-field='name.en']")
        box.get_by_role("button", name="The word is right").nth(0).click()
        expect(box.get_by_text("The word is among ours now")).to_be_visible()
        expect(field).to_have_value("Association of Zzyzx Qwrtzp")
        expect(box.get_by_role("button", name="The word is right")).to_have_count(1)
    assert "Zzyzx" in (desk.root / "content" / "glossary.yaml").read_text("utf-8")


def test_a_fact_is_put_into_a_text_and_shown_by_the_keyboard_alone(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association.aim")
        field = page.locator("[name='f.aim.en']")
        field.fill("Aims of ")
        field.press("End")
        field.press("Tab")  # leads on to the next field, from which one goes back to what is below the text
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Find")).to_be_focused()
        assert faults(page) == []
        page.keyboard.type("acronym")
        page.keyboard.press("Tab")
        expect(page.locator("dialog button:focus")).to_have_text("EXAAcronym")  # what it prints, and what it is
        page.keyboard.press("Enter")
        page.get_by_role("dialog").get_by_text("as it is").wait_for()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(field).to_have_value("Aims of {{ acronym }}")
        expect(field).to_be_focused()
        chips = page.locator(".field", has=field).locator(".chips button")
        expect(chips).to_contain_text("EXA")
        field.fill("Since {{ founded | year }} – {{ acronym }}.")
        chips.filter(has_text="year").click()
        page.keyboard.type("!")  # behind it, and nothing of it is lost
        expect(field).to_have_value("Since {{ founded | year }}! – {{ acronym }}.")
        page.get_by_role("button", name="Put in a fact").first.dblclick()
        expect(page.get_by_label("Find")).to_be_focused()
        expect(page.get_by_role("dialog")).to_have_count(1)


def test_a_date_is_picked_as_far_as_it_is_known(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/add?path=events")
        field = page.locator("[name='f.date']")
        row = page.locator(".field", has=field)
        known, first, last = row.locator("select"), *row.locator("input[type=date]").all()
        first.fill("2030-05-20")
        expect(field).to_have_value("20 May 2030")
        known.select_option("month")
        expect(field).to_have_value("May 2030")
        known.select_option("day")  # which day, nobody has said
        expect(field).to_have_value("May 2030")
        expect(first).to_have_value("")
        known.select_option("days")
        first.fill("2030-05-20")
        last.fill("2030-05-22")
        expect(field).to_have_value("20–22 May 2030")
        field.fill("2031")
        expect(known).to_have_value("year")
        expect(last).to_be_hidden()
        field.fill("2031/2033")  # from one year to another
        expect(known).to_be_hidden()
        assert "ongoing" not in known.locator("option").evaluate_all("all => all.map(one => one.value)")
        countries = page.locator("[name='f.participants.countries']")
        page.locator("details", has=countries).locator("summary").click()
        page.locator(".field", has=countries).locator("select").select_option("GE")
        expect(countries).to_have_value("GE")
        width = "field => field.getBoundingClientRect().width"
        assert countries.evaluate(width) <= 1  # its name stands there, not “GE” as well
        others = page.locator(".field", has=countries).locator("select")
        others.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(countries).to_have_value("GE")  # nothing is taken in passing
        second = others.evaluate("list => list.value")
        page.keyboard.press("Enter")
        expect(countries).to_have_value(f"GE, {second}")
        assert second
        countries.focus()  # as where a list of what is to be done leads there
        assert countries.evaluate(width) <= 1
        expect(others).to_be_focused()  # one place for one answer
        expect(page.locator(".picker", has=page.get_by_role("button", name="Take out: Georgia"))).to_be_visible()


@pytest.mark.parametrize(("words", "person"), [("example", ["first-example"]), ("second ex", ["second-example"])])
def test_a_name_is_chosen_by_any_of_its_words(desk: Running, browser: Browser, words: str, person: list[str]) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/add?path=people.terms")
        one = page.locator("select[name='f.person']")
        one.focus()
        page.keyboard.type(words)
        assert [one.input_value()] == person
        page.goto(f"{desk.base}/thing?path=events[example-forum-2030].participants.countries")
        countries = page.locator("[name='f.participants.countries']")
        many = page.locator(".field", has=countries).locator("select")
        expect(many).to_be_focused()
        page.keyboard.type("kingdom")
        assert many.locator("option:checked").inner_text() == "United Kingdom"
        page.keyboard.press("Tab")
        expect(countries).to_have_value("GB")
        many.focus()
        page.keyboard.type("u")  # the beginning of the whole name first, and then the next one
        first = many.locator("option:checked").inner_text()
        page.keyboard.type("u")
        second = many.locator("option:checked").inner_text()
        assert first.startswith("U")
        assert second != first


def with_people(desk: Running, *names: str) -> None:
    """Have these people, too, before the others, in this order."""
    path = desk.root / "content" / "people.yaml"
    new = [f"  - id: {each.lower().replace(' ', '-')}\n    name: {{ka: {each}, en: {each}}}\n" for each in names]
    path.write_text(path.read_text("utf-8").replace("persons:\n", "persons:\n" + "".join(new), 1), "utf-8")


def test_of_several_names_the_one_that_is_typed_is_taken_alone(desk: Running, browser: Browser) -> None:
    names = ("Maria Garcia", "Anna Lee", "Ann Adams", "Giorgi Orr", "Ann Smith", "Greta Ek", "Nino Abe")
    written = "".join(
        f"  - id: {each.lower().replace(' ', '-')}\n    name: {{ka: {each}, en: {each}}}\n" for each in names
    )
    path = desk.root / "content" / "people.yaml"
    path.write_text(path.read_text("utf-8").replace("persons:\n", f"persons:\n{written}", 1), "utf-8")
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/add?path=cooperation.history")
        field = page.locator("[name='f.persons']")
        field.evaluate("field => { const more = field.closest('details'); if (more) more.open = true; }")
        others = page.locator(".field", has=field).locator("select")

        def shown() -> str:
            return others.locator("option:checked").inner_text()

        others.focus()
        page.keyboard.type("ann smith")
        assert (shown(), field.input_value()) == ("Ann Smith", "")  # a space goes on with it and takes nobody
        page.keyboard.press("Tab")
        expect(field).to_have_value("ann-smith")
        others.focus()
        page.keyboard.type("ann")
        assert shown() == "Anna Lee"
        page.keyboard.type(" ")
        assert shown() == "Ann Adams"
        page.keyboard.press("Enter")
        expect(field).to_have_value("ann-smith, ann-adams")


@pytest.mark.parametrize("is_slow", [False, True])
def test_one_letter_leads_to_what_begins_with_it_first_and_on(
    desk: Running, browser: Browser, *, is_slow: bool
) -> None:
    with_people(desk, "Maria Garcia", "Giorgi Orr", "Jane Doe", "Greta Ek", "Jo Smith")
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/add?path=people.terms")
        one = page.locator("select[name='f.person']")
        one.focus()

        def pressed(*keys: str) -> list[str]:
            seen = []
            for key in keys:
                if is_slow:  # who leaves the list begins with another word, as who waits
                    one.evaluate("list => { list.blur(); list.focus(); }")
                page.keyboard.press(key)
                seen.append(one.input_value())
            return seen

        assert pressed(*"ggggg") == ["giorgi-orr", "greta-ek", "maria-garcia", "giorgi-orr", "greta-ek"]
        one.select_option("maria-garcia")  # where somebody has gone by arrows
        one.evaluate("list => { list.blur(); list.focus(); }")
        assert pressed("g") == ["giorgi-orr"]
        one.evaluate("list => { list.blur(); list.focus(); }")
        assert pressed("G") == ["greta-ek"]
        one.evaluate("list => { list.blur(); list.focus(); }")
        page.keyboard.type("j ")  # a space is no letter once more
        assert one.input_value() == "jane-doe"
        page.keyboard.type("s")
        assert one.input_value() == "jo-smith"


def typed(page: Page, name: str, words: str) -> None:
    """Type into a field, and wait until the desk has it."""
    page.locator(f"[name='{name}']").first.evaluate("f => { const m = f.closest('details'); if (m) m.open = true; }")
    with page.expect_response(lambda answer: answer.url.endswith("/draft")):
        page.locator(f"[name='{name}']").first.fill(words)


def kept(desk: Running) -> list[Path]:
    return sorted((desk.root / ".briefgen" / "drafts").rglob("*.json"))


def test_what_was_typed_and_not_saved_comes_back(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/thing?path=association")
        typed(page, "f.note", "half a thought")
        page.goto(f"{desk.base}/content")  # as a page that is closed, or a browser that breaks down
        page.goto(f"{desk.base}/thing?path=association")
        expect(page.locator("[name='f.note']")).to_have_value("half a thought")
        path = desk.root / "content" / "association.yaml"
        path.write_text(association(desk).replace("acronym: EXA", "acronym: EXA\nnote: somebody else's"), "utf-8")
        page.goto(f"{desk.base}/thing?path=association")
        expect(page.locator("[name='f.note']")).to_have_value("half a thought")
        page.get_by_role("button").and_(page.locator(".save button")).click()
        expect(page.locator(".collision")).to_contain_text("somebody else's")
        expect(page.locator("[name='f.note']")).to_have_value("half a thought")
        assert "note: somebody else's" in association(desk)
        page.goto(f"{desk.base}/thing?path=association")
        with page.expect_navigation():
            page.locator(".discard").click()
        expect(page.locator("[name='f.note']")).to_have_value("somebody else's")
        page.reload()
        expect(page.locator("[name='f.note']")).to_have_value("somebody else's")
        # What was sent and refused stands in its field, where the page proposes something, too.
        page.goto(f"{desk.base}/edition")
        page.locator("#event").select_option("example-forum-2030")
        typed(page, "name", "2031-05-mine")
        typed(page, "as_of", "soon")
        with page.expect_response(lambda answer: answer.url.endswith("/draft")):
            page.locator("main form button.main").click()
        page.goto(f"{desk.base}/edition")
        expect(page.locator("[name='as_of']")).to_have_value("soon")
        expect(page.locator("[name='name']")).to_have_value("2031-05-mine")
        expect(page.locator(".draft .too")).to_have_count(0)


def test_what_another_tab_was_refused_comes_back_as_a_conflict_until_it_is_decided(
    desk: Running, browser: Browser
) -> None:
    desk.post("/language", language="en", here="/")
    form = f"{desk.base}/thing?path=association"
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        other = page.context.new_page()
        for tab in (page, other):
            tab.goto(form)
        typed(other, "f.note", "what I want")
        typed(page, "f.note", "what they have saved")
        page.locator(".save button").click()
        answer = page.locator("[name=kind][value=always]")
        expect(answer.or_(page.locator(".done"))).to_be_visible()
        if answer.count():
            answer.check()
            page.locator(".save button").click()
        expect(page.locator(".done")).to_be_visible()
        with other.expect_response(lambda answer: answer.url.endswith("/draft")):
            other.locator(".save button").click()
        expect(other.locator(".collision")).to_contain_text("Saved meanwhile:")
        typed(other, "f.note", "what I want.")
        other.goto(f"{desk.base}/content")  # it is left as it is
        other.goto(form)
        # Both stand there, and its box above the form leads to the field.
        field = other.locator("[name='f.note']")
        expect(field).to_have_value("what I want.")
        beside = other.locator("[data-field=note] .collision")
        expect(beside).to_contain_text("what they have saved")
        expect(beside).to_contain_text("Saved meanwhile:")
        expect(other.locator("#form .draft.box")).to_contain_text("Note")
        # It is no other's to lose: what is saved stays until somebody has seen both and says so once more.
        other.locator(".save button").click()
        expect(other.locator("#refused")).to_be_visible()
        assert "note: what they have saved" in association(desk)
        other.goto(form)
        other.get_by_role("button", name="Keep what is saved").click()
        expect(field).to_have_value("what they have saved")
        expect(beside).to_have_count(0)
        # What nobody else has touched comes back beside what is saved, too, and is saved at once.
        typed(other, "f.note", "what I want now")
        other.goto(form)
        expect(other.locator("[data-field=note] .came-back")).to_contain_text("what they have saved")
        expect(beside).to_have_count(0)
        other.locator(".save button").click()
        expect(other.locator(".done").or_(other.locator("#undecided"))).to_be_visible()


PASTE = """(field, words) => {
  const pasted = new DataTransfer();
  pasted.setData("text/plain", words);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
}"""


def test_what_is_pasted_from_word_is_a_list_as_the_content_writes_one(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/thing?path=association")
        field = page.locator("[name='f.aim.en']")
        field.fill("")
        field.evaluate(PASTE, "It helps:\r\n•\tmembers;\r\n\to\tothers;\r\n1.\tand\tso on\vhere.")
        expect(field).to_have_value("It helps:\n- members;\n- others;\n1. and so on\nhere.")
        field.press("Control+Z")
        expect(field).to_have_value("")
        line = page.locator("[name='f.acronym']")
        line.fill("")
        line.evaluate(PASTE, "E\tX\vA  pro\u00adtec\u00adtion long\u2011term")
        expect(line).to_have_value("E X A protection long-term")


def test_a_new_figure_that_comes_back_says_that_the_figure_was_changed_meanwhile(
    desk: Running, browser: Browser
) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        form = f"{desk.base}/thing?path=association.stats[members]"
        page.goto(form)
        typed(page, "f.new.value", "140")
        page.goto(form)
        expect(page.locator("[name='f.new.value']")).to_have_value("140")
        expect(page.locator("form[action='/figure'] .collision")).to_have_count(0)
        members = "association.stats[members]"
        set_value(open_project(desk.root), members, "133", as_of="2030-04", sources=["example-page"], always=True)
        page.goto(form)
        expect(page.locator("[name='f.new.value']")).to_have_value("140")
        told = page.locator("form[action='/figure'] .collision")
        expect(told).to_contain_text("Saved meanwhile:")
        expect(told).to_contain_text("133 (April 2030)")
        page.locator("[name='f.new.as_of']").fill("2031-02")
        page.get_by_role("button", name="Save the new value").click()
        expect(page.locator("#refused")).to_contain_text("this was changed meanwhile", ignore_case=True)


def test_what_is_saved_and_was_taken_instead_is_a_conflict_no_more(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        form = f"{desk.base}/thing?path=association"
        page.goto(form)
        path = desk.root / "content" / "association.yaml"
        path.write_text(association(desk).replace("acronym: EXA", "acronym: EXA\nnote: theirs"), "utf-8")
        typed(page, "f.note", "mine")
        page.locator(".save button").click()
        expect(page.locator(".collision")).to_be_visible()
        page.get_by_role("button", name="Keep what is saved").click()
        typed(page, "f.note", "theirs, and more")
        page.goto(f"{desk.base}/content")
        page.goto(form)
        expect(page.locator("[name='f.note']")).to_have_value("theirs, and more")
        expect(page.locator(".came-back")).to_be_visible()
        expect(page.locator(".collision")).to_have_count(0)
        page.locator(".save button").click()
        expect(page.locator(".done").or_(page.locator("#undecided"))).to_be_visible()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/thing?path=association", "f.note"),
        ("/thing?path=association.stats[members]", "f.new.value"),
        ("/add?path=people.persons", "f.name.en"),
        ("/source?path=association", "text"),
        ("/edition", "name"),
        ("/recipients", "table"),
        (f"/stand?path=association&code=fact-unverified&which={UNVERIFIED}", "because"),
    ],
)
def test_what_was_typed_survives_the_end_of_desk_and_browser(
    browser: Browser, tmp_path: Path, address: str, name: str
) -> None:
    start(tmp_path / "project")
    content = tmp_path / "project" / "content" / "association.yaml"
    content.write_text(f"{content.read_text('utf-8')}status: unverified\n", "utf-8")  # by which one may stand
    for at in ("killed", "started again"):  # at another port, and in a browser that has seen nothing
        with running(tmp_path / "project") as desk, browsing(desk.address, browser) as page:
            page.goto(desk.base + address)
            if at == "killed":
                typed(page, name, "1905 # half a thought")
            expect(page.locator(f"[name='{name}']").first).to_have_value("1905 # half a thought")


def test_two_tabs_keep_what_is_typed_in_each(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        other = page.context.new_page()
        for tab in (page, other):
            tab.goto(f"{desk.base}/thing?path=association")
        typed(page, "f.note", "typed here")
        typed(other, "f.note", "typed there")
        third = page.context.new_page()
        third.goto(f"{desk.base}/thing?path=association")
        expect(third.locator("[name='f.note']")).to_have_value("typed there")
        expect(third.locator(".draft")).to_contain_text("typed here")
        # What is saved from one of them takes no word from the others.
        typed(page, "f.note", "typed here, and more")
        third.locator(".save button").click()
        expect(third.locator(".done")).to_be_visible()
        words = "\n".join(path.read_text("utf-8") for path in kept(desk))
        assert "typed here, and more" in words
        assert "typed there" not in words
        assert "note: typed there" in association(desk)


def test_the_browser_keeps_what_is_typed_while_the_desk_does_not_answer(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/thing?path=association")
        page.route("**/draft", lambda route: route.abort())
        page.locator("[name='f.acronym']").fill("EXX")
        page.goto(f"{desk.base}/content")
        page.unroute("**/draft")
        with page.expect_response(lambda answer: answer.url.endswith("/draft")):
            page.goto(f"{desk.base}/thing?path=association")
        expect(page.locator("[name='f.acronym']")).to_have_value("EXX")
        page.goto(desk.base)
        page.locator("details:has([action='/draft/gone']) summary").click()
        expect(page.get_by_text("EXX")).to_be_visible()  # also on the first page, where it can be thrown away
        page.locator("[action='/draft/gone'] button").click()
        page.wait_for_url(f"{desk.base}/")
        page.goto(f"{desk.base}/thing?path=association")
        expect(page.locator("[name='f.acronym']")).to_have_value("EXA")
        assert kept(desk) == []


def test_what_was_typed_last_comes_back_though_the_desk_had_not_heard_of_it(desk: Running, browser: Browser) -> None:
    form = f"{desk.base}/thing?path=association"
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(form)
        typed(page, "f.note", "typed first")
        path = desk.root / "content" / "association.yaml"
        path.write_text(association(desk).replace("acronym: EXA", "acronym: EXA\nnote: theirs"), "utf-8")
        page.route("**/draft", lambda route: route.abort())
        field, beside = page.locator("[name='f.note']"), page.locator("[data-field=note] .came-back")
        with page.expect_event("requestfailed"):  # what is told as a page closes would get through
            field.fill("typed last")
        page.goto(form)
        expect(field).to_have_value("typed last")
        expect(beside).to_have_count(1)
        expect(page.locator(".draft .too")).to_have_count(0)  # what was typed before it is no word to be missed
        # What is decided is so, though the desk has the words of before.
        page.get_by_role("button", name="Keep what is saved").click()
        for _ in range(2):
            page.goto(form)
            expect(field).to_have_value("theirs")
            expect(beside).to_have_count(0)
        page.unroute("**/draft")
        with page.expect_response(lambda answer: answer.url.endswith("/draft")):
            page.goto(form)
        expect(field).to_have_value("theirs")
        assert kept(desk) == []


def test_what_is_typed_after_the_clock_was_set_back_is_kept(desk: Running, browser: Browser) -> None:
    """By its time the desk takes it for what was told earlier; a form that was refused goes on with its draft."""
    told: list[int] = []
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/thing?path=association.bodies[assembly]")
        typed(page, "f.meets_every_years", "x")
        page.add_init_script("Date.now = () => 1000;")
        page.on("response", lambda answer: told.append(answer.status) if answer.url.endswith("/draft") else None)
        with page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
            page.locator(".save button").click()
        expect(page.locator("#refused")).to_be_visible()
        typed(page, "f.note", "typed after it")
        kept_here = "Object.keys(localStorage).some((key) => key.startsWith('briefgen-typed'))"
        for _ in range(SLOW // 50):  # not by wait_for_function: from its second look on that meets the ban on eval
            if not page.evaluate(kept_here):
                break
            page.wait_for_timeout(50)
        assert not page.evaluate(kept_here)
        assert told == [409, 200, 200]  # told again once; what is told from then on counts
        (draft,) = kept(desk)
        assert "typed after it" in draft.read_text("utf-8")
        page.goto(f"{desk.base}/thing?path=association.bodies[assembly]")
        expect(page.locator("[name='f.note']")).to_have_value("typed after it")


def test_what_the_desk_takes_for_earlier_stays_in_the_browser(desk: Running, browser: Browser) -> None:
    told: list[str] = []

    def earlier(route: Route) -> None:
        told.append(route.request.post_data or "")
        route.fulfill(status=409, json={"stand": "", "turn": 9 * 10**15})

    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/thing?path=association")
        page.route("**/draft", earlier)
        page.locator("[name='f.acronym']").fill("EXX")
        with page.expect_response(lambda answer: f"turn={9 * 10**15 + 1}" in (answer.request.post_data or "")):
            pass
        page.goto(f"{desk.base}/content")
        assert len(told) == 2  # once more, and no further
        page.unroute("**/draft")
        page.goto(f"{desk.base}/thing?path=association")
        expect(page.locator("[name='f.acronym']")).to_have_value("EXX")


def test_a_click_on_words_of_the_brief_leads_to_their_field(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/brief?lang=en")
        words = page.frame_locator("iframe").locator("[data-src^='association.']").first
        source = words.get_attribute("data-src") or ""
        words.click()
        page.wait_for_url("**/thing?path=*")
        focused = page.evaluate("document.activeElement.dataset.path || ''")
        assert focused
        assert source.startswith(focused) or focused.startswith(source)


def test_a_click_on_a_figure_leads_to_its_new_value(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/brief?lang=en")
        page.frame_locator("iframe").locator("[data-src='association.stats[members].value']").first.click()
        page.wait_for_url("**/thing?path=association.stats*")
        expect(page.locator("#f-new-value")).to_be_focused()


def test_a_link_to_a_field_leads_into_it_also_where_it_is_folded(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/thing?path=events[example-session-12]#f-city")
        expect(page.locator("#f-city")).to_be_focused()
        page.goto(f"{desk.base}/thing?path=association.stats[members]#f-sources")
        expect(page.locator("[data-field=sources] :focus")).to_be_visible()


def test_what_is_chosen_on_the_page_brief_is_kept(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/brief")
        language, sheets = page.locator("[name=lang]"), page.locator("[name=sheets]")
        body, clicks = page.frame_locator("iframe").locator("body"), page.locator("#clicks")
        expect(language).to_have_value("ka")
        steps = page.evaluate("history.length")
        language.select_option("en")
        expect(body).to_contain_text("Example Association")
        expect(clicks).to_be_visible()
        sheets.check()
        expect(body.locator("img").first).to_be_visible()
        expect(clicks).to_be_hidden()
        assert "lang=en&sheets=yes" in page.url
        assert page.evaluate("history.length") == steps  # a step back leaves the page, and not the brief alone
        for again in ("loaded anew", "in another language"):
            page.reload() if again == "loaded anew" else page.get_by_role("button", name="English").click()
            expect(language).to_have_value("en")
            expect(sheets).to_be_checked()
            expect(body.locator("img").first).to_be_visible()
            expect(clicks).to_be_hidden()
        sheets.uncheck()
        expect(clicks).to_be_visible()
        page.goto(f"{desk.base}/brief")  # briefs open in the language that was chosen last
        expect(language).to_have_value("en")
        expect(body).to_contain_text("Example Association")


def test_what_was_refused_has_the_focus_and_leads_to_the_fields_that_are_wrong(desk: Running, browser: Browser) -> None:
    in_view = """node => { const at = node.getBoundingClientRect(), save = document.querySelector(".save:not(.box *)");
      return at.top >= 0 && at.bottom <= (save ? save.getBoundingClientRect().top : innerHeight) }"""
    with browsing(desk.address, browser) as page:
        page.set_viewport_size({"width": 1000, "height": 500})
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=association.activities&text=en")
        expect(page.locator("[name='f.activities.en']")).to_be_focused()  # of a text the one that is asked for
        page.goto(f"{desk.base}/thing?path=association.activities&text=ka")
        expect(page.locator("[name='f.activities.ka']")).to_be_focused()
        founded = page.locator("[name='f.founded']")
        founded.fill("soon")
        page.locator(".save button").click()
        told = page.locator("#refused")
        expect(told).to_be_focused()
        assert told.evaluate(in_view)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(founded).to_be_focused()
        assert founded.evaluate(in_view)
        assert founded.get_attribute("aria-invalid") == "true"
        # Of a figure's two forms the one that was sent says what is wrong.
        page.goto(f"{desk.base}/thing?path=association.stats[members]")
        value, day = page.locator("[name='f.new.value']"), page.locator("[name='f.new.as_of']")
        value.fill("many")
        day.fill("2031")
        page.get_by_role("button", name="Save the new value").click()
        expect(told).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(value).to_be_focused()
        assert value.evaluate(in_view)
        expect(value).to_have_value("many")
        expect(day).to_have_value("2031")
        # The one question that is left is asked beside the button that saves, and has the focus.
        edition = desk.root / "content/editions/2030-05-example-city.yaml"
        before = edition.read_text(encoding="utf-8").replace("as_of: 2030-05", "as_of: 2030-01")
        edition.with_name("2030-01-before.yaml").write_text(before, encoding="utf-8")
        for action, fields, button in (
            ("/thing", {"founded": "1928"}, ".save button"),
            ("/figure", {"new.value": "131", "new.as_of": "2030-01", "new.sources": "example-page"}, "p button.main"),
        ):
            path = "association" if action == "/thing" else "association.stats[members]"
            page.goto(f"{desk.base}/thing?path={path}")
            for name, words in fields.items():
                page.locator(f"[name='f.{name}']").fill(words)
            page.locator(f"form[action='{action}'] {button}").click()
            asked = page.locator("#undecided")
            expect(asked).to_be_focused()
            assert asked.evaluate(in_view)
            nearest = f"form[action='{action}'] #undecided + p button"
            expect(page.locator(nearest).first).to_be_visible()


def test_what_a_narrow_window_has_no_room_for_stands_whole(desk: Running, browser: Browser) -> None:
    events = desk.root / "content" / "events.yaml"
    long = "Forum of Many Words in the Largest of All the Halls of a City"
    events.write_text(events.read_text("utf-8").replace("en: Example Forum}", f'en: "{long}"}}'), "utf-8")
    with browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        page.goto(f"{desk.base}/thing?path=events[example-session-12]")
        field = page.locator("[name='f.parent']")
        field.select_option("example-forum-2030")
        chosen = page.locator("[name='f.parent'] + .chosen")
        expect(chosen).to_be_hidden()
        page.set_viewport_size({"width": 390, "height": 800})
        expect(chosen).to_have_text(re.compile(rf"{long} \(14–16.May.2030\)"))
        page.goto(f"{desk.base}/add?path=events[example-forum-2030].agenda")
        for crumb in page.locator(".crumb").all():  # its stroke never stands alone
            assert crumb.evaluate("node => node.firstElementChild.offsetLeft - node.offsetLeft") < 20


def test_what_is_for_another_kind_is_folded_as_one_chooses_unless_it_is_filled(desk: Running, browser: Browser) -> None:
    with browsing(desk.address, browser) as page:
        page.goto(f"{desk.base}/add?path=events[example-session-12].agenda")
        election = page.locator("details[data-kinds~=election]")
        years = page.locator("[name='f.term_years']")
        for kind, seen in (("election", True), ("report", False)):
            page.locator("[name='f.kind']").select_option(kind)
            expect(years).to_be_visible(visible=seen)
        election.locator("summary").press("Enter")
        years.fill("3")
        page.locator("[name='f.kind']").select_option("adoption")
        expect(years).to_be_visible()


EVERYWHERE = [("ka", "light"), ("en", "dark"), ("ka", "dark"), ("en", "light")]
WIDTHS = [320, 390, 800, 1440, 2560]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BLANK = '<!doctype html><html lang="en"><title>The brief</title></html>'
# What the keyboard doesn't reach, or reaches unseen.
UNREACHED = """() => [
  ...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")
].filter(
  (each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(":disabled, [type=hidden]")
).filter((each) => {
  each.focus({ preventScroll: true })
  const on = document.activeElement  // a field in whose place another control stands passes the focus on to that
  const there = each.ariaHidden === "true" && on !== each && on.closest(".field") === each.closest(".field") ? on : each
  const seen = getComputedStyle(there)
  const way = there.tabIndex >= 0 || there.matches("main, #refused, #undecided")
  return on !== there || !way ||
    !there.matches("main") && (seen.outlineStyle === "none" || parseFloat(seen.outlineWidth) < 2)
}).map((each) => each.outerHTML.slice(0, 200))"""


@pytest.mark.soak
@pytest.mark.parametrize("turn", either([0], [0, 1, 2, 3]))
def test_everybody_can_use_each_page(desks_of_places: dict[str, Running], browser: Browser, turn: int) -> None:
    """Each page by the rules of WCAG, by keyboard, and as narrow and wide as windows are.

    Language and scheme alternate from page to page; in `make soak` each page has each pair of them. There every state
    is loaded, too; else it is put into the page before, and one in which nothing is new is left out.
    """
    found: dict[str, list[Any]] = {}
    known: set[str] = set()
    with browsing(desks_of_places["full"].address, browser, *(each.base for each in desks_of_places.values())) as page:
        show = Shown(page, desks_of_places)
        for number, place in enumerate(PLACES):
            language, scheme = EVERYWHERE[(number + turn) % len(EVERYWHERE)]
            html = show.ask(place, language)
            new = kinds(html) - known
            known |= new
            if either(place.is_plain, True):
                show.load(place, scheme)
            elif new:
                show.put(html, scheme)
            else:
                continue
            wrong = faults(page)
            page.keyboard.press("Tab")  # what has the focus by a key shows it
            wrong += [("not reached", each) for each in page.evaluate(UNREACHED)]
            for width in either([390], WIDTHS):
                page.set_viewport_size({"width": width, "height": 800})
                if (needs := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wrong.append(("wider than the window", (width, needs)))
            if place.address == "/help":
                wrong += in_the_menu(page)
            if wrong:
                found[f"{place.of}: {place.route} {place.address}, {language}, {scheme}"] = wrong
    assert found == {}


@pytest.mark.soak
@pytest.mark.parametrize("language", either(["ka"], ["ka", "en"]))
@pytest.mark.parametrize("dark", either([False], [False, True]))
def test_everybody_can_use_each_page_in_firefox(
    desks_of_places: dict[str, Running], tmp_path: Path, language: str, dark: bool
) -> None:
    """Each page by the rules of WCAG, as Firefox shows it; a few but for `make soak`."""
    found: dict[str, list[Any]] = {}
    desk = desks_of_places["full"]
    plain = [place for place in PLACES if place.is_plain]
    with Firefox.at(desk.address, tmp_path / "profile", dark=dark) as hand:
        for each in desk.browser.cookies:  # of somebody who was let in already
            hand.browser.add_cookie({"name": each.name, "value": each.value, "path": "/"})
        hand.go(f"{desk.base}/help")
        hand.press({"ka": "ქართული", "en": "English"}[language])
        for place in either(plain[::25], plain):
            hand.go(desk.base + place.address)
            hand.browser.execute_script(AXE_SCRIPT, sandbox=None)
            wrong = hand.browser.execute_async_script(IN_FIREFOX, [TAGS], sandbox=None)
            if wrong:
                found[f"{place.route} {place.address}, {language}"] = wrong
    assert found == {}


def in_the_menu(page: Page) -> list[Any]:
    """Return what is wrong with the menu of a narrow window, which opens below its button and closes by Escape."""
    page.set_viewport_size({"width": 390, "height": 800})
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.locator(".menu").press("Enter")
    expect(menu.get_by_role("link")).to_have_count(8)
    expect(menu).to_be_in_viewport(ratio=1)
    wrong = faults(page)
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    return wrong


def kinds(html: str) -> set[str]:
    """Return what a page is made of: each tag, with what gives it its looks and says what it is."""
    told, looks = re.compile(r'([a-z-]+)(?:="([^"]*)")?'), ("class", "type", "role")
    return {
        f"{tag} {sorted(f'{name} {value}' if name in looks else name for name, value in told.findall(more))}"
        for tag, more in re.findall(r"<(\w+)([^>]*)>", html)
    }


class Shown:
    """Shows places in a page, without the brief in its frame: that is a document of its own."""

    def __init__(self, page: Page, desks: dict[str, Running]) -> None:
        self._page, self._desks = page, desks
        self._answers: dict[str, tuple[int, str]] = {}
        for desk in desks.values():
            page.context.add_cookies(
                [{"name": each.name, "value": each.value or "", "url": desk.base} for each in desk.browser.cookies]
            )
        page.route("**/*", self._fulfil)

    def ask(self, place: Place, language: str) -> str:
        """Return the page of a place."""
        desk = self._desks[place.of]
        desk.post("/language", language=language, here="/help")  # Home costs more
        answer = place.ask(desk)
        assert answer.status_code == place.status, place
        self._answers[desk.base + place.address] = answer.status_code, answer.text
        return answer.text

    def load(self, place: Place, scheme: Any) -> None:
        """Open the page that was answered."""
        self._page.emulate_media(color_scheme=scheme)
        self._page.set_viewport_size({"width": 1440, "height": 900})
        self._page.goto(self._desks[place.of].base + place.address, wait_until="domcontentloaded")

    def put(self, html: str, scheme: Any) -> None:
        """Put a page into the place of the one that is open, without its scripts: it costs a tenth."""
        self._page.emulate_media(color_scheme=scheme)
        self._page.evaluate(
            "html => { const next = new DOMParser().parseFromString(html, 'text/html');"
            " document.documentElement.lang = next.documentElement.lang; document.title = next.title;"
            " document.body.replaceWith(document.adoptNode(next.body)) }",
            html,
        )

    def _fulfil(self, route: Route) -> None:
        if "/frame/" in route.request.url:
            route.fulfill(body=BLANK, content_type="text/html")
        elif route.request.url in self._answers:
            status, body = self._answers[route.request.url]
            route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")
        else:
            route.continue_()


# What axe finds that is serious or critical, and where; the brief in the frame is a document of its own.
FAULTS = """async (only) => (await axe.run({ exclude: [["iframe"]] }, only)).violations.filter(
  (fault) => ["serious", "critical"].includes(fault.impact)
).map((fault) => [fault.id, fault.nodes.map((node) => node.html)])"""


# The same by another way to ask, which has the answer called back.
IN_FIREFOX = f"""const [tags, answer] = arguments
const only = {{ resultTypes: ["violations"], runOnly: {{ type: "tag", values: tags }} }};
({FAULTS})(only).then(answer, (error) => answer([["axe", [String(error)]]]))"""


_SIZE, _UNDER_SAVE = "target-size", 120  # pixels, more than that button and what it covers are high


def faults(page: Page) -> list[Any]:
    """Return the faults of a page by the rules of WCAG, and where they are."""
    if not page.evaluate("'axe' in window"):  # where a page was put into another one's place, it is there already
        page.evaluate(AXE_SCRIPT)
    only = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
    found = dict(page.evaluate(FAULTS, only))
    if _SIZE in found:  # what the button of Save covers, which stays at the foot of the window, is whole further up
        page.evaluate(f"scrollBy(0, {_UNDER_SAVE})")
        still = dict(page.evaluate(FAULTS, only)).get(_SIZE, [])
        page.evaluate(f"scrollBy(0, -{_UNDER_SAVE})")
        found[_SIZE] = [place for place in found[_SIZE] if place in still]
    return [[id, places] for id, places in found.items() if places]


def test_what_is_too_small_to_press_is_found(browser: Browser) -> None:
    small = '<button aria-label="{0}" style="width: 10px; height: 10px; padding: 0; border: 0"></button>'
    with closing(browser.new_page()) as page:
        body = f"<main><h1>x</h1>{small.format('a')}{small.format('b')}</main>"
        page.set_content(f'<!doctype html><html lang="en"><title>x</title>{body}</html>')
        assert [(id, len(places)) for id, places in faults(page)] == [("target-size", 2)]
