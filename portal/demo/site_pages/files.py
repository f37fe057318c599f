"""Pictures, logos and the checklist, put where the editors of a site find them."""

from django.core.files.base import ContentFile

from accounts.models import User
from cms.models import CouncilDocument, CouncilImage, CouncilSite, SiteEditing
from cms.models.files import FileLicence
from portal.demo import drawings
from portal.demo.site import files, files_cy
from portal.demo.site_pages.drafts import Added
from tables.ods import Sheet, write_ods

NO_ANSWER = ""
LANGUAGES = {"en-GB": files, "cy": files_cy}
# Which picture stands on which page of guidance, after its first words.
IN_GUIDANCE = {
    "how-voluntary-organisations-take-part": "kitchen_table",
    "work-for-young-people-leaving-care": "workshop",
}
TO_TICK_OFF = "what-good-evidence-looks-like"
READ_ON = {
    "how-to-send-a-return": ["what-good-evidence-looks-like", "when-a-promise-slips"],
    "before-you-bid": ["writing-a-promise-you-can-keep", "counting-without-counting-twice"],
}


class Files:
    """What Penbury's editors have uploaded, by key: pictures, and the checklist by language."""

    def __init__(self) -> None:
        self.pictures: dict[str, CouncilImage] = {}
        self.checklists: dict[str, CouncilDocument] = {}

    def put_up(self, site: CouncilSite, by: User) -> None:
        """Draw, write and keep everything in the collection of a site, which gets its logo."""
        self.pictures = {key: keep_picture(site, key, title, by) for key, title in files.TITLES.items()}
        self.checklists = {code: _checklist(site, words, code, by) for code, words in LANGUAGES.items()}
        give_logo(site, "penbury", by)

    def added(self) -> dict[str, list[Added]]:
        """What stands on pages beside their words, by the English slug."""
        found: dict[str, list[Added]] = {slug: [self._shown(key)] for slug, key in IN_GUIDANCE.items()}
        in_english, in_welsh = (("downloads", {"files": [self.checklists[code].pk]}) for code in LANGUAGES)
        found[TO_TICK_OFF] = [
            Added(("heading", files.CHECKLIST_HEADING), ("heading", files_cy.CHECKLIST_HEADING)),
            Added(("text", f"<p>{files.CHECKLIST_WORDS}</p>"), ("text", f"<p>{files_cy.CHECKLIST_WORDS}</p>")),
            Added(in_english, in_welsh),
        ]
        for slug, others in READ_ON.items():
            found[slug] = [Added(("related", others), ("related", others))]
        return found

    def _shown(self, key: str) -> Added:
        """A picture in both languages, after the first block."""
        image = {"image": self.pictures[key].pk, "is_decoration": False, "shows_nobody": True}
        english, welsh = (
            ("image", {**image, "alt": words.SHOWN[key], "caption": words.CAPTIONS[key]}) for words in (files, files_cy)
        )
        return Added(english, welsh, place=1)


def give_logo(site: CouncilSite, key: str, by: User | None) -> None:
    """Draw the logo of a council, and put it on its site."""
    title = files.LOGO_TITLE.format(council=site)
    site.logo = _kept(site, drawings.LOGOS[key](), f"{key}-logo.png", title, by)
    site.save(update_fields=["logo"])


def keep_picture(site: CouncilSite, key: str, title: str, by: User | None) -> CouncilImage:
    """Draw a picture, and keep it in the collection of a site."""
    name = key.replace("_", "-")
    return _kept(site, drawings.PICTURES[key](), f"{name}.png", title, by, files.SHOWN[key])


def _kept(site: CouncilSite, content: bytes, name: str, title: str, by: User | None, shown: str = "") -> CouncilImage:
    image = CouncilImage(
        title=title,
        file=ContentFile(content, name=name),
        description=shown,
        collection=SiteEditing.objects.get(site=site.site_id).collection,
        uploaded_by_user=by,
        licence=FileLicence.OPEN if shown else FileLicence.OWN_USE,
        source=str(site),
    )
    image._set_image_file_metadata()
    image.save()
    return image


def _checklist(site: CouncilSite, words, language: str, by: User) -> CouncilDocument:
    rows = [(*row, NO_ANSWER) for row in words.CHECKLIST]
    sheet = Sheet(words.CHECKLIST_SHEET, words.CHECKLIST_HEAD, rows)
    content = write_ods([sheet], title=words.CHECKLIST_TITLE, language=language)
    name = f"{words.CHECKLIST_TITLE.lower().replace(' ', '-')}.ods"
    document = CouncilDocument(
        title=words.CHECKLIST_TITLE,
        file=ContentFile(content, name=name),
        collection=SiteEditing.objects.get(site=site.site_id).collection,
        uploaded_by_user=by,
        licence=FileLicence.OPEN,
        source=str(site),
    )
    document._set_document_file_metadata()
    document.save()
    return document
