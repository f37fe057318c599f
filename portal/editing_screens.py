"""Settings of Wagtail that nothing but Wagtail reads; portal/settings.py takes them over."""

SETTINGS = {
    # The one sign-in has pages for these: they ask for the old password and confirm a new address.
    "WAGTAIL_PASSWORD_RESET_ENABLED": False,
    "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": False,
    "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
    # Nobody else is asked: for news of Wagtail, for faces, for what stands behind an address.
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAILEMBEDS_FINDERS": [],
    # Forms of our own: what is said of each file, and what is left of a picture.
    "WAGTAILIMAGES_IMAGE_FORM_BASE": "cms.editing.file_forms.PictureForm",
    "WAGTAILDOCS_DOCUMENT_FORM_BASE": "cms.editing.file_forms.DocumentForm",
    # No SVG, which is a program; nor AVIF, which is not cleaned.
    "WAGTAILIMAGES_EXTENSIONS": ["gif", "jpg", "jpeg", "png", "webp"],
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS": 50_000_000,
    # A twin begins as a draft: else whoever may translate would publish, in the wrong language.
    "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE": False,
    # What was changed after it was approved is approved again.
    "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": True,
    # Word goes to the publishers of the site; whoever runs the portal need not hear of every page.
    "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
}
