"""What the scripts of the pages do with what is typed, in one browser: there is nothing else that could show it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.annexes import annex
from tests.conftest import DEMO
from tests.desk.browser import SLOW, browsing, chromium
from tests.desk.conftest import UNVERIFIED, Running, running
from tests.desk.test_forms import before_it
from tests.started import start

pytestmark = pytest.mark.slow
expect.set_options(timeout=SLOW)
FORUM = "events[example-forum-2030]"


def test_what_the_scripts_do_with_what_is_typed(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with running(tmp_path / "project") as desk, chromium() as browser, browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        a_list_is_searched(page, desk)
        what_nobody_sees_is_taken_out_by_a_press(page, desk)
        a_day_is_typed_as_people_write_it(page, desk)
        half_a_day_is_told_once_somebody_leaves_its_field(page, desk)
        a_fact_is_found_by_what_it_is(page, desk)
        escape_ends_the_choice_of_a_fact_at_any_moment(page, desk)
        a_link_shows_a_field_that_is_folded(page, desk)
        a_link_to_the_password_puts_the_cursor_there(page, desk)
        a_fact_is_put_in_behind_another_one(page, desk)
        what_is_not_shown_is_named_above_the_brief_and_leads_to_its_field(page, desk)
        what_was_found_in_a_field_goes_once_it_says_something_else(page, desk)
        an_event_that_was_added_is_the_one_that_is_chosen(page, desk)
        a_short_name_is_proposed_until_somebody_types_one(page, desk)
        an_event_tells_what_an_entry_takes_from_it(page, desk)
        what_a_new_entry_lacks_for_its_text_leads_to_its_field(page, desk)
        what_a_new_entry_waits_for_is_named_above_the_brief_until_it_is_shown(page, desk)
        somebody_else_is_quicker(page, desk)
        who_goes_back_sees_what_is_there_now(page, desk)
        what_the_page_has_not_is_found_by_the_desk(page, desk)
        what_is_typed_in_another_form_stays(page, desk)
        what_is_typed_in_the_settings_comes_back(page, desk)
        what_is_too_early_can_be_pressed_in_time(page, desk)
        the_usual_forms_of_a_name_are_taken_by_a_press(page, desk)
        what_came_back_is_what_its_calendar_and_the_forms_of_a_name_show(page, desk)
        a_pdf_is_given_by_choosing_it(page, desk)
        the_pdf_that_was_chosen_last_is_the_one_and_the_form_waits_for_it(page, desk)
        what_an_earlier_desk_kept_in_the_browser_comes_back(page, desk)
        what_was_saved_stays_so_though_the_next_page_was_left_at_once(page, desk)
        the_question_since_when_follows_the_day_that_is_typed(page, desk)
        that_nobody_was_elected_is_chosen_alone(page, desk)
        why_a_brief_cannot_be_shown_leads_out_of_its_frame(page, desk)
        what_is_right_again_is_told_so_though_another_form_was_typed_in_at_once(page, desk)


def why_a_brief_cannot_be_shown_leads_out_of_its_frame(page: Page, desk: Running) -> None:
    path = desk.root / "content" / "glossary.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nnonsense: 1\n", encoding="utf-8")
    page.goto(f"{desk.base}/brief")
    page.frame_locator("iframe").locator("a[href^='/source?path=glossary&line=']").click()
    expect(page.locator("textarea#text")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/source\?path=glossary&line="))
    path.write_text(text, encoding="utf-8")


def what_nobody_sees_is_taken_out_by_a_press(page: Page, desk: Running) -> None:
    path = desk.root / "content" / "places.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Example City", "Ex\u00adample City"), encoding="utf-8")
    page.goto(f"{desk.base}/thing?path=places.cities[example-city]")
    field, told = page.locator("[name='f.name.en']"), page.locator(".unseen-signs")
    expect(told).to_contain_text("They are where ¦ stands: Ex¦ample.")
    told.get_by_role("button").click()
    expect(told).to_have_count(0)
    expect(field).to_have_value("Example City")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".done")).to_be_visible()
    assert path.read_text(encoding="utf-8") == text


def a_pdf_is_given_by_choosing_it(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/add?path=editions[{DEMO}].annexes")
    told, field = page.locator(".gives [role=status]"), page.locator("[name='f.file']")
    for name, data, says in (("notes.pdf", b"Notes", "notes.pdf is no PDF"), ("plan.PDF", annex(), "The desk has")):
        page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
        expect(told).to_contain_text(says)
        expect(field).to_have_value("" if "no PDF" in says else "plan.pdf")
    assert (desk.root / ".briefgen" / "annexes" / "plan.pdf").read_bytes() == annex()


def the_pdf_that_was_chosen_last_is_the_one_and_the_form_waits_for_it(page: Page, desk: Running) -> None:
    held: list[Route] = []

    def choose(name: str) -> None:
        due = len(held) + 1
        file: FilePayload = {"name": name, "mimeType": "", "buffer": annex(words=name)}
        page.locator("input[type=file]").set_input_files(file)
        while len(held) < due:
            page.wait_for_timeout(20)

    page.goto(f"{desk.base}/add?path=editions[{DEMO}].annexes")
    told, field = page.locator(".gives [role=status]"), page.locator("[name='f.file']")
    page.route("**/annex?*", lambda route: held.append(route))
    choose("refused.pdf")
    held.pop().fulfill(status=413, content_type="text/html", body="<h1>413 Request Entity Too Large</h1>")
    expect(told).to_contain_text("no file of this size")
    choose("slow.pdf")
    choose("quick.pdf")
    held.pop().continue_()
    expect(field).to_have_value("quick.pdf")
    with page.expect_response("**/annex?*"):
        held.pop().continue_()
    expect(told).to_contain_text("The desk has quick.pdf")
    for language in ("ka", "en"):
        page.locator(f"[name='f.title.{language}']").fill("დღის წესრიგი" if language == "ka" else "Agenda")
    choose("third.pdf")
    page.locator("button.main").click()
    expect(told).to_contain_text("on its way")
    with page.expect_navigation():
        held.pop().continue_()
    page.unroute("**/annex?*")
    expect(page.locator("[name='f.file']")).to_have_value("third.pdf")
    assert (desk.root / "content" / "annexes" / "third.pdf").read_bytes() == annex(words="third.pdf")


def what_an_earlier_desk_kept_in_the_browser_comes_back(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path={FORUM}")
    page.evaluate(
        """() => {
          const { who, draft } = document.querySelector("form[data-draft]").dataset;
          const was = document.querySelector("[name='f.name.en']").value;
          const kept = JSON.stringify({ "f.name.en": { was, now: "Forum of before" } });
          localStorage.setItem("briefgen-draft " + who + " " + draft + " 0123456789abcdef", kept);
        }"""
    )
    page.goto(f"{desk.base}/thing?path={FORUM}")
    expect(page.locator("[name='f.name.en']")).to_have_value("Forum of before")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('briefgen-draft '))") == []
    with page.expect_navigation():
        page.locator(".discard").click()


def what_was_saved_stays_so_though_the_next_page_was_left_at_once(page: Page, desk: Running) -> None:
    """The one who went on was quicker than the scripts of the page that said what was saved."""
    page.goto(f"{desk.base}/recipients")
    page.route("**/draft", lambda route: route.abort())  # so that this browser alone has what is typed
    for name, words in {"name": "Quick", "email": "quick@agency.example"}.items():
        page.locator(f"[name='f.{name}']").fill(words)
    for name, choice in {"language": "en", "ceiling": "internal"}.items():
        page.locator(f"[name='f.{name}']").select_option(choice)
    page.route("**/static/drafts.js", lambda route: route.abort())
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".done")).to_be_visible()
    page.unroute("**/static/drafts.js")
    page.unroute("**/draft")
    page.goto(f"{desk.base}/recipients")
    expect(page.locator("[name='f.name']")).to_have_value("")
    expect(page.locator(".draft.box")).to_have_count(0)


def the_question_since_when_follows_the_day_that_is_typed(page: Page, desk: Running) -> None:
    before_it(desk.root)
    page.goto(f"{desk.base}/thing?path=association.stats[members]")
    page.locator("[name='f.new.value']").fill("131")
    page.locator("[name='f.new.as_of']").fill("January 2030")
    page.locator("[action='/figure'] .picker select").select_option("example-page")
    page.locator("[action='/figure'] button.main").click()
    asked = page.locator("#undecided")
    since, change, stay = (asked.locator(at) for at in ("[name=since]", "[data-follows=change]", "[data-follows=stay]"))
    expect(since).to_have_value("January 2030")  # the figure's own day
    expect(change).to_contain_text("From January 2030 on these change")
    expect(stay).to_be_empty()
    for words, told, other, says in (
        ("2030-02-01", stay, change, "These are of before 1 February 2030 and stay as they were: "),
        ("1 January 2030", change, stay, "From 1 January 2030 on these change"),
    ):
        asked.locator("[name=kind][value=always]").check()
        since.fill(words)
        since.press("Tab")
        expect(told).to_contain_text(says)
        expect(other).to_be_empty()
        expect(asked.locator("[name=kind][value=since]")).to_be_checked()  # who gives the day has chosen this answer
    page.locator("[action='/figure'] button.main").click()
    expect(page.locator(".done")).to_be_visible()  # it was told of what changes


def the_usual_forms_of_a_name_are_taken_by_a_press(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/add?path=people.persons")
    ergative, dative = (page.locator(f"[name='f.forms.ka.{case}']") for case in ("erg", "dat"))
    page.locator("[name='f.name.ka']").fill("ნინო მაგალითაძე")
    page.get_by_role("button", name="Write “ნინო მაგალითაძემ”").click()
    expect(ergative).to_have_value("ნინო მაგალითაძემ")
    ergative.fill("ნინომ")
    page.get_by_role("button", name="Take all the usual forms").click()
    expect(dative).to_have_value("ნინო მაგალითაძეს")
    expect(ergative).to_have_value("ნინომ")  # what is typed stays
    part = page.locator("fieldset.parts").filter(has=ergative)
    told = part.locator("legend ~ [role=status]")
    for words in ("Forms taken: 4.", "if a text needs them: locative", "else than usual stands there: ergative"):
        expect(told).to_contain_text(words)
    told.get_by_role("link", name="ergative").click()
    expect(ergative).to_be_focused()
    expect(page.get_by_role("button", name="Take all the usual forms")).to_be_hidden()
    page.locator("[name='f.name.ka']").fill("ანა მაგალითაძე")  # it follows the name
    expect(told).to_be_empty()
    page.get_by_role("button", name="Write “ანა მაგალითაძეს”").click()
    expect(dative).to_have_value("ანა მაგალითაძეს")
    page.locator("[name='f.name.ka']").fill("")
    expect(page.get_by_role("button", name=re.compile("^Write “"))).to_have_count(0)


def what_came_back_is_what_its_calendar_and_the_forms_of_a_name_show(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path={FORUM}")
    for name, words in (("f.date", "3.10.2027"), ("f.name.ka", "მაგალითი")):
        with page.expect_response(lambda answer: answer.url.endswith("/draft")):
            page.locator(f"[name='{name}']").fill(words)
    page.goto(f"{desk.base}/thing?path={FORUM}")
    date = page.locator("[name='f.date']")
    expect(date).to_have_value("3.10.2027")
    expect(page.get_by_label("The day, or the first day").first).to_have_value("2027-10-03")
    expect(date.locator("xpath=../div/p[@role='status']")).to_contain_text("3 October 2027")
    expect(page.locator("[data-field='forms.ka.erg'] .usual")).to_contain_text("მაგალითმა")
    with page.expect_navigation():
        page.locator(".discard").click()


def a_list_is_searched(page: Page, desk: Running) -> None:
    file = desk.root / "content" / "events.yaml"
    was = file.read_text("utf-8")
    item = "  agenda: [{id: head, kind: election, title: {ka: არჩევა, en: Election}}]\n"
    file.write_text(was.replace("  state: planned", f"{item}  state: planned", 1), "utf-8")
    page.goto(f"{desk.base}/content")
    all_of_them = page.locator("main details:not([hidden])").count()
    page.get_by_label("Find").fill("Example Forum")
    expect(page.locator("main details:not([hidden])")).to_have_count(2)  # the event, and the edition for it
    expect(page.locator("main details:not([hidden]) .count")).to_have_text(["1", "1"])
    expect(page.locator("main details:not([hidden]) li:not([hidden])")).to_have_count(2)
    page.get_by_label("Find").fill("xample")  # in the midst of words, where nothing else fits
    expect(page.locator("main details:not([hidden]) li:not([hidden])").filter(has_text="Example Forum")).to_have_count(
        2
    )
    expect(page.get_by_text("Nothing has these words: nothing-like-it")).to_be_hidden()
    page.get_by_label("Find").fill("election")  # of what stands within others
    expect(page.locator("main details:not([hidden]) li:not([hidden]) a")).to_have_text(["Election"])
    page.get_by_label("Find").fill("nothing-like-it")
    expect(page.get_by_text("Nothing has these words: nothing-like-it")).to_be_visible()
    expect(page.locator("main section:not([hidden])")).to_have_count(0)
    page.get_by_label("Find").fill("")
    expect(page.get_by_text("Nothing has these words: nothing-like-it")).to_be_hidden()
    expect(page.locator("main details:not([hidden])")).to_have_count(all_of_them)
    assert all_of_them > 5
    file.write_text(was, "utf-8")


def a_day_is_typed_as_people_write_it(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/add?path=events")
    day = page.locator("[name='f.date']")
    day.fill("3.10.2027")
    day.press("Tab")
    expect(day).to_have_value("3.10.2027")
    expect(page.get_by_label("The day, or the first day").first).to_have_value("2027-10-03")
    where = day.evaluate("node => node.closest('.field').getBoundingClientRect().height")
    for words, said in (
        ("2017 წლის 11–13 აპრილი", "Read as: 11–13 April 2017"),
        ("05/06/2027", "which is the day"),
        ("3 October 2027", ""),
        ("", ""),
    ):
        day.fill(words)
        day.press("Tab")
        expect(day).to_have_value(words)
        told = day.locator("xpath=../div/p[@role='status']")
        expect(told).to_have_text(re.compile(re.escape(said) if said else "^$"))
        if not told.evaluate("node => node.classList.contains('wrong')"):
            assert day.evaluate("node => node.closest('.field').getBoundingClientRect().height") == where
    file = desk.root / "content" / "association.yaml"
    was = file.read_text("utf-8")
    file.write_text(f"{was}status: unverified\n", "utf-8")  # by which one may stand
    for address, name in (
        ("/edition", "as_of"),
        (f"/stand?path=association&code=fact-unverified&which={UNVERIFIED}", "until"),
    ):
        page.goto(f"{desk.base}{address}")
        page.get_by_label("The day, or the first day").fill("2027-05-20")
        expect(page.locator(f"[name={name}]")).to_have_value("20 May 2027")
        expect(page.locator("main form .about[role=status]")).to_have_text("")  # it is read as what it says
    file.write_text(was, "utf-8")


def half_a_day_is_told_once_somebody_leaves_its_field(page: Page, desk: Running) -> None:
    for address, name in (
        ("/thing?path=association", "founded"),
        ("/thing?path=association.stats[members]", "new.as_of"),
        ("/add?path=association.stats", "as_of"),
    ):
        page.goto(f"{desk.base}{address}")
        day = page.locator(f"[name='f.{name}']")
        wrong = page.locator(f"[data-field='{name}'] .wrong")
        before = day.input_value()
        day.fill("")
        with page.expect_response(lambda answer: answer.url.endswith("/typed")):
            day.press_sequentially("14 Ap")
        expect(page.locator(".preview .state")).to_contain_text("What is marked as wrong isn’t shown yet: ")
        expect(wrong).to_have_count(0)
        day.press("Tab")
        expect(wrong).to_have_count(1)  # by its calendar alone
        expect(wrong).to_contain_text("14 Ap")
        day.press("End")
        day.press_sequentially("r")  # it may become one now
        expect(wrong).to_have_count(0)
        day.fill(before)
        day.press("Tab")
        expect(day.locator("xpath=../div/p[contains(@class, 'understood')]")).to_have_text("")


def a_fact_is_found_by_what_it_is(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path=association.aim")
    page.get_by_role("button", name="Put in a fact…").first.click()
    dialog = page.get_by_role("dialog")
    for words in ("member organizations", "წევრი", "organizations 100"):
        dialog.get_by_label("Find").fill(words)
        shown = dialog.locator("li:not([hidden])")
        expect(shown.filter(has_text="Value")).to_contain_text("Member org")
        expect(shown.filter(has_text="Founded")).to_have_count(0)
        expect(dialog.locator("code")).to_have_count(0)  # what it is called in a file is nobody's business
    # As words are, or begin; in their midst only where nothing else fits; of a number never.
    for words, found in (
        ("100 member organizations", 2),
        ("10 organi", 2),
        ("00", 0),
        ("rganizations", 2),
        ("stats", 2),
    ):
        dialog.get_by_label("Find").fill(words)
        expect(shown.filter(has_text="Member org").filter(has_text="100")).to_have_count(found)
    expect(shown.filter(has_text="Founded")).to_have_count(0)
    dialog.get_by_label("Find").fill("example")
    found_words = [set(re.findall(r"\w+", each.lower())) for each in shown.all_inner_texts()]
    assert ["example" in each for each in found_words[:2]] == [True, True]  # and "examples" behind it
    page.keyboard.press("Escape")


def escape_ends_the_choice_of_a_fact_at_any_moment(page: Page, desk: Running) -> None:
    """Before the facts have come, while somebody looks for one, and before the forms of one have come."""
    page.goto(f"{desk.base}/thing?path={FORUM}")
    held: list[Route] = []
    page.route("**/insert", lambda route: held.append(route))
    text = page.locator("[name='f.text.en']")
    before = text.input_value()
    dialog, put_in = page.locator("dialog.facts"), page.locator("[name='f.text.en'] ~ .expressions > button")
    chosen = 0

    def answered() -> None:
        nonlocal chosen
        chosen += 1
        for _ in range(100):
            if len(held) == chosen:
                break
            page.wait_for_timeout(20)
        held[-1].continue_()

    put_in.click()
    page.keyboard.press("Escape")
    with page.expect_response("**/insert"):
        answered()
    expect(dialog).to_have_count(0)
    put_in.click()
    with page.expect_response("**/insert"):
        answered()
    dialog.locator("input").fill("Forum")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    put_in.click()
    with page.expect_response("**/insert"):
        answered()
    dialog.locator("li:not([hidden]) button").first.click()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    with page.expect_response("**/insert"):
        answered()
    page.unroute("**/insert")
    page.wait_for_timeout(50)
    expect(dialog).to_have_count(0)
    expect(text).to_have_value(before)
    expect(text).to_be_focused()


def a_link_shows_a_field_that_is_folded(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path={FORUM}.participants.people.value")
    expect(page.locator("[name='f.participants.people.value']")).to_be_focused()


def a_link_to_the_password_puts_the_cursor_there(page: Page, desk: Running) -> None:
    settings = desk.root / "briefgen.toml"
    was = settings.read_text("utf-8")
    settings.write_text(
        was + '[mail]\nserver = "127.0.0.1"\nuser = "drafter"\nsender = "briefs@agency.example"\n', encoding="utf-8"
    )
    page.goto(f"{desk.base}/account")
    page.get_by_role("link", name="To the field for the password").click()
    expect(page.locator("#secret-password")).to_be_focused()
    settings.write_text(was, encoding="utf-8")


def a_fact_is_put_in_behind_another_one(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path=association.aim")
    field = page.locator("[name='f.aim.en']")
    for caret in (6, 22):  # inside the expression that is there, and right behind it
        field.fill("A {{ founded | year }} b {{ founded }}")
        field.evaluate("(node, at) => node.setSelectionRange(at, at)", caret)
        page.locator(".field", has=field).get_by_role("button", name="Put in a fact").click()
        page.get_by_label("Find").fill("acronym")
        with page.expect_response("**/insert"):
            page.locator("dialog li:not([hidden]) button").first.dblclick()  # who presses twice isn't asked twice
        page.get_by_role("dialog").get_by_role("button", name="as it is: ").click()
        expect(field).to_have_value("A {{ founded | year }}{{ acronym }} b {{ founded }}")


def a_short_name_is_proposed_until_somebody_types_one(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/edition")
    event, name = page.get_by_label("Event"), page.get_by_label("Short name")
    event.select_option("example-session-12")
    expect(name).to_have_value("2027-11-example-city")
    expect(page.locator(".warns")).to_have_text(re.compile("This event is over .*December 2027"))
    event.select_option("example-forum-2030")
    expect(name).to_have_value("2030-05-example-city-2")
    expect(page.locator(".warns")).to_be_empty()
    name.fill("my-own")
    event.select_option("example-session-12")
    expect(name).to_have_value("my-own")


def an_event_tells_what_an_entry_takes_from_it(page: Page, desk: Running) -> None:
    file = desk.root / "content" / "places.yaml"
    more = "\n  - {id: other-city, country: GE, name: {ka: სხვა, en: Other City}}\n"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    page.goto(f"{desk.base}/add?path=cooperation.history")
    event, date, city = (page.locator(f"[name='f.{name}']") for name in ("event", "date", "city"))
    told, other = page.locator("#f-event-tells"), page.locator("[data-field='city'] .warns")
    date.fill("2027")
    city.select_option("other-city")
    expect(told).to_be_empty()
    event.select_option("example-session-12")
    expect(told).to_have_text(re.compile("come from the event: .*2 December 2027, Example City.$"))
    expect(other).to_have_text("The event says that it was in another city: leave this one empty.")
    date.fill("")
    city.select_option("example-city")
    expect(other).to_be_empty()
    event.select_option("")
    expect(told).to_be_empty()


def what_a_new_entry_lacks_for_its_text_leads_to_its_field(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/add?path=cooperation.history")
    page.locator("[name='f.date']").fill("2027")
    for language in ("ka", "en"):
        page.locator(f"[name='f.text.{language}']").fill("{{ event.number }}.")
    text = page.locator("[data-field='text.en']")
    expect(text.locator(".said")).to_have_text("Event is not supplied.")
    text.locator(".chips").get_by_role("link", name="To the field").click()
    expect(page.locator("[name='f.event']")).to_be_focused()


def what_a_new_entry_waits_for_is_named_above_the_brief_until_it_is_shown(page: Page, desk: Running) -> None:
    state, brief = page.locator(".preview .state"), page.frame_locator(".preview iframe").locator("body")
    for language, told, either in (
        (
            "ქართული",
            "აქ მაშინ გამოჩნდება, როცა შეივსება: ტექსტი (ქართული)",
            "მიუთითეთ ან თარიღი, ან ღონისძიება – მაშინ თარიღი ღონისძიებიდან აიღება. თარიღი, ღონისძიება",
        ),
        (
            "English",
            "It is shown once this is filled in: Text (Georgian)",
            "Give either a date or an event, whose date it then has. Date, Event",
        ),
    ):
        page.get_by_role("button", name=language).click()
        page.goto(f"{desk.base}/add?path=cooperation.history&back=/content")  # alone it has a draft by now
        expect(state).to_be_empty()
        page.locator("[name='f.text.en']").fill("The treaty was signed in May.")
        expect(state.locator("> span")).to_have_text([told, either])
        for at, name in enumerate(("text.ka", "date", "event")):
            state.get_by_role("link").nth(at).click()
            expect(page.locator(f"[name='f.{name}']")).to_be_focused()
        page.locator("[name='f.text.ka']").fill("ხელშეკრულებას ხელი მოეწერა მაისში.")
        expect(state.locator("> span")).to_have_text([either])
        page.locator("[name='f.date']").fill("2027")
        expect(state).to_be_empty()
        expect(brief).to_contain_text("მოეწერა მაისში" if language != "English" else "signed in May")
        with page.expect_response("**/typed"):
            for name in ("text.ka", "text.en", "date"):
                page.locator(f"[name='f.{name}']").fill("")
        expect(state).to_be_empty()


def what_is_not_shown_is_named_above_the_brief_and_leads_to_its_field(page: Page, desk: Running) -> None:
    state = page.locator(".preview .state")
    for language, text, said in (
        ("ქართული", "aim.ka", "ის, რაც შეცდომად არის მონიშნული, ჯერ არ ჩანს: დაარსდა, მიზანი (ქართული)"),
        ("English", "aim.en", "What is marked as wrong isn’t shown yet: Founded, Aim (English)"),
    ):
        page.get_by_role("button", name=language).click()
        page.goto(f"{desk.base}/thing?path=association")
        page.locator("[name='f.founded']").fill("soon")
        page.locator(f"[name='f.{text}']").fill("{{ nope }}.")
        expect(state).to_have_text(said)
        for at, name in enumerate(("founded", text)):
            state.get_by_role("link").nth(at).click()
            expect(page.locator(f"[name='f.{name}']")).to_be_focused()
        with page.expect_navigation():
            page.locator("#form .discard").click()


def what_was_found_in_a_field_goes_once_it_says_something_else(page: Page, desk: Running) -> None:
    """Also while something else in the form can't be understood, so that nothing of it can be checked."""
    page.goto(f"{desk.base}/thing?path=association.aim")
    no_end = "The last sentence has no end mark"
    found = {language: page.locator(f"[data-field='aim.{language}'] .found") for language in ("ka", "en")}
    for language, words in (("ka", "მიზანი მშვიდობაა. ის საერთოა"), ("en", "The aim is peace. It is shared")):
        page.locator(f"[name='f.aim.{language}']").fill(words)
    for one in found.values():
        expect(one).to_contain_text(no_end)
    with page.expect_response("**/checked"):
        page.locator("[name='f.aim.en']").fill("The aim is peace. It is shared.")
        page.locator("[name='f.founded']").fill("soon")
    expect(found["en"]).not_to_contain_text(no_end)
    expect(found["ka"]).to_contain_text(no_end)  # what nobody changed is as it was
    with page.expect_navigation():
        page.locator(".discard").click()


def an_event_that_was_added_is_the_one_that_is_chosen(page: Page, desk: Running) -> None:
    events = desk.root / "content" / "events.yaml"
    before = events.read_text("utf-8")
    events.write_text(before.replace("state: planned", "state: held"), "utf-8")  # nothing is to come
    page.goto(f"{desk.base}/edition")
    page.locator("#event").select_option("example-session-12")
    page.locator("#as_of").fill("2031-02")
    with page.expect_response("**/draft"):
        pass
    page.locator("main a[href^='/add?path=events']").click()
    for name, words in (("kind", "forum"), ("state", "planned")):
        page.locator(f"[name='f.{name}']").select_option(words)
    for name, words in (("name.ka", "ახალი ფორუმი"), ("name.en", "New Forum"), ("date", "2031-05")):
        page.locator(f"[name='f.{name}']").fill(words)
    page.locator(".save button").click()
    page.locator("main a.button[href^='/edition']").click()
    expect(page.locator("#as_of")).to_have_value("2031-02")  # what was typed is there again
    expect(page.locator("#event")).to_have_value("new-forum-2031")
    expect(page.locator("#name")).to_have_value("2031-05-new-forum")
    events.write_text(before, "utf-8")


def somebody_else_is_quicker(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path={FORUM}")
    printed = page.frame_locator(".preview iframe").locator(f"[data-src^='{FORUM}.text']:visible").first
    expect(printed).to_be_in_viewport()  # the brief opens where this is printed
    file = desk.root / "content" / "events.yaml"
    file.write_text(file.read_text("utf-8").replace("en: Example Forum", "en: Their Forum"), "utf-8")
    field = page.locator("[name='f.name.en']")
    field.fill("My Forum")
    said = page.locator("[data-field='name.en'] .said")
    told = "Saved meanwhile:"
    expect(said).to_have_text(f"{told} Their Forum")
    page.get_by_label("The brief in").select_option("en")
    expect(page.frame_locator(".preview iframe").get_by_role("heading", name="My Forum")).to_be_visible()
    with page.expect_navigation():  # what comes next begins on the new page
        page.locator(".discard").click()
    expect(field).to_have_value("Their Forum")


def who_goes_back_sees_what_is_there_now(page: Page, desk: Running) -> None:
    field = page.locator("[name='f.name.en']")
    file = desk.root / "content" / "events.yaml"
    file.write_text(file.read_text("utf-8").replace("en: Their Forum", "en: New Forum"), "utf-8")
    # A browser that has put the page by shows it so.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(field).to_have_value("New Forum")
    page.goto(f"{desk.base}/content")
    file.write_text(file.read_text("utf-8").replace("en: New Forum", "en: Newest Forum"), "utf-8")
    page.go_back()
    expect(field).to_have_value("Newest Forum")


def what_the_page_has_not_is_found_by_the_desk(page: Page, desk: Running) -> None:
    file = desk.root / "content" / "sources.yaml"
    more = "".join(f"\n- {{id: more-{n}, title: Page {n}, publisher: Somebody, date: 2029}}\n" for n in range(120))
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    page.goto(f"{desk.base}/content")
    entries, find = page.locator("#lists .entries li"), page.get_by_label("Find")
    expect(entries.filter(has_text="Page 119")).to_have_count(0)
    find.press_sequentially("page 119")
    expect(entries).to_have_text(["Page 119 2029"])
    expect(find).to_be_focused()
    find.fill("")
    expect(entries.filter(has_text="Page 11")).to_have_count(1)  # of the first twelve


def what_is_typed_in_another_form_stays(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path=association.stats[members]")
    page.locator("[name='f.new.value']").fill("131")
    page.get_by_role("button", name="Save the correction", exact=True).click()
    expect(page.locator(".box.error")).to_have_text(
        "What you typed in another form of this page is not saved yet. Save it there: A new value"
    )
    expect(page.locator("[name='f.new.value']")).to_have_value("131")


def what_is_typed_in_the_settings_comes_back(page: Page, desk: Running) -> None:
    text, file = page.locator("#text"), desk.root / "briefgen.toml"
    for typed, leave in (("# mine\n", "nav a"), ("", ".main"), ("# other\n", ".discard"), ("", "nav a")):
        page.goto(f"{desk.base}/settings")
        text.press("Control+End")
        text.press_sequentially(typed)
        expect(text).to_have_value(re.compile("# mine\n# other\n$" if "other" in typed else "# mine\n$"))
        with page.expect_navigation():
            page.locator(leave).first.click()
    assert file.read_text("utf-8").count("# mine") == 1


def what_is_right_again_is_told_so_though_another_form_was_typed_in_at_once(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path=association.stats[members]")
    value, new = page.locator("#form [name='f.value']"), page.locator("[name='f.new.value']")
    wrong, saved = page.locator("#form [data-field='value'] .wrong"), value.input_value()
    value.fill("many")
    expect(wrong).to_have_count(1)
    held: list[Route] = []
    page.route("**/typed", lambda route: held.append(route))
    for field, words in ((value, saved), (new, "9731")):
        with page.expect_request("**/typed"):
            field.fill(words)
    for route in held:
        route.continue_()
    expect(wrong).to_have_count(0)
    page.unroute("**/typed")
    new.fill("")


def what_is_too_early_can_be_pressed_in_time(page: Page, desk: Running) -> None:
    def early(route: Route) -> None:
        early = (
            '<button disabled data-opens="1" aria-describedby="why">Now</button><span id="why">Not yet</span></main>'
        )
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", early))

    page.route("**/outbox", early)
    page.goto(f"{desk.base}/outbox")
    button = page.get_by_role("button", name="Now")
    expect(button).to_be_disabled()
    expect(button).to_be_enabled()
    expect(page.locator("#why")).to_have_count(0)
    page.unroute("**/outbox")


def that_nobody_was_elected_is_chosen_alone(page: Page, desk: Running) -> None:
    path = desk.root / "content" / "events.yaml"
    agenda = "  agenda: [{id: head, kind: election, office: president, title: {ka: არჩევა, en: Election}}]\n"
    path.write_text(path.read_text("utf-8").replace("  number: 12\n", f"  number: 12\n{agenda}"), "utf-8")
    page.goto(f"{desk.base}/thing?path=events[example-session-12].agenda[head]")
    field = page.locator("[name='f.elected']")
    row = page.locator(".field", has=field)
    others, chosen = row.locator(".picker select"), row.locator(".picker li")
    for choice, words in (
        ("first-example", "First Example"),
        ("[]", "Nobody was elected"),
        ("second-example", "Second Example"),
        ("[]", "Nobody was elected"),
    ):
        others.select_option(choice)
        expect(chosen).to_have_count(1)
        expect(chosen).to_contain_text(words)
        expect(field).to_have_value(choice)
    page.get_by_role("button", name="Save", exact=True).click()
    if page.get_by_text("It was wrong all along").count():
        page.get_by_text("It was wrong all along").click()
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".done")).to_be_visible()
    expect(chosen).to_contain_text("Nobody was elected")
    assert "elected: []" in path.read_text("utf-8")
