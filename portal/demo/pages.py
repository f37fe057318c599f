"""The public pages of the demonstration: the home page's introduction and four pages of guidance."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission
from wagtail.rich_text import RichText

from accounts.models import User
from cms.models import FrameworkPage, GuidancePage, HomePage
from portal.demo.people import EDITORS

EDITING = ("add_page", "change_page", "publish_page")
INTRODUCTION = (
    "When a council buys a service, suppliers also promise something for the place and its people: apprenticeships, "
    "help for local groups, less carbon. Here you find what that means, and how we check that it happens."
)


def _text(*parts: str) -> tuple[str, RichText]:
    return "text", RichText("".join(parts))


def _paragraph(words: str) -> str:
    return f"<p>{words}</p>"


def _list(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


FRAMEWORK = {
    "title": "Our framework",
    "slug": "framework",
    "summary": "What suppliers can promise, how each promise is counted, and what evidence we ask for.",
    "show_in_menus": True,
}
PAGES = (
    {
        "title": "What social value is",
        "slug": "what-social-value-is",
        "summary": "What a service does for people and places beyond the service itself.",
        "body": [
            _text(
                _paragraph(
                    "Social value is the good that a contract does besides the work itself. A firm that cuts the grass "
                    "can also train apprentices. A firm that cleans schools can pay a fair wage and buy from shops "
                    "nearby."
                ),
                _paragraph(
                    "Suppliers say in their tender what they will do. When they win, it becomes a promise in the "
                    "contract: a commitment."
                ),
            ),
            ("heading", "What counts"),
            _text(
                _list(
                    "jobs and training for local people",
                    "help for local charities and community groups",
                    "less waste and less carbon",
                    "chances for children in our care and young people leaving care",
                ),
                _paragraph("It counts when it happens because of the contract, and when it is more than we pay for."),
            ),
            ("heading", "How we check it"),
            _text(
                _paragraph(
                    "Suppliers tell us in a return (a progress report) what they did, and show evidence. An officer "
                    "reads it and decides how much we can verify. We publish only what is verified."
                )
            ),
            (
                "details",
                {
                    "summary": "Why some figures have no money value",
                    "text": RichText(
                        _paragraph(
                            "Some things have a price that many people agree on. Most do not. Then we say “not "
                            "valued”, which does not mean that it is worth nothing."
                        )
                    ),
                },
            ),
        ],
    },
    {
        "title": "How to send a return",
        "slug": "how-to-send-a-return",
        "summary": "What suppliers are asked, when, and what happens afterwards.",
        "body": [
            _text(
                _paragraph(
                    "Your return opens on the first day of its period. It is due on the last day of the month after "
                    "the period, or on the next working day. You can stop at any time: what you wrote is kept."
                )
            ),
            ("heading", "What you do"),
            _text(
                "<ol>"
                "<li>Sign in. The first page shows what is due.</li>"
                "<li>Answer each commitment: the figure, the words, the evidence.</li>"
                "<li>Tell the story of the period, if there is one.</li>"
                "<li>Check your answers and send the return.</li>"
                "</ol>",
                _paragraph(
                    "Nothing to report is a proper answer. Say why, for one commitment or for the whole period."
                ),
            ),
            ("heading", "What happens next"),
            _text(
                _paragraph(
                    "An officer of the council reads your return, usually within 10 working days. You get an email "
                    "when it is finished or when we ask for changes. If we do, only the commitments we ask about open "
                    "again."
                )
            ),
        ],
    },
    {
        "title": "What good evidence looks like",
        "slug": "what-good-evidence-looks-like",
        "summary": "One file that shows the figure, the period and where it comes from is often enough.",
        "body": [
            _text(
                _paragraph("Evidence lets somebody who was not there see that the figure is right. It can be short.")
            ),
            ("heading", "Good evidence shows"),
            _text(
                _list(
                    "the same figure that you report",
                    "the period it belongs to",
                    "the contract, or how you shared it out between contracts",
                    "a source outside your organisation, where you can",
                )
            ),
            ("heading", "Examples"),
            _text(
                _list(
                    "a letter from a college with the number of apprentices who started",
                    "a table of hours by month, with a total",
                    "a list of payments to local businesses, without bank details",
                )
            ),
            ("warning", "Never send lists of names, dates of birth or addresses. Totals are enough."),
            _text(
                _paragraph(
                    "Files can be PDF, Word, Excel, OpenDocument, CSV, JPEG or PNG, up to 15 MB each. Take passwords "
                    "off first."
                )
            ),
        ],
    },
    {
        "title": "Writing about children in our care safely",
        "slug": "writing-about-children-in-our-care-safely",
        "summary": "Write about the activity, never about the person.",
        "body": [
            (
                "warning",
                "Nothing you write or upload may let anybody recognise a child in our care or a young person leaving "
                "care.",
            ),
            _text(
                _paragraph(
                    "We count opportunities, hours and people. We never need to know who they are. The proof that "
                    "somebody took part stays in your own records."
                )
            ),
            ("heading", "Leave out"),
            _text(
                _list(
                    "names, initials and nicknames",
                    "exact ages and birthdays",
                    "schools, addresses and full postcodes",
                    "how somebody came into care, or to this country",
                    "quotes that show who said them",
                    "photos of people",
                )
            ),
            ("heading", "Write instead"),
            _text(
                _list(
                    "what was done: “A gardening club met on Saturdays.”",
                    "how many took part, and for how long",
                    "what changed: “Hosts asked for more volunteers.”",
                )
            ),
            (
                "details",
                {
                    "summary": "If you sent something by mistake",
                    "text": RichText(
                        _paragraph(
                            "Tell the council straight away. Remove the file if the return is still open. The council "
                            "will tell you what to do next."
                        )
                    ),
                },
            ),
        ],
    },
)


def publish_pages(*, by: User) -> None:
    """Write the introduction and publish the guidance below the home page, as the editor would."""
    let_editors_publish()
    home = HomePage.objects.get(slug="home")
    home.introduction = INTRODUCTION
    home.save_revision(user=by).publish(user=by)
    for page in (FrameworkPage(**FRAMEWORK), *(GuidancePage(**fields) for fields in PAGES)):
        page.owner, page.live = by, False
        home.add_child(instance=page)
        page.save_revision(user=by).publish(user=by)


def let_editors_publish() -> None:
    """Wagtail's group of editors may write but not publish; the portal's editors do both, from the home page down."""
    home, editors = HomePage.objects.get(slug="home"), Group.objects.get(name=EDITORS)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=EDITING):
        GroupPagePermission.objects.get_or_create(group=editors, page=home.page_ptr, permission=permission)
