// The page of evidence: files are sent one after the other with their progress, and the list of files keeps itself up
// to date while something is being checked. Without this script the same forms do the same, page by page.
import { start } from "./start.js";

const FIRST_LOOK = 2000;
const SLOWEST_LOOK = 15000;
const LOOKS = 60;

// Read out when it changes. Outside of what is replaced, or it would be silent.
const said = document.createElement("div");
said.className = "govuk-visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

const main = document.getElementById("main-content");

async function pageAt(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(`The page answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// --- The list of files ------------------------------------------------------------------------------------------------
let looks = 0;

function lookLater() {
  if (!document.querySelector("#files[data-waiting]") || looks >= LOOKS) return;
  looks += 1;
  setTimeout(look, Math.min(FIRST_LOOK * 1.15 ** looks, SLOWEST_LOOK));
}

async function look() {
  const files = document.getElementById("files");
  if (!files) return;
  if (!document.hidden && !sending) {
    try {
      renew(files, await pageAt(files.dataset.address));
    } catch {
      // Signed out, sent meanwhile, or no network: "Check again" says which.
      return;
    }
  }
  lookLater();
}

// Only what changed is put in, so that nothing is taken from under somebody's hands.
function renew(files, page) {
  const news = [];
  for (const item of page.querySelectorAll("[data-file]")) {
    const old = document.getElementById(item.id);
    if (!old || old.dataset.state === item.dataset.state) continue;
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(item);
    start(item);
    if (hadFocus) item.querySelector("button, a")?.focus();
    news.push(item.dataset.said);
  }
  const waiting = page.querySelector("#files[data-waiting]");
  if (!waiting) {
    files.removeAttribute("data-waiting");
    document.getElementById("check-again")?.remove();
  }
  addToSummary(page);
  if (news.length) said.textContent = news.join(". ");
}

function addToSummary(page) {
  const found = page.querySelector(".govuk-error-summary");
  if (!found) return;
  const list = document.querySelector(".govuk-error-summary__list");
  if (!list) {
    document.title = page.title;
    putOnTop(found, false);
    return;
  }
  const known = new Set([...list.querySelectorAll("a")].map((link) => link.hash));
  for (const link of found.querySelectorAll("li > a")) if (!known.has(link.hash)) list.append(link.parentElement);
}

function putOnTop(summary, takesFocus) {
  if (!takesFocus) summary.dataset.disableAutoFocus = "true";
  const row = document.createElement("div");
  row.className = "govuk-grid-row";
  row.innerHTML = '<div class="govuk-grid-column-two-thirds"></div>';
  row.firstChild.append(summary);
  main.prepend(row);
  start(row);
}

// --- Sending files ----------------------------------------------------------------------------------------------------
let sending = null;

function words(template, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), template);
}

// What is wrong with a file before it is sent, or nothing.
function faultOf(file, there, rules) {
  if (file.size === 0) return rules.empty;
  if (file.size > Number(rules.bytes)) return rules.tooBig;
  return there >= Number(rules.files) ? rules.tooMany : "";
}

// Sends one file, the first together with the files of other commitments. Resolves to what is wrong with it, to an empty
// list when it was taken, and to null when somebody stopped it.
function send(form, file, isFirst, box) {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    const isOurs = typeof value === "string" && name !== "no_evidence_reason";
    if (isOurs && (isFirst || name !== "reuse")) data.append(name, value);
  }
  data.append("action", "add");
  data.append("files", file);
  const bar = box.querySelector("progress");
  const amount = box.querySelector("#sending-amount");
  return new Promise((resolve) => {
    const request = (sending = new XMLHttpRequest());
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      bar.value = (100 * event.loaded) / event.total;
      const percent = Math.floor(bar.value);
      amount.textContent = percent < 100 ? words(box.dataset.amount, { percent }) : box.dataset.looking;
    };
    request.onload = () => resolve(whatWasWrong(request, named(file, box.dataset.failed)));
    request.onerror = request.ontimeout = () => resolve([named(file, box.dataset.failed)]);
    request.onabort = () => resolve(null);
    request.open("POST", form.getAttribute("action"));
    request.send(data);
  });
}

function named(file, text) {
  return `${file.name}: ${text}`;
}

// The answer is the page itself: with errors at this form's fields, or without after a redirect.
function whatWasWrong(request, failed) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (!page.getElementById("files-title") && !page.getElementById("add-evidence")) return [failed];
  const faults = [...page.querySelectorAll("#add-evidence .govuk-error-message")];
  return faults.flatMap((fault) => {
    fault.querySelector(".govuk-visually-hidden")?.remove();
    return fault.innerHTML.split("<br>").map(textOf);
  });
}

function textOf(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
}

async function sendAll(form, files, goOn) {
  const box = form.querySelector("#sending");
  const rules = box.dataset;
  const faults = [];
  const there = Number(rules.there);
  let sent = 0;
  let added = 0;
  let isStopped = false;
  box.querySelector("#sending-stop").onclick = () => {
    isStopped = true;
    sending?.abort();
  };
  forgetFaults();
  form.classList.add("sv-is-sending");
  box.hidden = false;
  box.querySelector("#sending-stop").focus();
  for (const [index, file] of files.entries()) {
    const fault = isStopped ? rules.stopped : faultOf(file, there + added, rules);
    if (fault) {
      faults.push(named(file, fault));
      continue;
    }
    tellWhat(box, { name: file.name, number: index + 1, total: files.length });
    sent += 1;
    const wrong = await send(form, file, sent === 1, box);
    if (wrong === null) faults.push(named(file, rules.stopped));
    else if (wrong.length) faults.push(...wrong);
    else added += 1;
  }
  sending = null;
  if (sent) for (const tick of form.querySelectorAll("[name=reuse]")) tick.checked = false;
  if (goOn && !faults.length) goOnWithoutFiles(form);
  else await show(form, faults, words(rules.added, { number: added }), rules);
}

// What was wrong with the files of the time before.
function forgetFaults() {
  for (const link of document.querySelectorAll('.govuk-error-summary a[href="#id_files"]')) link.parentElement.remove();
  const summary = document.querySelector(".govuk-error-summary");
  if (summary && !summary.querySelector("li")) summary.remove();
  const beside = document.getElementById("id_files-error");
  beside?.closest(".govuk-form-group--error")?.classList.remove("govuk-form-group--error");
  beside?.remove();
}

function tellWhat(box, values) {
  const what = words(values.total > 1 ? box.dataset.several : box.dataset.one, values);
  box.querySelector("#sending-what").textContent = what;
  box.querySelector("#sending-amount").textContent = "";
  box.querySelector("progress").value = 0;
  said.textContent = what;
}

// What the server would have done after the last file: save the rest of the page and go on.
function goOnWithoutFiles(form) {
  form.querySelector("input[type=file]").value = "";
  const action = document.createElement("input");
  action.type = "hidden";
  action.name = "action";
  action.value = "continue";
  form.append(action);
  form.submit();
}

// The page as it is now, with what could not be added on top and beside the field. What was typed stays.
async function show(form, faults, news, rules) {
  if (!faults.length && !document.getElementById("files")) {
    location.assign(document.querySelector(".govuk-back-link").href); // a file took the place of another
    return;
  }
  let page;
  try {
    page = await pageAt(form.getAttribute("action"));
  } catch {
    location.reload(); // signed out or sent meanwhile: the server says so
    return;
  }
  const typed = whatIsTyped(faults.length > 0);
  history.replaceState(null, "", form.getAttribute("action"));
  main.replaceChildren(...page.getElementById("main-content").childNodes);
  for (const [field, value] of typed) keep(field, value);
  start(main);
  document.title = page.title;
  looks = 0;
  listen();
  if (faults.length) showFaults(faults, rules);
  else document.getElementById("files-title").focus();
  said.textContent = news;
}

// A tick for files that were all taken says nothing about the next ones.
function whatIsTyped(isKept) {
  const fields = [...main.querySelectorAll("textarea, input[type=checkbox]:checked")];
  return fields.filter((field) => isKept || field.name !== "names_no_child").map((field) => [field, field.value]);
}

function keep(old, value) {
  for (const field of main.querySelectorAll(`[name="${old.name}"]`)) {
    if (field.type === "checkbox") field.checked ||= field.value === value;
    else field.value = value;
  }
}

function showFaults(faults, rules) {
  const group = document.getElementById("id_files").closest(".govuk-form-group");
  group.classList.add("govuk-form-group--error");
  const beside = document.createElement("p");
  beside.className = "govuk-error-message";
  beside.id = "id_files-error";
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = rules.error;
  beside.append(hidden, " ", ...faults.flatMap((fault, index) => (index ? [document.createElement("br"), fault] : [fault])));
  group.querySelector(".govuk-file-upload-wrapper, .govuk-drop-zone, input")?.before(beside);
  const old = main.querySelector(".govuk-error-summary");
  const items = [...(old?.querySelectorAll("li") ?? [])];
  old?.remove();
  const summary = document.createElement("div");
  summary.className = "govuk-error-summary";
  summary.dataset.module = "govuk-error-summary";
  summary.innerHTML =
    '<div role="alert"><h2 class="govuk-error-summary__title"></h2><div class="govuk-error-summary__body">' +
    '<ul class="govuk-list govuk-error-summary__list"></ul></div></div>';
  summary.querySelector("h2").textContent = rules.problem;
  const list = summary.querySelector("ul");
  list.append(...items);
  for (const fault of faults) {
    const link = document.createElement("a");
    link.href = "#id_files";
    link.textContent = fault;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  if (!document.title.startsWith(rules.error)) document.title = `${rules.error} ${document.title}`;
  putOnTop(summary, true);
}

function listen() {
  const form = document.getElementById("add-evidence");
  form?.addEventListener("submit", (event) => {
    const input = form.querySelector("input[type=file]");
    const tick = form.querySelector("[name=names_no_child]");
    // Nothing to send, or nothing that would be taken: the server says so at once.
    if (!input.files.length || (tick && !tick.checked)) return;
    event.preventDefault();
    if (sending) return;
    sendAll(form, [...input.files], event.submitter?.value === "continue");
  });
  lookLater();
}

listen();
