"""`kundenkreis` with one administrator in place of the demo company, which takes too long for a test."""

import sys
import types

from kundenkreis.console.main import run


def create(progress):
    from kundenkreis.people.models import Person

    progress("One person", 0, 1)
    person = Person(email="ada@example.com", given_name="Ada", family_name="Amt", roles=["admin"])
    person.set_password("ein ruhiger Montag")
    person.save()
    progress("One person", 1, 1)


def sign_ins():
    return [("Administrator", "ada@example.com", "ein ruhiger Montag")]


if __name__ == "__main__":
    company = types.ModuleType("kundenkreis.console.demo_company")
    company.create = create
    company.sign_ins = sign_ins
    sys.modules[company.__name__] = company
    run()
