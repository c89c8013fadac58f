// Expressions in a text: what each prints stands below it, and others are chosen from what the content knows.
"use strict";

const REST = 400; // ms after the last key until it is asked what they print

function element(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.textContent = words;
  return made;
}

function button(words, pressed) {
  const made = element("button", "", words);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

// What is typed in a form, which is about something that is there already, or new.
function typedIn(form, more = {}) {
  const body = new URLSearchParams(new FormData(form));
  for (const [name, words] of Object.entries(form.dataset.new ? { new: "yes", ...more } : more)) body.set(name, words);
  return body;
}

// What each expression of a form prints ---------------------------------------------------------------------------

function expressionsOf(form) {
  const fields = [...form.querySelectorAll("[data-expressions]")];
  if (!fields.length) return;
  const lists = new Map();
  let waiting = null;
  for (const field of fields) {
    const row = element("div", "expressions");
    const list = element("ul", "chips");
    row.append(list, button(form.dataset.insert, () => choose(form, field)));
    field.after(row);
    // On from a text is the next field; back from there, at once, what is below the text.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" || event.shiftKey) return;
      row.inert = true;
      setTimeout(() => { row.inert = false; });
    });
    field.addEventListener("blur", () => { row.inert = false; });
    lists.set(field.name.slice(2), [field, list]);
  }

  async function ask() {
    const body = typedIn(form);
    let said = {};
    if (fields.some((field) => field.value.includes("{{"))) {
      const answer = await fetch("/printed", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
      if (!answer || !answer.ok) return; // the preview says that nobody answers
      said = await answer.json();
    }
    for (const [name, [field, list]] of lists) {
      const at = [...list.querySelectorAll("button")].indexOf(document.activeElement);
      list.replaceChildren(...(said[name] || []).map((one) => chip(field, one)));
      if (at >= 0) list.querySelectorAll("button")[at]?.focus(); // what somebody stands on stays under their fingers
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, REST);
  });
  ask();
}

// A link to where something is filled in: a field of this form, or a form beside what is written here.
function mending(form, to) {
  const here = to.startsWith("#");
  const made = element("a", "", here ? form.dataset.toField : form.dataset.mend);
  made.href = to;
  if (!here) made.target = "_blank";
  made.lang = document.documentElement.lang;
  return made;
}

// Where the form says at once what is wrong, it stands below, once.
const wrong = (form, one) => one.wrong && "live" in form.dataset ? form.dataset.unprinted : one.wrong;

// An expression and what it prints; it leads behind its place in the text, where what is typed next takes nothing away.
function chip(field, one) {
  const line = element("li");
  const place = button("", () => {
    const found = new RegExp("\\{\\{\\s*" + one.expression.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&") + "\\s*\\}\\}", "u").exec(field.value);
    field.focus();
    const behind = found ? found.index + found[0].length : 0;
    if (found) field.setSelectionRange(behind, behind);
  });
  place.title = one.expression;
  place.append(one.called ? element("span", "about", one.called) : element("code", "", one.expression), element("span", one.wrong ? "wrong" : "", wrong(field.form, one) || one.prints));
  line.append(place);
  if (one.to) line.append(" ", mending(field.form, one.to));
  return line;
}

// What else there is to put in ------------------------------------------------------------------------------------

let choosing = false;

async function choose(form, field) {
  if (choosing) return;
  choosing = true;
  const ask = async (more) => {
    const body = typedIn(form, { field: field.name, lang: field.lang, ...more });
    const answer = await fetch("/insert", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    return answer && answer.ok ? answer.json() : [];
  };
  let groups = [];
  const dialog = element("dialog", "facts");
  const find = element("input");
  const label = element("label", "", form.dataset.find);
  const list = element("div", "list");
  const none = element("p", "about", form.dataset.none);
  dialog.setAttribute("aria-label", form.dataset.insert);
  find.type = "search";
  label.append(" ", find);
  none.hidden = true;
  dialog.append(element("p", "about", form.dataset.facts), label, list, none, button(form.dataset.close, () => dialog.close()));

  function put(expression) {
    dialog.close();
    field.focus();
    // Within another expression it would be none: it comes to stand behind that.
    const before = field.value.slice(0, field.selectionStart);
    const inside = before.lastIndexOf("{{") > before.lastIndexOf("}}");
    const ends = field.value.indexOf("}}", field.selectionStart);
    if (inside && ends >= 0) field.setSelectionRange(ends + 2, ends + 2);
    field.setRangeText("{{ " + expression + " }}", field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What a fact is, in the language of the desk: a number says nothing by itself.
  function called(words) {
    const made = element("span", "about", words);
    made.lang = document.documentElement.lang;
    return made;
  }

  function line(one, words, pressed) {
    const made = element("li");
    const press = button("", pressed);
    press.lang = words === one.prints ? field.lang : "";
    press.append(element("span", "", words)); // not its name in a file
    if (one.finds !== undefined && one.called !== words) press.append(called(one.called));
    made.append(press);
    made.dataset.words = [words, one.prints, one.called, one.finds].join("\n");
    made.dataset.also = one.expression;
    return made;
  }

  // A case that nobody has typed yet can't be printed: it leads to where it is typed, beside what is written here.
  function lacking(form) {
    const made = element("li");
    made.append(form.called, ": ", called(form.lacks), ...(form.to ? [" ", mending(field.form, form.to)] : []));
    made.dataset.words = [form.called, form.lacks].join("\n");
    return made;
  }

  let last = null; // which fact was pressed last: an answer about another one comes too late

  async function forms(one) {
    if (last === one) return; // pressed twice, it is asked once
    last = one;
    const said = await ask({ expression: one.expression });
    if (!dialog.open || last !== one) return; // somebody has thought better of it
    if (said.length < 2) return put(one.expression);
    label.hidden = true;
    const all = element("ul");
    for (const form of said) all.append(form.lacks ? lacking(form) : line(form, form.called + ": " + form.prints, () => put(form.expression)));
    list.replaceChildren(button(form.dataset.back, everything), all);
    all.querySelector("button").focus();
  }

  function everything() {
    label.hidden = false;
    last = null;
    list.replaceChildren(
      ...groups.map((group) => {
        const part = element("section");
        const all = element("ul");
        all.append(...group.all.map((one) => line(one, one.prints, () => forms(one))));
        part.append(element("h3", "", group.of), all);
        return part;
      }),
    );
    for (const all of [list, ...list.querySelectorAll("ul")]) [...all.children].forEach((each, place) => { each.dataset.place = place; });
    filter();
    find.focus();
  }

  // What fits best stands first; what fits alike, in its order.
  function filter() {
    const lists = [...list.querySelectorAll("ul")];
    const fits = fitting(lists.flatMap((all) => [...all.children]), find.value);
    const inOrder = (each) => each.sort((one, other) => fits.get(one) - fits.get(other) || one.dataset.place - other.dataset.place);
    for (const all of lists) {
      for (const each of all.children) each.hidden = fits.get(each) === Infinity;
      all.append(...inOrder([...all.children]));
      const part = all.parentElement;
      fits.set(part, fits.get(all.firstElementChild)); // as near as the nearest in it
      part.hidden = fits.get(part) === Infinity;
    }
    list.append(...inOrder(lists.map((all) => all.parentElement)));
    none.hidden = lists.some((all) => !all.parentElement.hidden);
  }

  find.addEventListener("input", filter);
  // In a field to search in, Escape only empties it.
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => { dialog.remove(); field.focus(); choosing = false; });
  document.body.append(dialog);
  dialog.showModal(); // before there is anything in it, so that it can be left at once
  find.focus();
  groups = await ask({});
  if (dialog.open) everything();
}

for (const form of document.querySelectorAll("form[data-insert]")) expressionsOf(form);
