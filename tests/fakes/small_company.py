"""`kundenkreis` with one administrator in place of the demo company, which takes too long for a test.

With INTERRUPT_ME set, making it takes so long that it can be interrupted half-way.
"""

import os
import sys
import time
import types

from kundenkreis.console.main import run


def create(progress):
    from kundenkreis.people.models import Person

    progress("One person", 0, 1)
    person = Person(email="ada@example.com", given_name="Ada", family_name="Amt", roles=["admin"])
    person.set_password("ein ruhiger Montag")
    person.save()
    if "INTERRUPT_ME" in os.environ:
        time.sleep(60)
    progress("One person", 1, 1)


def sign_ins():
    return [("Administrator", "ada@example.com", "ein ruhiger Montag")]


if __name__ == "__main__":
    company = types.ModuleType("kundenkreis.console.demo_company")
    company.create = create
    company.sign_ins = sign_ins
    sys.modules[company.__name__] = company
    run()
