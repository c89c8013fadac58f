// What the desk does while somebody types: the brief beside the form, and what is wrong at its field.
"use strict";

// What a form was answered with: who goes back to it, or loads it anew, asks for the page, and sends nothing again.
if (document.body.dataset.here) history.replaceState(null, "", document.body.dataset.here);

const PAUSE = 150; // ms after the last key until the brief is asked for
const THINK = 700; // ms until the check is asked for
const LATE = 300; // ms that an answer may take before the page says that it is being waited for: quick ones don't flicker

// The brief in a frame -------------------------------------------------------------------------------------------

function insideOf(frame) {
  return frame.contentDocument && frame.contentDocument.body ? frame.contentDocument : null;
}

// What is folded is shown first.
function focusOn(field) {
  for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  field.focus();
}

// A click on words leads to their field: in this form if it has it, else to the form that does.
function followClicks(frame) {
  const page = insideOf(frame);
  if (!page || page.documentElement.dataset.followed) return;
  page.documentElement.dataset.followed = "yes";
  page.addEventListener("click", (event) => {
    const words = event.target.closest("[data-src]");
    const leads = event.target.closest("a[href^='/']"); // to where no words stand: the desk's page goes there, not the frame
    if (words || leads) event.preventDefault();
    if (!words && leads) location.href = leads.getAttribute("href");
    if (!words) return;
    const path = words.dataset.src;
    const language = page.documentElement.lang.slice(0, 2);
    const fields = [...document.querySelectorAll("[data-path]")].filter((field) => field.dataset.path === path && field.name);
    const added = document.querySelector("form[data-new]"); // what isn't there yet has no form but this one
    const isNew = added && added.dataset.path && (path + ".").startsWith(added.dataset.path + ".");
    const name = isNew ? ("f" + path.slice(added.dataset.path.length) + ".") : "";
    if (isNew) fields.push(...[...added.elements].filter((field) => (field.name + ".").startsWith(name)));
    const field = fields.find((each) => !each.lang || each.lang === language) || fields[0];
    if (field && !field.matches(":disabled")) focusOn(field);
    // Who follows a figure mostly has a newer one.
    else if (!isNew) location.href = "/thing?path=" + encodeURIComponent(path) + (path.endsWith(".value") ? "#f-new-value" : "");
  });
}

// The words that are printed of what a path leads to come into sight, and nothing around the frame moves.
function showPrinted(page, path) {
  const found = [...page.querySelectorAll("[data-src]:not(.desk-lacks *)")].filter((each) => each.dataset.src === path || each.dataset.src.startsWith(path + "."));
  // Not what stands at the edges of a sheet; of several places, such as the title, that with most of its words.
  const said = new Map();
  for (const each of found.filter((one) => one.getClientRects().length)) {
    const block = each.closest("p, li, tr, h1, h2, h3, h4, h5, h6, dd, figure") || each;
    said.set(block, (said.get(block) || 0) + each.textContent.length);
  }
  const [seen] = [...said.keys()].sort((one, other) => said.get(other) - said.get(one));
  const room = page.scrollingElement;
  if (seen) room.scrollTop += seen.getBoundingClientRect().top - room.clientHeight / 3;
  return found;
}

function highlight(frame, path) {
  const page = insideOf(frame);
  if (!page) return;
  for (const each of page.querySelectorAll(".desk-here")) each.classList.remove("desk-here");
  if (path) for (const each of showPrinted(page, path)) each.classList.add("desk-here");
}

// A box that stays empty for a while says what it waits for.
function awaits(frame) {
  let told = frame.previousElementSibling;
  if (!told || !told.matches(".making")) {
    told = document.createElement("p");
    told.className = "making";
    told.setAttribute("role", "status");
    frame.before(told);
  }
  const late = setTimeout(() => { told.textContent = document.body.dataset.making; }, LATE);
  frame.addEventListener("load", () => {
    clearTimeout(late);
    told.textContent = "";
  }, { once: true });
}

for (const frame of document.querySelectorAll("iframe")) {
  frame.addEventListener("load", () => followClicks(frame));
  followClicks(frame);
  const page = frame.contentDocument;
  if (!page || page.location.href === "about:blank" || page.readyState !== "complete") awaits(frame);
}

// What is chosen of a brief is shown at once, and stays: who loads the page anew, or asks for it in the desk's other
// language, comes back to it.
for (const form of document.querySelectorAll("form[data-shows]")) form.addEventListener("change", () => {
  const frame = document.querySelector("iframe");
  const chosen = new URLSearchParams(new FormData(form));
  const here = `${location.pathname}?${chosen}`;
  history.replaceState(null, "", here);
  for (const field of document.querySelectorAll(".languages [name=here], #good-word [name=back]")) field.value = here;
  document.getElementById("clicks").hidden = form.elements.sheets.checked; // pictures have no words
  awaits(frame);
  frame.contentWindow.location.replace(`/frame/brief?chosen=yes&${chosen}`); // no step back to what the form says no more
});

// The bar that saves lies at the window's foot once all of it has room there below the beginning of its form.
for (const bar of document.querySelectorAll("form > .save")) {
  const look = ([seen]) => bar.classList.toggle("waits", !seen.isIntersecting);
  new IntersectionObserver(look, { rootMargin: `0px 0px -${bar.offsetHeight}px 0px` }).observe(bar.parentElement);
}

// What was sent is on its way: its button says so, until the answer is there.
addEventListener("submit", (event) => {
  const pressed = event.submitter || event.target.querySelector("button:not([type=button])");
  if (event.defaultPrevented || !pressed || pressed.hasAttribute("aria-busy")) return;
  const told = document.createElement("span");
  told.className = "at-work";
  told.setAttribute("role", "status");
  pressed.after(told);
  setTimeout(() => {
    pressed.setAttribute("aria-busy", "true");
    told.textContent = document.body.dataset.works;
  }, LATE);
});

// A form that is looked at while somebody types -------------------------------------------------------------------

// The brief shows what is typed in each of the forms beside it: in both of a figure.
const looked = [];
const beside = document.querySelector(".preview iframe");
const state = document.querySelector(".preview .state");
const inLanguage = document.querySelector("[data-preview=lang]");
const sheets = document.querySelector("[data-preview=sheets]");
const unanswered = new Set(); // forms that were typed in since the last answer that was shown
let timesAsked = 0;

async function ask(address, forms) {
  const body = new URLSearchParams(forms.flatMap((form) => [...new FormData(form)]));
  body.set("lang", inLanguage ? inLanguage.value : "");
  if (forms.some((form) => form.dataset.new)) body.set("new", "yes"); // an entry that isn't there yet
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// What keeps from being shown what is typed, a line each, with the fields that lead on. What is said already stays: who
// listens isn't told it again.
function tellState(lines) {
  const made = lines.map(({ told, fields }) => {
    const line = document.createElement("span");
    line.append(told, ...namesOf(fields));
    return line;
  });
  if (made.map((line) => line.textContent).join("") !== state.textContent) state.replaceChildren(...made);
}

// What is typed is shown, and told of in those forms in which something is, or was until now: `by` is typed in.
async function preview(by = null) {
  const turn = ++timesAsked;
  unanswered.add(by);
  const late = setTimeout(() => { if (turn === timesAsked) state.textContent = document.body.dataset.making; }, LATE);
  try {
    const said = await ask("/typed", looked.map(({ form }) => form));
    if (turn !== timesAsked) return; // something newer was typed meanwhile
    const wrong = said.wrong || {};
    for (const one of looked) if (unanswered.has(one.form) || one.differs()) one.tell(wrong, said.collisions || {}, said.at_another || [], said.at);
    unanswered.clear();
    const isWhole = said.body !== null && !Object.keys(wrong).length;
    const told = said.message || wrong[""] || (sheets.checked ? state.dataset.saved : "");
    const part = told ? [{ told, fields: [] }] : isWhole ? [] : [{ told: state.dataset.part, fields: Object.keys(wrong) }];
    tellState([...part, ...(sheets.checked ? [] : said.awaits || [])]);
    const page = insideOf(beside);
    if (said.body !== null && page && !sheets.checked) {
      const at = page.scrollingElement.scrollTop;
      page.body.innerHTML = said.body;
      page.scrollingElement.scrollTop = at;
      for (const one of looked) one.mark(document.activeElement);
    }
  } catch (error) {
    state.textContent = looked[0].form.dataset.lost;
  } finally {
    clearTimeout(late);
  }
}

function live(form) {
  let typings = 0;
  let waiting = null;
  let thinking = null;

  const fields = () => [...form.elements].filter((field) => field.name && field.name.startsWith("f."));

  // What a field said when the form was opened, and when the check last looked at it.
  const plain = (words) => words.replace(/\r\n?/g, "\n");
  const opened = (field) => {
    const was = form.dataset.new ? null : form.elements["w." + field.name.slice(2)]; // what is new said nothing
    return plain(field.dataset.shows || (was ? was.value : ""));
  };
  const checkedAs = new Map();

  // Of what the desk refused some is found only when it is saved: it stands until something else is typed in its field.
  const refusedAs = new Map([...form.querySelectorAll("[data-field]:has(.said > .wrong)")].map((box) => [box.dataset.field, form.elements["f." + box.dataset.field].value]));

  function say(name, words) {
    const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (!field) return false;
    const box = field.querySelector(".said");
    box.replaceChildren();
    if (words) {
      const line = document.createElement("p");
      line.className = "wrong";
      line.textContent = words;
      box.append(line);
    }
    markWrong(field, Boolean(words));
    if (words && field.closest("details")) field.closest("details").open = true;
    return true;
  }

  function markWrong(field, isWrong) {
    field.classList.toggle("is-wrong", isWrong);
    for (const control of field.querySelectorAll("[aria-describedby]")) {
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  function tell(wrong, collided, atAnother, at) {
    for (const field of fields()) {
      const name = field.name.slice(2);
      if (wrong[name]) refusedAs.delete(name); // from here on it is known as one types
      else if (refusedAs.get(name) === field.value) continue;
      if (atAnother.includes(name)) { // what is wrong of two fields together is told at the first
        say(name, "");
        markWrong(field.closest(".field"), true);
        continue;
      }
      const told = field.closest(".field").querySelector(".collision"); // it stands there already: see drafts.js
      say(name, wrong[name] || (name in collided && !told ? form.dataset.meanwhile + " " + (collided[name] || form.dataset.nothing) : ""));
    }
    if (form.dataset.new) form.dataset.path = at || "";
  }

  async function check() {
    const turn = typings;
    try {
      const said = await ask("/checked", [form]);
      if (turn !== typings) return;
      for (const box of form.querySelectorAll("[data-field]")) {
        const field = form.elements["f." + box.dataset.field];
        const says = field ? plain(field.value) : "";
        // Where nothing can be checked, what was found in a field is of what it said then.
        if (!said.found && (!field || says === (checkedAs.get(field) ?? opened(field)))) continue;
        box.querySelector(".found").innerHTML = (said.found && said.found[box.dataset.field]) || "";
        if (said.found) checkedAs.set(field, says);
        offerFixes(box);
      }
    } catch (error) { /* the preview says so */ }
  }

  // What the hint says to write, put in place by a button: as long as what it is about still stands there.
  function fixes({ start, length, here, words, prints }, field) {
    // Places are counted in characters, not in halves of them; what was typed before this moves them.
    const place = () => {
      const signs = [...field.value];
      const stands = (at) => at >= 0 && signs.slice(at, at + length).join("") === here;
      if (here === " " && !stands(start)) return null; // spaces stand everywhere: another one isn't meant
      for (let off = 0; off < signs.length + start; off++) {
        const at = [start + off, start - off].find(stands);
        if (at !== undefined) return [signs.slice(0, at).join(""), signs.slice(at + length).join("")];
      }
      return null;
    };
    if (!place()) return [];
    if (!words.length) return field.dataset.expressions === undefined ? [] : [choosing(place, here, field)];
    return words.map((word) => {
      const button = document.createElement("button");
      button.type = "button";
      const { write, print, space, unspace } = form.dataset;
      button.textContent = prints[word] ? print.replace("{}", prints[word]) : word.trim() ? write.replace("{}", word.trim()) : word ? space : here.trim() ? form.dataset.delete : unspace;
      button.addEventListener("click", () => {
        const around = place();
        if (around) {
          let [before, after] = around;
          if (!word && /\s$/.test(before) && /^\s/.test(after)) after = after.slice(1); // no second space stays
          field.value = before + word + after;
          field.focus();
          field.setSelectionRange(before.length + word.length, before.length + word.length);
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        button.closest(".problem").remove();
      });
      return button;
    });
  }

  // A fact is chosen to be printed in place of what is typed: see expressions.js.
  function choosing(place, here, field) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.choose;
    button.addEventListener("click", () => {
      const around = place();
      if (!around) return;
      field.setSelectionRange(around[0].length, around[0].length + here.length);
      choose(form, field);
    });
    return button;
  }

  function offerFixes(box) {
    const field = form.elements["f." + box.dataset.field];
    for (const problem of field ? box.querySelectorAll("[data-fix]") : []) {
      const row = document.createElement("span");
      row.className = "fixes";
      row.append(...fixes(JSON.parse(problem.dataset.fix), field));
      problem.append(row);
    }
  }

  // What is printed of a field; of one for what is new, and has no place yet, the thing that it is for, or the entry.
  const isOfNew = (field) => field.name && field.form === form && field.name.startsWith(form.dataset.new ? "f." : "f.new.");
  const pathOf = (field) => field.dataset.path || (isOfNew(field) ? form.dataset.path : "");

  function mark(field) {
    const isHere = field && form.contains(field) && pathOf(field);
    if (beside && isHere) highlight(beside, pathOf(field));
    return Boolean(isHere);
  }

  form.addEventListener("brought", () => preview(form)); // see drafts.js
  form.addEventListener("input", () => {
    typings++;
    clearTimeout(waiting);
    clearTimeout(thinking);
    waiting = setTimeout(() => preview(form), PAUSE);
    thinking = setTimeout(check, THINK);
  });
  form.addEventListener("focusin", (event) => mark(event.target));
  // What came back with the form, as after a save that was refused, is shown from the beginning.
  const differs = () => fields().some((field) => plain(field.value) !== opened(field));
  looked.push({ form, differs, tell, mark });
  for (const box of form.querySelectorAll("[data-field]")) offerFixes(box);
  const wanted = new URLSearchParams(location.search);
  const path = wanted.get("path") || "";
  const there = [...form.querySelectorAll("[data-path]")].filter((field) => field.dataset.path === path || path.startsWith(field.dataset.path + "."));
  const text = wanted.get("text") || path.slice(path.lastIndexOf(".") + 1); // of a text the one in its language
  const first = there.find((field) => field.lang === text) || there[0];
  const leads = document.getElementById("refused"); // to each field: see below
  if (first && !leads && (!document.querySelector(".done") || path !== form.dataset.path)) focusOn(first);
}

// It opens where the thing of the form is printed, or the field that somebody is in, with what is typed there.
function comesToSight() {
  const page = insideOf(beside);
  const found = looked.map((one) => one.mark(document.activeElement));
  const whole = looked.map(({ form }) => form.dataset.path).find(Boolean);
  if (page && whole && !found.includes(true)) showPrinted(page, whole);
  const isThere = page && page.location.href !== "about:blank";
  if (isThere && (looked.some((one) => one.differs()) || sheets.checked || state.textContent)) preview();
}

// A page that the browser had put by shows what was there before: what is there now is asked for, and drafts come back.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A name is chosen in a list by the letters of any of its words, a surname, too: see meant.py. What begins with them comes
// first; the same letter once more leads to the next one of these, and then to the others.

const BETWEEN = 1000; // ms between two letters of one word

function findsByWords(list, passes = () => {}) {
  let typed = "";
  let last = 0;
  let led = {}; // where a letter led
  list.addEventListener("blur", () => { typed = ""; });
  list.addEventListener("keydown", (event) => {
    const going = event.timeStamp - last < BETWEEN;
    const isLetter = [...event.key].length === 1 && (event.key !== " " || (typed && going));
    if (!isLetter || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault(); // else the browser looks at the beginning alone
    typed = (going ? typed : "") + event.key;
    last = event.timeStamp;
    const wanted = wordsOf(typed);
    const small = typed.toLocaleLowerCase("und");
    const same = wanted.length === 1 && new Set(small).size === 1; // a letter again and again
    const sought = same ? [...small][0] : small;
    const begun = (one, words) => words.some((each) => each.startsWith(one));
    const has = (option) => option.value && wanted.length && wanted.every((one) => begun(same ? sought : one, wordsOf(option.textContent)));
    const first = (start) => (option) => option.textContent.trim().toLocaleLowerCase("und").startsWith(start);
    const fit = [...list.options].filter(has);
    const order = [...new Set([...fit.filter(first(sought)), ...fit.filter(first(sought.trim())), ...fit])];
    const now = list.selectedOptions[0];
    const goesOn = same && order.includes(now) && (first(sought)(now) || (led.option === now && led.letter === sought));
    const best = order[goesOn ? (order.indexOf(now) + 1) % order.length : 0];
    led = { option: best, letter: sought };
    if (!best || best.selected) return;
    passes();
    best.selected = true;
    for (const happens of ["input", "change"]) list.dispatchEvent(new Event(happens, { bubbles: true }));
  });
}

// Several names in one field: those that are chosen, each with a way to take it out, and the others to choose from. Who
// goes to the field goes to that list: what the field itself says in short names is for the desk.

function picker(field) {
  const all = document.getElementById(field.getAttribute("list"));
  const names = new Map([...all.options].map((each) => [each.value, each.textContent]));
  const box = document.createElement("div");
  box.className = "picker";
  const chosen = document.createElement("ul");
  const others = document.createElement("select");
  others.setAttribute("aria-label", field.labels[0].firstChild.textContent.trim() + ": " + field.dataset.several);
  for (const name of ["aria-describedby", "aria-invalid", "data-path"]) {
    if (field.hasAttribute(name)) others.setAttribute(name, field.getAttribute(name));
  }
  box.append(chosen, others);
  field.after(box);
  field.tabIndex = -1;
  field.setAttribute("aria-hidden", "true");
  field.addEventListener("focus", () => others.focus());

  const values = () => field.value.split(",").map((each) => each.trim()).filter(Boolean);
  function set(list) {
    field.value = list.join(", ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  }
  function show() {
    const now = values();
    chosen.replaceChildren(...now.map((id) => {
      const line = document.createElement("li");
      const out = document.createElement("button");
      out.type = "button";
      out.textContent = "×";
      out.setAttribute("aria-label", field.dataset.out + ": " + (names.get(id) || id));
      out.addEventListener("click", () => { set(values().filter((each) => each !== id)); others.focus(); });
      line.append((names.get(id) || id) + " ", out);
      return line;
    }));
    const choose = new Option("+ " + field.dataset.several, "");
    others.replaceChildren(choose, ...[...names].filter(([id]) => !now.includes(id)).map(([id, name]) => new Option(name || id, id)));
  }
  // Arrows and letters pass from one name to the next in a list that isn't unfolded: Enter takes one, or going on does.
  let passing = false;
  const isNone = (one) => one === all.dataset.none; // that there are none is said alone
  const take = () => { if (others.value) set([...values().filter((each) => !isNone(each) && !isNone(others.value)), others.value]); };
  others.addEventListener("keydown", (event) => {
    passing = event.key.startsWith("Arrow") || ([...event.key].length === 1 && event.key !== " ");
    if (event.key !== "Enter" || !others.value) return;
    event.preventDefault();
    take();
  });
  findsByWords(others, () => { passing = true; }); // behind it, since a space may go on with what is typed
  others.addEventListener("pointerdown", () => { passing = false; });
  others.addEventListener("change", () => { if (!passing) take(); });
  others.addEventListener("blur", take);
  field.addEventListener("brought", show);
  show();
}

for (const list of document.querySelectorAll("form select[id^=f-]")) findsByWords(list);
for (const field of document.querySelectorAll("[data-several]")) picker(field);

// What a narrow list cuts of its choice stands below it whole: the end of a name often says which one it is ----------

const pen = document.createElement("canvas").getContext("2d");

function whole(list) {
  const line = document.createElement("span");
  line.className = "about chosen";
  line.setAttribute("aria-hidden", "true"); // who listens hears all of it
  list.after(line);
  function show() {
    const words = list.selectedOptions.length ? list.selectedOptions[0].textContent.trim() : "";
    const style = getComputedStyle(list);
    pen.font = style.font;
    const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 20; // of its arrow
    line.textContent = room > 0 && pen.measureText(words).width > room ? words : "";
    line.hidden = !line.textContent;
  }
  list.addEventListener("change", show);
  list.addEventListener("brought", show);
  new ResizeObserver(show).observe(list);
}
for (const list of document.querySelectorAll("main select")) whole(list);

for (const form of document.querySelectorAll("form[data-live]")) live(form);
if (beside && looked.length) {
  beside.addEventListener("load", comesToSight);
  comesToSight(); // if the brief was quicker
}

// The brief beside a form in another language, or as it prints.
for (const choice of document.querySelectorAll("[data-preview]")) choice.addEventListener("change", () => {
  const edition = document.querySelector("#form [name=edition]"); // an older one's own
  const chosen = { chosen: "yes", lang: inLanguage.value, ...(edition ? { edition: edition.value } : {}), ...(sheets.checked ? { sheets: "yes" } : {}) };
  awaits(beside);
  beside.src = "/frame/brief?" + new URLSearchParams(chosen);
});

// What was refused is told above its form, where somebody sees it, and leads to each field -------------------------

const refused = document.getElementById("refused");
addEventListener("click", (event) => { // whenever the link came onto the page
  const leads = event.target.closest("#refused a[href^='#'], #found-here a[href^='#'], main :is(a[href^='#f-'], a[href^='#secret-'])");
  const field = leads && document.getElementById(leads.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  focusOn(field);
  (field.closest(".field, fieldset") || field).scrollIntoView({ block: "center" });
});

// Fields by their names, each as a link that leads there.
function namesOf(names) {
  const fields = looked.flatMap(({ form }) => [...form.querySelectorAll("[data-field]")]).filter((field) => names.includes(field.dataset.field));
  return fields.flatMap((field, at) => {
    const made = document.createElement("a");
    made.href = "#f-" + field.dataset.field.replaceAll(".", "-");
    made.textContent = field.dataset.label;
    return [at ? ", " : " ", made];
  });
}

// Where all that lacks is an answer, it is asked for beside the button that saves: there the eye and the focus are.
const asked = document.getElementById("undecided");
if (refused && asked && !refused.querySelector("li")) {
  asked.focus({ preventScroll: true });
  asked.scrollIntoView({ block: "center" });
} else if (refused) refused.focus(); // and scrolls there

// What is chosen proposes what another field says, as long as nobody has typed something else there --------------

for (const choice of document.querySelectorAll("select[data-proposes]")) {
  const field = choice.form.elements[choice.dataset.proposes];
  const proposed = () => (choice.selectedOptions.length ? choice.selectedOptions[0].dataset.proposed : "");
  let before = proposed();
  choice.addEventListener("change", () => {
    if (!field.value || field.value === before) field.value = proposed();
    before = proposed();
  });
}

// What is to be known of a choice stands beside it at once, and of fields that it says otherwise ------------------

for (const choice of document.querySelectorAll("select[data-tells]")) {
  const told = document.getElementById(choice.dataset.tells);
  const instead = Object.entries(JSON.parse(choice.dataset.instead || "{}"));
  const besideField = new Map(instead.map(([name]) => {
    const line = Object.assign(document.createElement("span"), { className: "warns" });
    line.setAttribute("role", "status");
    const field = choice.form.elements[name];
    if (field) field.closest(".field").querySelector(".about").before(line);
    return [name, line];
  }));
  const say = (line, words) => { if (line.textContent !== words) line.textContent = words; }; // what is heard already isn't said again
  const tell = () => {
    const chosen = choice.value ? choice.selectedOptions[0] : null;
    const says = JSON.parse((chosen && chosen.dataset.says) || "{}");
    const differs = ([name]) => {
      const field = choice.form.elements[name];
      return chosen && field && field.value.trim() && (!(name in says) || (says[name] && says[name] !== field.value));
    };
    say(told, (chosen && chosen.dataset.tells) || "");
    for (const each of instead) say(besideField.get(each[0]), differs(each) ? each[1] : "");
    told.classList.toggle("about", instead.length > 0);
  };
  choice.addEventListener("change", tell);
  for (const happens of ["input", "change", "brought"]) choice.form.addEventListener(happens, tell);
  tell();
}

// A link to a list that is folded unfolds it; one to a field leads into the field ---------------------------------

function unfold() {
  const there = document.getElementById(location.hash.slice(1));
  if (!there) return;
  if (there.matches("details")) there.open = true;
  const field = there.closest(".field");
  if (!field) return;
  focusOn(there);
  field.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", unfold);
unfold();

// What somebody looks for -----------------------------------------------------------------------------------------

const [PART, HIDDEN] = [100, 10000]; // how far what is found in the midst of a word, and by what isn't shown, is at least

// The words of a line, and its numbers, whichever marks stand between their digits: as finding.py has it.
function wordsOf(line) {
  const plain = line.normalize("NFC").toLocaleLowerCase("und").replace(/(\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))/g, "$1");
  return plain.match(/[\p{L}\p{M}]+|\p{N}+/gu) || [];
}

// How far words are from those that somebody looks for: 0 if they have each as it is, and 1 more for each that goes on.
function howFar(wanted, words) {
  return wanted.reduce((sum, one) => {
    if (words.includes(one)) return sum;
    if (words.some((word) => word.startsWith(one))) return sum + 1;
    return sum + (!/^\p{N}/u.test(one) && words.some((word) => word.includes(one)) ? PART : Infinity);
  }, 0);
}

// How far each line is from what is typed: Infinity if it isn't shown. Parts of words, and what is known of a line and not
// shown (data-also), count only where nothing else fits.
function fitting(lines, typed) {
  const wanted = wordsOf(typed);
  const far = lines.map((line) => {
    const words = wordsOf(line.dataset.words || line.textContent);
    const shown = howFar(wanted, words);
    return shown < Infinity ? shown : HIDDEN + howFar(wanted, [...words, ...wordsOf(line.dataset.also || "")]);
  });
  const bound = [PART, HIDDEN].find((most) => far.some((each) => each < most)) || Infinity;
  return new Map(lines.map((line, at) => [line, far[at] < bound ? far[at] : Infinity]));
}

// Long lists ---------------------------------------------------------------------------------------------------

for (const field of document.querySelectorAll("[data-filter]")) {
  let turn = 0;
  field.addEventListener("input", async () => {
    const words = field.value.trim();
    if (field.dataset.ask) { // the page hasn't all of it: the desk has
      const mine = ++turn;
      await new Promise((done) => setTimeout(done, PAUSE));
      if (mine !== turn) return;
      const answer = await fetch(`${field.form.action}?${new URLSearchParams(new FormData(field.form))}`, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector(field.dataset.ask);
      if (mine === turn && found) document.querySelector(field.dataset.ask).replaceWith(found);
      return;
    }
    for (const jumps of document.querySelectorAll(".jumps")) jumps.hidden = Boolean(words);
    const fits = fitting([...document.querySelectorAll(field.dataset.filter)], words);
    for (const [line, far] of fits) line.hidden = far === Infinity;
    for (const part of document.querySelectorAll("main details")) {
      if (words) part.open = true;
      const left = part.querySelectorAll("li:not([hidden])").length;
      part.hidden = words ? !left : Boolean(part.dataset.ifFound); // what stands within others is there when it is looked for
      const count = part.querySelector("summary .count");
      if (!count) continue;
      count.dataset.all ??= count.textContent;
      count.textContent = words ? left : count.dataset.all;
    }
    for (const part of document.querySelectorAll("main section")) part.hidden = Boolean(words) && !part.querySelector("details:not([hidden])");
    document.querySelector("#none q").textContent = words;
    document.getElementById("none").hidden = [...fits.values()].some((far) => far < Infinity);
  });
}

// A file as it is written: the cursor stands where somebody wants to be ------------------------------------------

function goToLine(field, line) {
  const lines = field.value.split("\n");
  const before = Math.max(0, Math.min(line - 1, lines.length - 1));
  const at = lines.slice(0, before).join("\n").length + (before ? 1 : 0);
  field.focus();
  field.setSelectionRange(at, at);
  const middle = (field.scrollHeight / lines.length) * (before + .5);
  field.scrollTop = middle - field.clientHeight / 2;
  // The field may be higher than the window, and its end lies under the row with the button that saves.
  const down = field.getBoundingClientRect().top + middle - field.scrollTop;
  if (down < 0 || down > innerHeight - 100) scrollBy(0, down - innerHeight / 2);
}
for (const field of document.querySelectorAll("textarea[data-line]")) goToLine(field, Number(field.dataset.line));
for (const way of document.querySelectorAll("a[data-to-line]")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    goToLine(document.querySelector(way.hash), Number(way.dataset.toLine));
  });
}

// What takes long: its page is asked for again until it is done, and then shown anew --------------------------------

async function follow(box) {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null); // waits a moment for the end
  if (answer && answer.status !== 202) return location.replace(location.href);
  const now = answer && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-working]");
  if (now && now.innerHTML !== box.innerHTML) box.replaceChildren(...now.childNodes);
  return setTimeout(() => follow(box), answer ? 100 : 3000);
}
for (const box of document.querySelectorAll("[data-working]")) follow(box);


// A button that can be pressed only from a moment on is there then, whether somebody looks or the computer slept ---------

for (const button of document.querySelectorAll("button[data-opens]")) {
  const moment = Date.now() + 1000 * Number(button.dataset.opens);
  const open = () => {
    if (Date.now() < moment) return setTimeout(open, Math.min(moment - Date.now(), 1000));
    button.disabled = false;
    const why = document.getElementById(button.getAttribute("aria-describedby"));
    if (why) why.remove();
    return button.removeAttribute("aria-describedby");
  };
  open();
}

// A PDF goes to the desk as soon as it is chosen, and its name into the field; the form says which annex it is of.

for (const choice of document.querySelectorAll("[data-gives]")) {
  let turn = 0; // of several that were chosen the last one counts
  let sending = false;
  let wanted = null; // a form that is sent meanwhile waits for its file
  const field = document.getElementById(choice.dataset.gives);
  const told = choice.parentElement.querySelector("[role=status]");
  const tell = (words, wrong) => {
    told.textContent = words;
    told.className = wrong ? "wrong" : "";
  };
  choice.form.addEventListener("submit", (event) => {
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wanted = { by: event.submitter };
  }, true);
  choice.addEventListener("change", async () => {
    const [file] = choice.files;
    if (!file) return;
    const mine = ++turn;
    choice.value = ""; // the same one can be chosen again, once it is mended
    sending = file.size <= Number(choice.dataset.most);
    wanted = null;
    if (!sending) return tell(choice.dataset.large, true);
    tell(choice.dataset.sends, false);
    const answer = await give(choice, file);
    if (mine !== turn) return;
    sending = false;
    if (!answer.name) return tell(answer.wrong || choice.dataset.lost, true);
    field.value = answer.name;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    tell(answer.told, false);
    if (wanted) choice.form.requestSubmit(wanted.by);
  });
}

// What the desk says of a file; if something before it answers, what that means.
async function give(choice, file) {
  const sent = { method: "POST", body: file, headers: { "Content-Type": "application/pdf" }, credentials: "same-origin" };
  const said = await fetch("/annex?" + new URLSearchParams({ name: file.name }), sent).catch(() => null);
  if (!said) return {};
  return said.json().catch(() => ({ wrong: { 403: choice.dataset.ended, 413: choice.dataset.barred }[said.status] }));
}

// A word that is right goes to the project's own: what is typed on the page stays, and what was said of the word goes.

const ofWords = document.getElementById("good-word");
if (ofWords) ofWords.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value, name } = event.submitter;
  const body = new URLSearchParams(new FormData(ofWords));
  body.set(name, value);
  const answer = await fetch(ofWords.action, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) { // the desk says why on a page
    const sent = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    ofWords.append(sent);
    return ofWords.submit();
  }
  for (const each of document.querySelectorAll("button[form=good-word]")) {
    if (each.value !== value) continue;
    const done = document.createElement("p");
    done.className = "done";
    done.setAttribute("role", "status");
    done.textContent = ofWords.dataset.done;
    each.closest(".problem").replaceChildren(done);
  }
});
