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
  if (field.dataset.date === "range") for (const name of ["days", "ongoing"]) known.append(new Option(words[name], name));
  const first = picked(words.first);
  const last = picked(words.last);
  row.append(known, first, last);
  field.after(row);

  let precise = 10; // letters of what is known of the first day

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
    const [from, until] = field.value.trim().split("/");
    // From one month to another: there is no day to show, and none is made up.
    row.hidden = until !== undefined && from.length + until.length < 20;
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
    if (!words || words === field.value) return;
    precise = LENGTHS[known.value] || 10;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // No day is made up: who knows more than is written has to say which.
  field.addEventListener("change", () => { // 12.10.2027, as people write it here
    const said = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(field.value.trim());
    if (!said) return;
    field.value = [said[3], said[2].padStart(2, "0"), said[1].padStart(2, "0")].join("-");
    read();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  known.addEventListener("change", () => {
    if ((LENGTHS[known.value] || 10) > precise) first.value = "";
    write();
    if (!first.value && !first.hidden) first.focus();
  });
  field.addEventListener("input", (event) => { if (event.isTrusted) read(); });
  field.addEventListener("brought", read);
  read();
}

for (const field of document.querySelectorAll("[data-date]")) calendar(field);
