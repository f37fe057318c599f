"""Settings of what writes down what the API takes and gives; portal/settings.py takes them over."""

SETTINGS = {
    "SPECTACULAR_SETTINGS": {
        "OAS_VERSION": "3.1.1",
        "TITLE": "Report social value",
        "VERSION": "1",
        "DESCRIPTION": "What an organisation or a council reads and sends by program. Its guide is at /api/.",
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "SERVE_INCLUDE_SCHEMA": False,
        # Words of a choice stand where they are used: names of our own for them would only have to be looked up.
        "POSTPROCESSING_HOOKS": [],
        "ENABLE_DJANGO_DEPLOY_CHECK": False,
        "TAGS": [
            {
                "name": "Read",
                "description": "For every token; each sees what the person who made it sees on the pages.",
            },
            {"name": "Send", "description": "For tokens of an organisation that may write."},
        ],
    },
}
