"""Components in rows: summary lists and cards, task lists, tables."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.components.content import tag

# From so many columns on a table needs more width than a phone's, to be read at all.
MANY_COLUMNS = 5
# Rows of a table are written as plain HTML between the tags of `govuk_table`; these are their Design System names.
# Text that people typed cannot match, because it is escaped before it gets here.
_TABLE_NAMES = (
    ("<tr>", '<tr class="govuk-table__row">'),
    ("<td>", '<td class="govuk-table__cell">'),
    ('<td class="numeric">', '<td class="govuk-table__cell govuk-table__cell--numeric">'),
    ('<th scope="row">', '<th scope="row" class="govuk-table__header">'),
)


def action_link(href: str, text: str, hidden: str = "") -> SafeString:
    """A link whose hidden words say what it acts on, because "Change" alone means nothing out of context."""
    unseen = format_html('<span class="govuk-visually-hidden"> {}</span>', hidden) if hidden else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', href, text, unseen)


def summary_row(
    content: str,
    key: str,
    *,
    change: str = "",
    change_text: str = "",
    hidden: str | None = None,
    actions: Iterable[tuple[str, str]] = (),
    card: str = "",
    border: bool = True,
) -> SafeString:
    """One row of a summary list.

    `change` is the address behind "Change" (`change_text` says otherwise), `actions` adds pairs of text and address;
    `hidden` names the row in their hidden words (else the key in lower case at its start) and `card` the card it is in.
    An empty value shows "Not provided".
    """
    if not content.strip():
        content = format_html('<span class="sv-secondary">{}</span>', _("Not provided"))
    links = [(change_text or _("Change"), change)] if change else []
    links += actions
    unseen = hidden if hidden is not None else key[:1].lower() + key[1:]
    if card:
        unseen = f"{unseen} ({card})"
    items = [action_link(href, text, unseen) for text, href in links]
    inside: SafeString | str
    if len(items) > 1:
        inside = format_html(
            '<ul class="govuk-summary-list__actions-list">{}</ul>',
            format_html_join("", '<li class="govuk-summary-list__actions-list-item">{}</li>', ((i,) for i in items)),
        )
    else:
        inside = items[0] if items else ""
    return format_html(
        '<div class="govuk-summary-list__row{}"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd>{}</div>',
        "" if border else " govuk-summary-list__row--no-border",
        key,
        content,
        format_html('<dd class="govuk-summary-list__actions">{}</dd>', inside) if inside else "",
    )


def summary_list(content: str, *, border: bool = True) -> SafeString:
    """Rows of keys and values (see `summary_row`)."""
    return format_html(
        '<dl class="govuk-summary-list{}">{}</dl>', "" if border else " govuk-summary-list--no-border", content
    )


def summary_card(
    content: str, title: str, *, actions: Iterable[tuple[str, str]] = (), level: int = 2, id: str = ""
) -> SafeString:
    """A summary list in a box with a title of its own; `actions` are pairs of text and address for the whole card."""
    links = [action_link(href, text, f"({title})") for text, href in actions]
    top: SafeString | str
    if len(links) > 1:
        top = format_html(
            '<ul class="govuk-summary-card__actions">{}</ul>',
            format_html_join("", '<li class="govuk-summary-card__action">{}</li>', ((link,) for link in links)),
        )
    else:
        top = format_html('<div class="govuk-summary-card__actions">{}</div>', links[0]) if links else ""
    return format_html(
        '<div class="govuk-summary-card"{}><div class="govuk-summary-card__title-wrapper">'
        '<h{} class="govuk-summary-card__title">{}</h{}>{}</div>'
        '<div class="govuk-summary-card__content">{}</div></div>',
        format_html(' id="{}"', id) if id else "",
        level,
        title,
        level,
        top,
        summary_list(content),
    )


def task(
    id: str, title: str, href: str = "", *, status: str, colour: str = "", hint: str = "", waiting: bool = False
) -> SafeString:
    """One row of a task list.

    Without `href` the title is no link. With `colour` the status is a tag, else plain text (as "Completed" is);
    `waiting` greys it, for "Cannot start yet". `id` begins the ids of the parts and must be unique on the page.
    """
    name = format_html("<div>{}</div>", title)
    if href:
        described = f"{id}-hint {id}-status" if hint else f"{id}-status"
        name = format_html(
            '<a class="govuk-link govuk-task-list__link" href="{}" aria-describedby="{}">{}</a>', href, described, title
        )
    return format_html(
        '<li class="govuk-task-list__item{}"><div class="govuk-task-list__name-and-hint">{}{}</div>'
        '<div class="govuk-task-list__status{}" id="{}-status">{}</div></li>',
        " govuk-task-list__item--with-link" if href else "",
        name,
        format_html('<div id="{}-hint" class="govuk-task-list__hint">{}</div>', id, hint) if hint else "",
        " govuk-task-list__status--cannot-start-yet" if waiting else "",
        id,
        tag(status, colour) if colour else status,
    )


def task_list(content: str) -> SafeString:
    """What there is to do, one row a task (see `task`)."""
    return format_html('<ul class="govuk-task-list">{}</ul>', content)


def table(
    rows: str,
    head: Sequence[str] = (),
    *,
    caption: str,
    size: str = "",
    numeric: int = 0,
    hidden_caption: bool = False,
    small: bool = False,
    scroll: bool = True,
) -> SafeString:
    """A table with a caption. `rows` is plain HTML: <tr>, <th scope="row">, <td> and <td class="numeric">.

    `head` are the headings of the columns, of which the last `numeric` ones are set right; `size` is "s", "m", "l" or
    "xl"; `hidden_caption` keeps the caption for screen readers only, where a heading right above says the same.
    Where the screen is too narrow it scrolls sideways in a region of its own (not with `scroll` off).
    """
    for plain, named in _TABLE_NAMES:
        rows = rows.replace(plain, named)
    caption_css = "govuk-visually-hidden" if hidden_caption else (f"govuk-table__caption--{size}" if size else "")
    first_numeric = len(head) - numeric
    cells = format_html_join(
        "",
        '<th scope="col" class="govuk-table__header{}">{}</th>',
        ((" govuk-table__header--numeric" if i >= first_numeric else "", text) for i, text in enumerate(head)),
    )
    thead = format_html('<thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead>', cells)
    whole = format_html(
        '<table class="govuk-table{}"><caption class="govuk-table__caption{}">{}</caption>{}'
        '<tbody class="govuk-table__body">{}</tbody></table>',
        " govuk-table--small-text-until-tablet" if small else "",
        f" {caption_css}" if caption_css else "",
        caption,
        thead if head else "",
        mark_safe(rows),  # noqa: S308 rendered and escaped by the template engine
    )
    if not scroll:
        return whole
    return format_html(
        '<div class="sv-scroll{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        " sv-scroll--many" if len(head) >= MANY_COLUMNS else "",
        caption,
        whole,
    )
