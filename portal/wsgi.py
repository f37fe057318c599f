"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.preloading import load_what_pages_need  # noqa: E402  # Django has to be set up before

load_what_pages_need()
