"""Writing cases. The steps in `flow` call these inside their transaction."""

from kundenkreis.cases.models import Case


def hold(case_id: int) -> Case | None:
    """Return a case and keep others from changing it until the step is over.

    Steps on one case happen one after the other, so its facts have an
    order; steps on different cases do not wait for each other.
    """
    return Case.objects.select_for_update().filter(pk=case_id).first()
