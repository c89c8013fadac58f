// A date by its calendar: how much of it is known is chosen beside it, and what is written is what the content takes.
"use strict";

const LENGTHS = { day: 10, month: 7, year: 4 }; // of 2026-11-27 is written

function calendar(field) {
  const words = JSON.parse(field.dataset.words);
  const row = document.createElement("div");
  row.className = "calendar";
  const known = document.createElement("select");
  known.setAttribute("aria-label", words.known);
  for (const name of Object.keys(LENGTHS)) known.append(new Option(words[name], name));
  if (field.dataset.date !== "point") known.append(new Option(words.days, "days"));
  if (field.dataset.date === "range") known.append(new Option(words.ongoing, "ongoing"));
  const first = picked(words.first);
  const last = picked(words.last);
  row.append(known, first, last);
  const said = document.createElement("p"); // what else than it says the field is read as, or what is wrong with it
  said.className = "about understood"; // beside the calendar, where there is room for it: nothing moves under the mouse
  said.setAttribute("role", "status");
  row.append(said);
  field.after(row);
  const plain = (words) => words.trim().replace(/\s+/g, " ");
  const readAs = (typed, date) => plain(typed) === plain(date) ? "" : words.read.replace("{date}", date);
  // Whoever gives the day from which something is new has chosen that answer.
  const answer = field.name === "since" && field.closest("fieldset, details").querySelector("[name='kind'][value='since']");
  if (answer) field.addEventListener("input", () => { answer.checked = true; });
  let toldOf = null; // the words of which something was said, or nothing had to be
  if (field.dataset.said) {
    toldOf = field.value;
    said.textContent = readAs(toldOf, field.dataset.said);
  }

  let precise = 10; // letters of what is known of the first day
  // What the field says, as the content has it: words are kept as they are typed. What has come back since, the desk tells.
  let meant = { words: field.defaultValue, date: field.dataset.iso };
  const iso = () => field.value === meant.words ? meant.date : field.value.trim();

  function picked(called) {
    const made = document.createElement("input");
    made.type = "date";
    made.setAttribute("aria-label", called);
    made.addEventListener("change", () => {
      if (made === first) precise = 10;
      write();
    });
    return made;
  }

  // A day that is not known stands for itself: the first of its month or year.
  const whole = (part) => (/^\d{4}(-\d\d){0,2}$/.test(part) ? part + "-01-01".slice(part.length - 4 || 0) : "");

  function read() {
    const [from, until] = iso().split("/");
    // From one month to another: there is no day to show, and none is made up.
    row.classList.toggle("unused", until !== undefined && from.length + until.length < 20);
    known.value = from === "ongoing" ? "ongoing" : until ? "days" : Object.keys(LENGTHS).find((name) => LENGTHS[name] === from.length) || "day";
    if (!known.value) known.value = "day";
    precise = from.length;
    first.value = whole(from);
    last.value = whole(until || "");
    show();
  }

  function show() {
    first.hidden = known.value === "ongoing";
    last.hidden = known.value !== "days";
  }

  function write() {
    show();
    let words = first.value.slice(0, LENGTHS[known.value] || 10);
    if (known.value === "ongoing") words = "ongoing";
    if (known.value === "days") {
      if (!first.value || !last.value) return;
      words += "/" + last.value;
    }
    if (!words || words === iso()) return;
    precise = LENGTHS[known.value] || 10;
    meant = { words, date: words };
    say(words);
    understand(true);
  }

  function tell(words, isWrong = false) {
    said.textContent = words;
    said.classList.toggle("wrong", isWrong);
  }

  // No day is made up: who knows more than is written has to say which.
  // 12.10.2027 or 2017 წლის 11–13 აპრილი: the desk reads what people write.
  // What was picked in the calendar is written in words, too.
  async function understand(picked = false) {
    const words = field.value;
    tell("");
    toldOf = null;
    if (!words.trim()) return;
    // Of what stands in the form the desk says, too, whether a brief prints it yet.
    const about = field.form && field.form.elements.path;
    const body = new URLSearchParams({ words, name: field.name, path: about ? about.value : "" });
    const asked = field.name === "since" && field.form.elements.asked;
    if (asked) body.set("asked", asked.value);
    const answer = await fetch("/date", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || field.value !== words) return;
    const found = await answer.json();
    toldOf = found.wrong || !picked ? words : found.shown;
    tell(found.wrong || [readAs(toldOf, found.said), found.yet].filter(Boolean).join(". "), Boolean(found.wrong));
    if (found.wrong) return;
    if (asked) follow(field, found);
    meant = { words: picked ? found.shown : words, date: found.date };
    if (picked && found.shown !== words) say(found.shown);
    read();
  }

  // Which briefs change by a day from which on something is new, and which don't, is told of the day that is typed.
  function follow(since, found) {
    since.form.elements.told.value = found.told;
    for (const told of since.closest("fieldset").querySelectorAll("[data-follows]")) {
      const editions = found[told.dataset.follows];
      told.textContent = editions && told.dataset.words.replace("{day}", found.shown).replace("{editions}", editions);
    }
  }

  function say(words) {
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Also where it says what it said before; not what the form says of it already.
  const refused = () => { const told = field.closest(".field")?.querySelector(".said"); return told && told.textContent; };
  field.addEventListener("blur", () => { if (toldOf !== field.value && !refused()) understand(); });
  known.addEventListener("change", () => {
    if ((LENGTHS[known.value] || 10) > precise) first.value = "";
    write();
    if (!first.value && !first.hidden) first.focus();
  });
  field.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    toldOf = null;
    tell(""); // what was said is of other words: of these something is said once somebody leaves them
    if (/^[\d/-]*$|^ongoing$/.test(iso())) read();
  });
  field.addEventListener("brought", () => { read(); understand(); });
  read();
  if (field.value !== field.defaultValue) understand();
}

for (const field of document.querySelectorAll("[data-date]")) calendar(field);
