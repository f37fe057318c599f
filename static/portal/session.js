// Warns before a session ends, lets it go on, and keeps what was typed when it ends all the same. The server decides when
// that is; this script only asks. Without it nothing is said, and the next page leads to the sign-in. Pages that give no
// key, as the editing screens do, neither keep anything nor offer what another page has kept.
import { keepWords, offerWords } from "./kept.js";

const dialog = document.getElementById("session-end");
const stay = dialog.querySelector("[data-stay]");
const time = dialog.querySelector("[data-time]");
const said = dialog.querySelector("[data-said]");
const warning = Number(dialog.dataset.warning);
// How often it is asked, while the warning shows, whether somebody went on in another tab.
const LOOK_AGAIN = 15;
// What remains is read out at these seconds, and not each time it changes on the screen.
const READ_OUT = [60, 20];

let endsAt = Date.now() + Number(dialog.dataset.left) * 1000;
let timer = null;
let nextLook = 0;

const left = () => Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));

function inWords(seconds) {
  const words = dialog.dataset;
  if (seconds > 60) return words.minutes.replace("{number}", Math.ceil(seconds / 60));
  if (seconds === 60) return words.minute;
  return seconds === 1 ? words.second : words.seconds.replace("{number}", seconds);
}

async function ask() {
  const answer = await fetch(dialog.dataset.asks, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return { seconds: 0, can_stay: false };
  return answer.json();
}

async function look() {
  let state;
  try {
    state = await ask();
  } catch {
    plan(LOOK_AGAIN); // no network: nobody can be told anything
    return;
  }
  endsAt = Date.now() + state.seconds * 1000;
  if (state.seconds <= 0) await leave();
  else if (state.seconds > warning) goOn();
  else warn(state.can_stay);
}

function plan(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(0, seconds) * 1000);
}

function goOn() {
  if (dialog.open) dialog.close();
  plan(left() - warning);
}

function warn(canStay) {
  stay.hidden = !canStay;
  dialog.querySelector("[data-old]").hidden = canStay;
  if (!dialog.open) {
    said.textContent = "";
    count();
    dialog.showModal();
    (canStay ? stay : dialog.querySelector("button:not([data-stay])")).focus();
  }
  nextLook = left() - LOOK_AGAIN;
  clearTimeout(timer);
  timer = setTimeout(count, 1000);
}

function count() {
  const seconds = left();
  time.textContent = inWords(seconds);
  if (READ_OUT.includes(seconds)) said.textContent = inWords(seconds);
  if (!dialog.open) return;
  if (seconds <= 0 || seconds <= nextLook) look();
  else timer = setTimeout(count, 1000);
}

async function keepGoing() {
  const token = dialog.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    await fetch(dialog.dataset.stays, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token } });
  } catch {
    // look() finds out what became of it
  }
  await look();
}

async function leave() {
  if (dialog.dataset.key) await keepWords(dialog.dataset.key);
  // The page as it was asked for: the server says why it is the sign-in now.
  location.assign(location.pathname + location.search);
}

stay.addEventListener("click", keepGoing);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (!stay.hidden) keepGoing();
});
// A page that comes back from sleep or from the Back button may be much older than its timer knows.
addEventListener("pageshow", (event) => event.persisted && look());
document.addEventListener("visibilitychange", () => !document.hidden && left() <= warning && look());

goOn();
if (dialog.dataset.key) offerWords(dialog);
