"""Why something is not released: the exemptions of each law that councils use, by section and in plain words."""

from django.utils.translation import gettext_lazy as _

INFORMATION_ACT = (
    ("foi-12", _("Section 12: finding it would cost too much")),
    ("foi-14", _("Section 14: the request is vexatious or a repeat")),
    ("foi-21", _("Section 21: it can be found elsewhere")),
    ("foi-22", _("Section 22: it will be published later")),
    ("foi-24", _("Section 24: national security")),
    ("foi-30", _("Section 30: investigations")),
    ("foi-31", _("Section 31: law enforcement")),
    ("foi-32", _("Section 32: court records")),
    ("foi-36", _("Section 36: running public business well")),
    ("foi-38", _("Section 38: health and safety")),
    ("foi-39", _("Section 39: environmental information, which has a law of its own")),
    ("foi-40-1", _("Section 40(1): personal information about whoever asks")),
    ("foi-40-2", _("Section 40(2): personal information")),
    ("foi-41", _("Section 41: told to us in confidence")),
    ("foi-42", _("Section 42: advice from lawyers")),
    ("foi-43-1", _("Section 43(1): trade secrets")),
    ("foi-43-2", _("Section 43(2): commercial interests")),
    ("foi-44", _("Section 44: another law forbids it")),
)
ENVIRONMENT = (
    ("eir-12-4-a", _("Regulation 12(4)(a): we do not hold it")),
    ("eir-12-4-b", _("Regulation 12(4)(b): the request is not reasonable")),
    ("eir-12-4-d", _("Regulation 12(4)(d): it is not finished")),
    ("eir-12-4-e", _("Regulation 12(4)(e): it was written within the council only")),
    ("eir-12-5-b", _("Regulation 12(5)(b): the course of justice")),
    ("eir-12-5-e", _("Regulation 12(5)(e): commercial confidence")),
    ("eir-12-5-f", _("Regulation 12(5)(f): the interests of whoever gave it to us")),
    ("eir-13", _("Regulation 13: personal information")),
)
SCOTLAND = (
    ("foisa-12", _("Section 12: finding it would cost too much")),
    ("foisa-14", _("Section 14: the request is vexatious or a repeat")),
    ("foisa-25", _("Section 25: it can be found elsewhere")),
    ("foisa-27", _("Section 27: it will be published later")),
    ("foisa-30", _("Section 30: running public business well")),
    ("foisa-33-1", _("Section 33(1): commercial interests")),
    ("foisa-36", _("Section 36: confidence, and advice from lawyers")),
    ("foisa-38-1", _("Section 38(1): personal information")),
)
CHOICES = (
    (_("Freedom of Information Act 2000"), INFORMATION_ACT),
    (_("Environmental Information Regulations 2004"), ENVIRONMENT),
    (_("Freedom of Information (Scotland) Act 2002"), SCOTLAND),
)


def by_law(codes: list[str]) -> list[dict]:
    """The laws that some exemptions belong to, each with the words for those; unknown codes are left out."""
    said = [{"law": law, "exemptions": [words for code, words in known if code in codes]} for law, known in CHOICES]
    return [law for law in said if law["exemptions"]]
