"""Ways in which a clerk does the work: by mouse or by keyboard, in Chromium or in Firefox; all see the same pages."""

from __future__ import annotations

import gc
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from tests.desk.browser import SLOW, browsing, chromium

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it stands on packages that use what Python and others have deprecated
    from marionette_driver import By
    from marionette_driver.errors import MarionetteException
    from marionette_driver.marionette import Marionette

FIREFOX = "/usr/bin/firefox-esr"
_PICKER = "xpath=following-sibling::div[@class='picker']/select"  # names are chosen there, and none is typed
_MORE = 0.05  # s between two looks
# Which key leads to a node, from what has the focus: past the menu by the link that stands before it; of a group of
# radio buttons only one is a stop of Tab.
_WAY = """node => {
  const now = document.activeElement
  const behind = now !== document.body && node.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING
  if (node === now) return "there"
  if (now.matches(".skip") && document.querySelector("main").contains(node)) return "Enter"
  if (node.type === "radio" && now.type === "radio" && node.name === now.name) return "ArrowDown"
  return behind ? "Shift+Tab" : "Tab"
}"""


class Hand(Protocol):
    """Somebody at the desk. What is looked for is waited for; AssertionError if it doesn't come."""

    def go(self, address: str) -> None:
        """Open a page."""

    def press(self, name: str, section: str = "") -> None:
        """Press the button, or follow the link, of a name; in the section that has these words."""

    def fill(self, **fields: str) -> None:
        """Fill fields of a form by their names; those out of sight are shown first."""

    def answer(self, label: str, words: str) -> None:
        """Fill the field with a label, or choose in it."""

    def always(self, button: str) -> None:
        """Press a button that saves; where it is asked, say that it was so all along, and press it again."""

    def sees(self, words: str) -> None:
        """Wait until the page has these words."""


@contextmanager
def _its_own_leaks() -> Iterator[None]:
    """Let Marionette leave its sockets and its log to the garbage collector, which comes at once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


class Mouse:
    """Points and clicks in Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    @contextmanager
    def at(cls, address: str, profile: Path) -> Iterator[Hand]:
        """Open the desk."""
        with chromium() as browser, browsing(address, browser) as page:
            yield cls(page)

    def go(self, address: str) -> None:
        self.page.goto(address)

    def press(self, name: str, section: str = "") -> None:
        at = self.page.locator("section").filter(has_text=section).first if section else self.page
        named = at.get_by_role("button", name=name, exact=True).or_(at.get_by_role("link", name=name, exact=True))
        self._activate(named.first)

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            field = self.page.locator(f"[name='f.{name}']").first
            if not field.is_visible():
                self._activate(self.page.locator("details", has=field).locator("summary"))
            self._put(field, words)

    def answer(self, label: str, words: str) -> None:
        self._put(self.page.get_by_label(label, exact=True), words)

    def always(self, button: str) -> None:
        self.press(button)
        asked = self.page.locator("[name=kind][value=always]")
        expect(asked.or_(self.page.locator(".done"))).to_be_visible()
        if asked.count():
            self._activate(asked)
            self.press(button)
        expect(self.page.locator(".done")).to_be_visible()

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def _activate(self, there: Locator) -> None:
        there.click()

    def _put(self, field: Locator, words: str) -> None:
        picker = field.locator(_PICKER)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        elif picker.count():
            for word in words.split(", "):
                picker.select_option(word)
        else:
            field.fill(words)


class Keyboard(Mouse):
    """Works by Tab, Enter, Space, arrows and letters alone, in Chromium."""

    def _activate(self, there: Locator) -> None:
        self._tab_to(there)
        kind = there.evaluate("node => node.type || node.tagName")
        self.page.keyboard.press("Space" if kind in ("radio", "checkbox") else "Enter")

    def _put(self, field: Locator, words: str) -> None:
        if (picker := field.locator(_PICKER)).count():
            for word in words.split(", "):
                self._put(picker, word)
                self.page.keyboard.press("Enter")
            return
        self._tab_to(field)
        if field.evaluate("field => field.tagName") != "SELECT":
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(words)  # what an input method of Georgian does
            return
        wanted = field.locator(f"option[value='{words}']").evaluate("option => option.index")
        now = field.evaluate("field => field.selectedIndex")
        for _ in range(abs(wanted - now)):
            self.page.keyboard.press("ArrowDown" if wanted > now else "ArrowUp")

    def _tab_to(self, there: Locator) -> None:
        """Go by Tab, as somebody does who can't point: on, or back where that is nearer."""
        expect(there).to_be_visible()
        for _ in range(400):
            way = there.evaluate(_WAY)
            if way == "there":
                return
            self.page.keyboard.press(way)
        raise AssertionError(f"Tab doesn't lead to {there}")


class Firefox:
    """Points and clicks in Debian's Firefox, by its own protocol: Playwright drives none but a Firefox of its own."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    @classmethod
    @contextmanager
    def at(cls, address: str, profile: Path, *, dark: bool = False) -> Iterator[Firefox]:
        """Open the desk, in a dark window or in a light one."""
        log = profile.parent / "firefox.log"
        prefs = {"layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
        with _its_own_leaks():
            browser = Marionette(host="127.0.0.1", port=0, bin=FIREFOX, headless=True, gecko_log=str(log), prefs=prefs)
            browser.start_session()
        try:
            browser.navigate(address)
            yield cls(browser)
        finally:
            with _its_own_leaks():
                browser.quit(in_app=False)
                browser.cleanup()
                browser.instance.profile.cleanup()  # it would be done when Python ends, and nothing is there any more
                del browser

    def go(self, address: str) -> None:
        self.browser.navigate(address)

    def press(self, name: str, section: str = "") -> None:
        at = f"(//section[contains(., {section!r})])[1]" if section else ""
        of_name = f"normalize-space() = {name!r}"
        self._click(self._there(By.XPATH, f"{at}//button[{of_name}] | {at}//a[{of_name}]"))

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            by_name = f"//*[@name='f.{name}']"
            if not self._there(By.XPATH, by_name, shown=False).is_displayed():
                self._click(self._there(By.XPATH, f"{by_name}/ancestor::details/summary"))
            self._put(self._there(By.XPATH, by_name), words)

    def answer(self, label: str, words: str) -> None:
        at = f"//label[normalize-space(text()) = {label!r}]"
        self._put(self._there(By.XPATH, f"{at}//input | {at}//select | //*[@id = {at}/@for]"), words)

    def always(self, button: str) -> None:
        self.press(button)
        asked = "input[name=kind][value=always]"
        if "done" not in (self._there(By.CSS_SELECTOR, f"{asked}, .done").get_attribute("class") or ""):
            self._click(self._there(By.CSS_SELECTOR, asked))
            self.press(button)
        self._there(By.CSS_SELECTOR, ".done")

    def sees(self, words: str) -> None:
        self._until(lambda: words in self.browser.find_element(By.TAG_NAME, "main").text, words)

    def _click(self, there: Any) -> None:
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", [there])
        there.click()

    def _put(self, field: Any, words: str) -> None:
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", [field])
        if field.tag_name == "select":
            field.find_element(By.CSS_SELECTOR, f"option[value='{words}']").click()
        elif pickers := field.find_elements(By.XPATH, _PICKER.removeprefix("xpath=")):
            for word in words.split(", "):
                pickers[0].find_element(By.CSS_SELECTOR, f"option[value='{word}']").click()
        else:
            field.clear()
            field.send_keys(words)

    def _there(self, by: str, what: str, *, shown: bool = True) -> Any:
        def found() -> Any:
            all_of_it = self.browser.find_elements(by, what)
            return next((each for each in all_of_it if not shown or each.is_displayed()), None)

        return self._until(found, what)

    def _until(self, look: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + SLOW / 1000
        while time.monotonic() < end:
            try:
                if found := look():
                    return found
            except MarionetteException:  # the page is being exchanged
                pass
            time.sleep(_MORE)
        raise AssertionError(f"Firefox shows no {what}")
