"""What a WSGI server loads: `kundenkreis.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")

application = get_wsgi_application()
