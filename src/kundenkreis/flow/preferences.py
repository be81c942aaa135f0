"""How somebody wants her own pages. No facts: it concerns nobody else."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.flow.errors import Refused
from kundenkreis.people import actions as people
from kundenkreis.people.models import Language
from kundenkreis.teams.viewer import Viewer


@step
def set_density(dense: bool, *, by: Viewer, now: datetime) -> None:
    """Show lists with more rows, or with more room."""
    people.prefer(by.id, dense=dense)


@step
def set_single_keys(on: bool, *, by: Viewer, now: datetime) -> None:
    """Let single keys work, or keep them from acting by accident (WCAG 2.1.4)."""
    people.prefer(by.id, single_keys=on)


@step
def set_language(language: str, *, by: Viewer, now: datetime) -> None:
    """Choose the language of pages and of mail to this person. Raises Refused for one we do not speak."""
    if language not in Language.values:
        raise Refused(_("Please choose German or English."), "language")
    people.prefer(by.id, language=language)
