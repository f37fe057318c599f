import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

// The hidden comma inside the upload button keeps its name from being what people see on it (WCAG 2.5.3). Beside the
// button it still separates the two parts of the name.
for (const comma of document.querySelectorAll(".govuk-file-upload-button > .govuk-visually-hidden")) {
  comma.hidden = true;
  comma.parentElement.after(comma);
}
