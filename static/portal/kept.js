// Keeps what somebody typed in this tab, encrypted with a key that only pages of the same person hold, and offers it again.
// Only plain text: no passwords, no codes, no forms with files, nothing that was not changed or that is never kept.
const PLACE = "kept-words";
const LONGEST = 60 * 60 * 1000;

function fields() {
  const all = document.querySelectorAll("main form textarea[name], main form input[name]");
  return [...all].filter((field) => {
    const isText = field.matches("textarea, [type=text], [type=search]");
    const isSecret = /one-time-code|password/.test(field.autocomplete);
    return isText && !isSecret && !("neverKept" in field.dataset) && !field.form.querySelector("input[type=file]");
  });
}

async function keyFrom(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function keepWords(key) {
  const typed = fields()
    .map((field, index) => ({ index, name: field.name, value: field.value, isNew: field.value !== field.defaultValue }))
    .filter((field) => field.isNew);
  if (!typed.length || !crypto.subtle) return;
  try {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify({ at: Date.now(), typed }));
    const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyFrom(key), words);
    const kept = { path: location.pathname, iv: [...iv], hidden: [...new Uint8Array(hidden)] };
    sessionStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    // No room, or no storage: what was typed is lost, as it would be without this script.
  }
}

async function wordsOf(kept, key) {
  const iv = new Uint8Array(kept.iv);
  const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyFrom(key), new Uint8Array(kept.hidden));
  return JSON.parse(new TextDecoder().decode(words));
}

export async function offerWords(dialog) {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(PLACE));
  } catch {
    return;
  }
  if (!kept) return;
  let words;
  try {
    words = await wordsOf(kept, dialog.dataset.key);
  } catch {
    sessionStorage.removeItem(PLACE); // somebody else has signed in
    return;
  }
  if (Date.now() - words.at > LONGEST) sessionStorage.removeItem(PLACE);
  else if (kept.path === location.pathname) show(dialog.dataset, words.typed);
}

function show(texts, typed) {
  const box = document.createElement("div");
  box.className = "govuk-inset-text";
  box.setAttribute("role", "status");
  const sentence = document.createElement("p");
  sentence.className = "govuk-body";
  sentence.textContent = texts.kept;
  const buttons = document.createElement("div");
  buttons.className = "govuk-button-group";
  buttons.append(button(texts.putBack, () => putBack(typed)), button(texts.forget, () => {}));
  box.append(sentence, buttons);
  document.getElementById("main-content").prepend(box);

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "govuk-button govuk-button--secondary";
    made.textContent = text;
    made.addEventListener("click", () => {
      sessionStorage.removeItem(PLACE);
      box.remove();
      act();
    });
    return made;
  }
}

function putBack(typed) {
  const found = fields();
  let first = null;
  for (const { index, name, value } of typed) {
    const field = found[index]?.name === name ? found[index] : found.find((other) => other.name === name);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    first ||= field;
  }
  first?.focus();
}
