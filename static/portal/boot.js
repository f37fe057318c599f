// Runs before the page is painted: components that need script hide or change their plain form from the start.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
