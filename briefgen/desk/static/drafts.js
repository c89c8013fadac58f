// What was typed and not saved: the desk keeps it as one types, and this browser while the desk doesn't answer.
"use strict";

const TELL = 400; // ms after the last key until the desk is told
const KEPT = ["text", "textarea", "select-one"]; // kinds of fields

const forms = []; // of the page, each with what is typed in it

function drafted(form) {
  const [id, ...taken] = form.dataset.ids.split(",");
  const ofForm = form.dataset.who + " " + form.dataset.draft + " ";
  const store = "briefgen-typed " + ofForm;
  const ids = document.createElement("input");
  ids.type = "hidden";
  ids.name = "draft";
  form.append(ids);
  const note = form.querySelector(".draft") || form.appendChild(Object.assign(document.createElement("p"), { className: "draft" }));
  note.setAttribute("role", "status");
  let waiting = null;
  let turn = 0;

  const plain = (words) => words.replace(/\r\n?/g, "\n");
  // All that is typed or chosen, so no password; since when a change holds is asked anew.
  const fields = () => [...form.elements].filter((field) => field.name && KEPT.includes(field.type) && !field.hidden && field.name !== "since");
  const ofThing = (field) => field.name.startsWith("f.") || field.name === "text";
  // What a field said when the page was made; a form of something new said nothing, or what the page proposes.
  const base = (field) => form.dataset.based && ofThing(field) ? form.elements[field.name === "text" ? "was" : "w." + field.name.slice(2)] : null;
  const proposed = (field) => ofThing(field) || form.dataset.refused ? "" : !field.options ? field.defaultValue : ([...field.options].find((one) => one.defaultSelected) || field.options[0] || field).value;
  const was = (field) => base(field) ? base(field).value : proposed(field);
  // What somebody began with, where another one was quicker and nothing is decided yet: so it comes back as undecided.
  const began = (field) => form.elements[field.name === "text" ? "base" : "b." + field.name.slice(2)];
  // A form of something new for what is there shows that as a whole, and has what stands for it.
  const whole = form.elements.seen && !form.dataset.based ? form.elements.base || form.elements.seen : null;
  const begun = (field) => (ofThing(field) && (began(field) || whole)) ? (began(field) || whole).value : was(field);
  // A date that a field has had since it was opened is the one in its file, in whatever words it is shown.
  const says = (field) => plain(field.dataset.shows && field.value === field.dataset.shows ? field.dataset.was : field.value);
  const typed = () => Object.fromEntries(fields().filter((field) => says(field) !== plain(was(field))).map((field) => [field.name, { was: begun(field), now: says(field) }]));

  // What the desk hasn't been told yet, and in which drafts of before it stands, too: nothing typed is something to tell.
  function local(words) {
    if (form.dataset.private) return; // it may hold a password: the desk looks at it first
    try {
      if (words) localStorage.setItem(store + id, JSON.stringify({ taken, fields: words }));
      else localStorage.removeItem(store + id);
    } catch (error) { /* there is no room: the desk has it */ }
  }

  async function tell(again = true) {
    clearTimeout(waiting);
    waiting = null;
    const now = turn = Math.max(turn + 1, Date.now()); // rises from page to page: the desk may hear them in any order
    const kept = JSON.stringify(typed());
    const body = new URLSearchParams({ draft: ids.value, page: form.dataset.draft, kept, turn: now });
    try {
      const answer = await fetch("/draft", { method: "POST", body, credentials: "same-origin", keepalive: kept.length < 5000 });
      const said = await answer.json(); // to its end, else the browser holds the line open
      const was = note.textContent === form.dataset.private;
      if (form.dataset.private && (said.private || was)) note.textContent = said.private ? form.dataset.private : "";
      if (now !== turn) return; // more was told meanwhile
      if (answer.ok && !waiting) local(null);
      // It counts as told earlier, as after the clock was set back: what is told next counts as later.
      if (answer.status !== 409) return;
      turn = Math.max(turn, said.turn);
      if (again && !waiting) tell(false);
    } catch (error) { /* this browser has it */ }
  }

  function keep() {
    local(typed());
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(), TELL);
  }

  function naming() { ids.value = [id, ...taken].join(","); }

  // What was chosen before somebody added what they lacked is chosen no more, nor what that choice had proposed.
  const chooses = form.querySelector("select[data-given]");
  const isOver = (field, words) => chooses && (field === chooses || (field && field.name === chooses.dataset.proposes
    && [...chooses.options].some((one) => one.dataset.proposed === words)));
  // A choice is shown as its list calls it; what is in no list any more has no name but that of files.
  function called(field, words) {
    if (!field || !(field.options || field.list)) return words;
    const name = (one) => ([...(field.options || field.list.options)].find((each) => each.value === one) || { textContent: one && form.dataset.gone }).textContent;
    return field.options ? name(words) : words.split(",").map((one) => name(one.trim())).join(", ");
  }

  function told(field, words) {
    return (field && field.labels && field.labels[0] ? nameOf(field) + ": " : "") + called(field, words);
  }

  function listed(all) {
    const list = document.createElement("ul");
    for (const each of all) {
      const line = document.createElement("li");
      line.append(each);
      list.append(line);
    }
    return list;
  }

  // What a field is called, with what it is part of.
  function nameOf(field) {
    const row = field.closest(".languages-row, .parts");
    const names = [row && row.querySelector("legend"), field.labels[0]].filter(Boolean);
    return names.map((each) => each.firstChild.textContent.trim().replace(/,$/, "")).join(" – ");
  }

  // A link to a field, by what it is called.
  function leads(field) {
    const link = Object.assign(document.createElement("a"), { href: "#" + field.id, textContent: nameOf(field) });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focusOn(field);
    });
    return link;
  }

  // What comes back stands beside what is saved, which somebody may take instead; if that isn't what they began with,
  // the form says so to the desk, which refuses it until they have seen it there, too.
  function besideSaved(field, start) {
    const collides = plain(start) !== plain(base(field).value);
    const box = document.createElement("div");
    box.className = "came-back" + (collides ? " collision" : "");
    const says = Object.assign(document.createElement("blockquote"), { lang: field.lang, textContent: called(field, shows(field)) || form.dataset.nothing });
    box.append(collides ? form.dataset.meanwhile : form.dataset.saved, says, takes(field, box, collides));
    base(field).value = start;
    const around = field.closest(".field") || field.parentElement;
    around.insertBefore(box, around.querySelector(".found"));
    if (says.scrollHeight > says.clientHeight) says.tabIndex = 0; // by keyboard, too
  }

  // What is saved of a field, as the field shows it; and a button by which that is taken instead of what is typed.
  const shows = (field) => field.dataset.shows || base(field).value;
  function takes(field, box, collides) {
    const saved = { shows: shows(field), is: base(field).value };
    const take = Object.assign(document.createElement("button"), { type: "button", textContent: collides ? form.dataset.keep : form.dataset.take });
    take.addEventListener("click", () => {
      box.remove();
      if (began(field)) began(field).remove(); // it is decided: what is typed from here on begins with what is saved
      base(field).value = saved.is;
      field.value = saved.shows;
      field.dispatchEvent(new Event("brought", { bubbles: true }));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    return take;
  }

  // What has come back isn't wanted: the form begins anew.
  function afresh() {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: form.dataset.afresh });
    button.addEventListener("click", () => throwAway(""));
    return button;
  }

  async function throwAway(next) {
    clearTimeout(waiting);
    waiting = null;
    local(null);
    naming();
    await fetch("/draft/gone", { method: "POST", body: new URLSearchParams({ id: ids.value }), credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (next) location.href = next;
    else location.reload();
  }

  // What comes back stands in its field; where newer words stand there, it is shown beside.
  function bring() {
    const shown = whole && whole.value;
    const brought = [];
    const beside = [];
    const others = [];
    for (const one of drafts()) {
      let all = true;
      for (const [name, each] of Object.entries(one.fields)) {
        const field = form.elements[name];
        if ((field && says(field) === each.now) || isOver(field, each.now)) continue;
        // The page proposes something else by now; of one that was refused, what it had proposed isn't known.
        const otherwise = field && !ofThing(field) && each.was !== "" && plain(each.was) !== plain(was(field));
        if (!field || !field.dispatchEvent || otherwise || says(field) !== plain(was(field))) {
          // Of one who typed in two windows, both are there: what stands in the field can change places with the other.
          if (field && field.dispatchEvent && !one.local && says(field) !== each.now) others.push({ one, name, field });
          else beside.push(told(field, each.now));
          all = false;
          continue;
        }
        if (base(field)) besideSaved(field, each.was);
        if (whole && ofThing(field) && each.was) form.elements.seen.value = each.was; // what isn't so any more is refused
        field.value = each.now;
        // What is no choice of a list any more is no word that somebody would miss: the rest is saved with the form.
        if (plain(field.value) !== each.now) beside.push(told(field, each.now));
        const more = field.closest("details");
        if (more) more.open = true;
        field.dispatchEvent(new Event("brought", { bubbles: true }));
        brought.push(field);
      }
      if (all) taken.push(...one.taken, ...(one.stand ? [one.id + ":" + one.stand] : []));
      if (all && one.local) { try { localStorage.removeItem(one.local); } catch (error) { /* it stays */ } }
    }
    if (whole && whole.value !== shown) { // it is refused once: here somebody sees why, beside what they typed
      const box = Object.assign(document.createElement("div"), { className: "collision" });
      box.append(form.dataset.meanwhile, Object.assign(document.createElement("blockquote"), { textContent: form.dataset.now }));
      form.querySelector(".field").before(box);
    }
    if (brought.length) {
      const back = listed(brought.map(leads));
      const told = document.createElement("div");
      told.append(form.dataset.brought, back, afresh());
      note.replaceChildren(told);
      note.classList.add("box");
      form.prepend(note); // where somebody sees it who opens the form
      form.addEventListener("input", () => stillBack(brought, back, told));
    }
    if (beside.length) {
      note.append(" " + form.dataset.beside, Object.assign(listed(new Set(beside)), { className: "too" }));
    }
    if (others.length) {
      note.classList.add("box");
      form.prepend(note);
      note.append(...others.map(other));
    }
    if (brought.length || taken.length) keep();
  }

  // What was typed in another window: it can be put into the field, whose words then stand here, or thrown away.
  function other({ one, name, field }) {
    const box = Object.assign(document.createElement("div"), { className: "too" });
    const says = document.createElement("blockquote");
    const button = (words, pressed) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
      made.addEventListener("click", pressed);
      return made;
    };
    const show = () => { says.textContent = called(field, one.fields[name].now); };
    const put = button(form.dataset.put, async () => {
      const mine = { was: begun(field), now: field.value };
      field.value = one.fields[name].now;
      one.fields[name] = mine;
      field.dispatchEvent(new Event("brought", { bubbles: true }));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      if (plain(mine.now) === plain(was(field))) return drop();
      show();
      await keepOther(one);
      return tell();
    });
    const drop = () => {
      delete one.fields[name];
      box.remove();
      if (Object.keys(one.fields).length) keepOther(one);
      else taken.push(one.id + ":" + one.stand); // this form's next telling says so
      naming();
      tell();
      field.focus();
    };
    const actions = Object.assign(document.createElement("p"), { className: "actions" });
    actions.append(put, button(form.dataset.drop, drop));
    says.lang = field.lang;
    show();
    box.append(form.dataset.other + " ", leads(field), says, actions);
    return box;
  }

  // The draft of another window, of which one text was changed for another one here, or thrown away.
  async function keepOther(one) {
    const body = new URLSearchParams({ draft: one.id, page: form.dataset.draft, kept: JSON.stringify(one.fields), turn: Date.now() });
    const answer = await fetch("/draft", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (answer && answer.ok) one.stand = (await answer.json()).stand;
  }

  // A field that says what is saved again has nothing of what came back: it isn't told of any more.
  function stillBack(brought, back, told) {
    for (const [at, field] of [...brought.entries()].reverse()) {
      if (says(field) !== plain(was(field))) continue;
      brought.splice(at, 1);
      back.children[at].remove();
      const beside = field.closest(".field") && field.closest(".field").querySelector(".came-back:not(.collision)");
      if (beside) beside.remove();
    }
    if (brought.length || !told.parentElement) return;
    told.remove();
    if (!note.textContent.trim()) note.classList.remove("box");
  }

  // What the desk has, and what this browser has that the desk wasn't told: that is newer than the desk's of the same.
  function drafts() {
    let found = JSON.parse(form.dataset.kept).map((one) => ({ ...one, taken: [] }));
    try {
      // As the desk kept it until 29 November 2026: the fields alone.
      for (const key of Object.keys(localStorage).filter((key) => key.startsWith("briefgen-draft " + ofForm))) {
        const behind = key.slice(("briefgen-draft " + ofForm).length);
        if (behind.includes(" ")) continue;
        localStorage.setItem(store + behind, JSON.stringify({ taken: [], fields: JSON.parse(localStorage.getItem(key)) }));
        localStorage.removeItem(key);
      }
      // Behind it stands an id; with more words it is of a form of the kind that was opened from another one.
      for (const key of Object.keys(localStorage).filter((key) => key.startsWith(store) && !key.slice(store.length).includes(" "))) {
        const { taken: before, fields: words } = JSON.parse(localStorage.getItem(key));
        const older = found.find((one) => one.id === key.slice(store.length)) || { id: "", stand: "" };
        found = found.filter((one) => one !== older && !before.includes(one.id + ":" + one.stand));
        found.unshift({ id: older.id, stand: older.stand, local: key, taken: before, fields: words });
      }
    } catch (error) { /* what the desk has comes back */ }
    return found;
  }

  const beside = Object.assign(document.createElement("input"), { type: "hidden", name: "beside" });
  forms.push({ form, typed });
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => {
    // What is typed in another form stays, and is told of.
    const other = forms.find((one) => one.form !== form && Object.keys(one.typed()).length);
    beside.value = other ? other.form.getAttribute("action") : "";
    if (beside.value) form.append(beside);
    else beside.remove();
    clearTimeout(waiting);
  });
  addEventListener("pagehide", () => { if (waiting) tell(); });
  const discard = form.querySelector(".discard");
  if (discard) discard.addEventListener("click", (event) => {
    event.preventDefault();
    throwAway(discard.href);
  });
  for (const box of form.querySelectorAll(".field .collision")) box.append(takes(box.closest(".field").querySelector("[name^='f.']"), box, true));
  if (form.dataset.refused) keep();
  else bring();
  naming();
}

// What is saved, or thrown away, needs no draft any more, as the desk tells each page: the one that came next may have
// been left before this ran.
const gone = new Set(document.body.dataset.gone.split(" "));
try {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("briefgen-typed ") && gone.has(key.split(" ").pop())) localStorage.removeItem(key);
  }
} catch (error) { /* this browser keeps nothing */ }
for (const form of document.querySelectorAll("form[data-draft]")) drafted(form);

// Confirmed is what is saved: whoever has typed something since is told so.
for (const form of document.querySelectorAll("form[action='/confirm']")) {
  const beside = Object.assign(document.createElement("input"), { type: "hidden", name: "beside" });
  form.addEventListener("submit", () => {
    beside.value = forms.some((other) => Object.keys(other.typed()).length) ? "yes" : "";
    form.append(beside);
  });
}
