// Says in the page when a passkey was not used; allauth's scripts would say it to the console only.
const trouble = document.getElementById("passkey-trouble");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  trouble.textContent = "";
  requestAnimationFrame(() => {
    trouble.textContent = trouble.dataset.words;
  });
});

for (const button of document.querySelectorAll(".sv-with-script")) button.disabled = !window.PublicKeyCredential;
