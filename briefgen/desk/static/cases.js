// The forms of a name: how such a name usually goes stands at each field, follows what is typed, and can be taken.
"use strict";

const SETTLED = 400; // ms after the last key until it is asked how the name goes

function formsOf(form) {
  const proposals = [...form.querySelectorAll(".usual")];
  if (!proposals.length || !form.dataset.usually) return; // who only reads takes nothing
  let waiting = null;
  const fieldOf = (proposal) => form.elements["f." + proposal.closest("[data-field]").dataset.field];
  const usualOf = (proposal) => proposal.dataset.usual.split("|").filter(Boolean);

  function take(field, words) {
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show(proposal) {
    const field = fieldOf(proposal);
    const usual = usualOf(proposal);
    const [before, behind] = form.dataset.usually.split("{}");
    const forms = usual.map((words) => {
      const stands = words === field.value.trim();
      const one = Object.assign(document.createElement(stands ? "span" : "button"), { lang: field.lang, textContent: words });
      if (stands) return one;
      one.type = "button";
      one.setAttribute("aria-label", form.dataset.write.replace("{}", words));
      one.addEventListener("click", () => {
        take(field, words);
        field.focus();
      });
      return one;
    });
    proposal.replaceChildren(...(usual.length ? [before, ...forms.flatMap((one) => [one, " "]), behind, " "] : []));
  }

  // Where there is but one, of all cases of a language at once: a field in which something stands keeps it. Then it is
  // told how many were taken, and which were not and why, until none of these is left as it was told.
  const alls = [...form.querySelectorAll("fieldset.parts")].filter((part) => part.querySelector(".usual")).map((part) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: form.dataset.usual });
    const open = () => proposals.filter((each) => part.contains(each) && usualOf(each).length === 1 && !fieldOf(each).value.trim());
    const left = document.createElement("span");
    left.setAttribute("role", "status");
    const leads = (proposal) => {
      const field = fieldOf(proposal);
      return Object.assign(document.createElement("a"), { href: "#" + field.id, textContent: field.labels[0].textContent.trim() });
    };
    const says = (proposal) => fieldOf(proposal).value.trim();
    const notTaken = () => {
      const here = proposals.filter((each) => part.contains(each));
      return [
        [here.filter((each) => !says(each) && usualOf(each).length > 1), form.dataset.left],
        [here.filter((each) => !says(each) && !usualOf(each).length), form.dataset.unknown],
        [here.filter((each) => says(each) && usualOf(each).length && !usualOf(each).includes(says(each))), form.dataset.stays],
      ];
    };
    const goes = () => proposals.filter((each) => part.contains(each)).map((each) => each.dataset.usual).join("\n");
    let told = null; // once the button was pressed, until the name goes otherwise or a form is taken out again
    const tell = () => {
      const reasons = told.left.flatMap(([those, why]) => {
        const still = those.filter(([each, said]) => says(each) === said);
        const [before, behind] = why.split("{}");
        return still.length ? [" " + before, ...still.flatMap(([each], at) => [at ? ", " : "", leads(each)]), behind] : [];
      });
      const words = form.dataset.taken.replace("{}", told.taken);
      const now = [words, ...reasons].map((each) => each.textContent ?? each).join("");
      if (left.textContent !== now) left.replaceChildren(words, ...reasons); // what is heard already isn't said again
    };
    button.addEventListener("click", () => {
      const those = open();
      for (const each of those) take(fieldOf(each), usualOf(each)[0]);
      told = { taken: those.length, left: notTaken().map(([all, why]) => [all.map((each) => [each, says(each)]), why]), goes: goes() };
      tell();
    });
    part.querySelector("legend").after(button, left);
    return (isOther) => {
      button.hidden = !open().length;
      if (!told) return;
      if (!button.hidden || (isOther && goes() !== told.goes)) { // the name in another language changes nothing here
        told = null;
        left.replaceChildren();
      } else tell();
    };
  });
  const showAll = (isOther = false) => {
    proposals.forEach(show);
    for (const one of alls) one(isOther);
  };

  async function ask() {
    const asked = last;
    const body = new URLSearchParams(new FormData(form));
    if (form.dataset.new) body.set("new", "yes");
    const answer = await fetch("/usual", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const found = await answer.json();
    if (asked !== last) return; // another name is typed by now, and asked about
    for (const each of proposals) each.dataset.usual = (found[each.closest("[data-field]").dataset.field] || []).join("|");
    showAll(true);
  }

  const names = [...form.elements].filter((field) => /^f\.(name|title|label)\./.test(field.name));
  const name = (says = "value") => names.map((field) => field[says]).join("\n");
  let last = name("defaultValue"); // what has come back since is another one
  const changed = () => {
    if (name() === last) return showAll();
    last = name();
    clearTimeout(waiting);
    waiting = setTimeout(ask, SETTLED);
  };
  form.addEventListener("input", changed);
  form.addEventListener("brought", changed);
  showAll();
  changed();
}

for (const form of document.querySelectorAll("form")) formsOf(form);
