import { initAll } from "../govuk/govuk-frontend.min.js";

// Brings the components of the Design System to life in the whole page, or in a part of it that has just come.
export function start(scope = document) {
  initAll({ scope });
  // The hidden comma inside the upload button keeps its name from being what people see on it (WCAG 2.5.3). Beside the
  // button it still separates the two parts of the name.
  for (const comma of scope.querySelectorAll(".govuk-file-upload-button > .govuk-visually-hidden")) {
    comma.hidden = true;
    comma.parentElement.after(comma);
  }
  // A radio button that shows another field when it is chosen may not say that it is expanded (ARIA 1.2). The component
  // says so again with every choice.
  for (const radio of scope.querySelectorAll("input[type=radio][aria-expanded]")) {
    const unsay = () => radio.removeAttribute("aria-expanded");
    new MutationObserver(unsay).observe(radio, { attributeFilter: ["aria-expanded"] });
    unsay();
  }
}
