// A page that waits for the portal looks again by itself. Without this script its link does the same.
const FIRST_LOOK = 1000;
const SLOWEST_LOOK = 15000;
const LOOKS = 60;

const main = document.getElementById("main-content");
let looks = 0;

function lookLater() {
  if (!main.querySelector("[data-waiting]") || looks >= LOOKS) return;
  looks += 1;
  setTimeout(look, Math.min(FIRST_LOOK * 1.2 ** looks, SLOWEST_LOOK));
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("[data-waiting]")) {
        location.reload();
        return;
      }
    } catch {
      return; // signed out or no network: the link says which
    }
  }
  lookLater();
}

lookLater();
