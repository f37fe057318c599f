// Gives the buttons for passkeys to allauth's scripts, and says in the page when a passkey was not used; those scripts would
// say it to the console only.
const data = { credential: "id_credential", data: "js_data" };
const buttons = {
  passkey_login: (id) => allauth.webauthn.forms.loginForm({ ids: { login: id, credential: "mfa_credential" } }),
  mfa_webauthn_authenticate: (id) => allauth.webauthn.forms.authenticateForm({ ids: { authenticate: id, ...data } }),
  mfa_webauthn_reauthenticate: (id) => allauth.webauthn.forms.authenticateForm({ ids: { authenticate: id, ...data } }),
  mfa_webauthn_add: (id) => allauth.webauthn.forms.addForm({ ids: { add: id, passwordless: "id_passwordless", ...data } }),
};
for (const [id, wire] of Object.entries(buttons)) {
  const button = document.getElementById(id);
  if (!button) continue;
  button.disabled = !window.PublicKeyCredential;
  wire(id);
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const trouble = document.getElementById("passkey-trouble");
  trouble.textContent = "";
  requestAnimationFrame(() => {
    trouble.textContent = trouble.dataset.words;
  });
});
