// The keys of the review page: n and p go to the next and the previous commitment, v chooses "Verified", ? opens the panel
// that explains them. They rest while somebody writes, and can be switched off for good (WCAG 2.1.4). Without this script
// there are no keys and no panel; every one of them does what a link or a control on the page does.
const OFF = "sv-review-keys-off";
const panel = document.getElementById("keys");
const use = panel.querySelector("[data-use]");
const said = document.getElementById("keys-said");
const WRITES = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])";

function areOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false; // storage is forbidden: the keys work, and switching them off holds for this page
  }
}

function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // as above
  }
}

function goTo(step) {
  const links = [...document.querySelectorAll(".sv-review__lines ol a")];
  const here = links.findIndex((link) => link.getAttribute("aria-current"));
  const link = links[here + step];
  if (link) link.click();
  else said.textContent = step > 0 ? panel.dataset.last : panel.dataset.first;
}

function verify() {
  const choice = document.querySelector('input[name="decision"][value="verified"]');
  if (!choice) {
    said.textContent = panel.dataset.closed;
    return;
  }
  choice.click();
  choice.focus();
}

function explain() {
  panel.querySelector("details").open = true;
  panel.querySelector("summary").focus();
}

const KEYS = { n: () => goTo(1), p: () => goTo(-1), v: verify, "?": explain };

document.addEventListener("keydown", (event) => {
  const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (!act || !use.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(WRITES) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
});

use.checked = !areOff();
use.addEventListener("change", () => remember(!use.checked));
panel.hidden = false;
