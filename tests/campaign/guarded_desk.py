#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desks of tests/app/tst_accordctl.py on a server that keeps everybody to their rights, each command by the login of its person.

    ACCORDCTL=build/dev/bin/accordctl ACCORD_SOURCE=$PWD tests/campaign/guarded_desk.py [CLASS …]

What the owner's login may do proves nothing about the rules of the database: an act that they refuse to whom it belongs shows here.
"""
import os
import re
import sys
import unittest

os.environ["ACCORD_TEST_DATABASE"] = "postgresql"
sys.path.insert(0, os.path.join(os.environ["ACCORD_SOURCE"], "tests/app"))
import tst_accordctl as desk  # noqa: E402

CLASSES = ("TheDeals", "TheCorrections", "TheCredits", "TheBillingDesk", "TheBank", "ThePayments", "TheMonthEnd", "TheMeters", "TheCutOver",
           "TheTermsOfBilling")
#: Commands of whoever looks after the database.
OWNER = ("workspace", "backup", "server")
#: Tests of what a server does otherwise, with the reason.
OTHERWISE = {
    "test_a_payment_code_wants_an_account": "an administrator is not shown bank accounts there, so that nothing can be said of them",
    "test_credit_is_refunded_by_somebody_else_and_goes_out_in_a_file": "an approver is not shown the company's bank account there, not even masked",
}
as_owner, as_made = desk.ctl, desk.place
people, default = set(), None


def database_of(url):
    found = re.search(r"/(\w+)\?", str(url))
    return found.group(1) if found else ""


def place(name, template="template1"):
    url = as_made(name, template)
    if template != "template1":
        desk.sql("postgres", f'REVOKE CONNECT, TEMPORARY ON DATABASE "{database_of(url)}" FROM PUBLIC; '
                             f'GRANT CONNECT ON DATABASE "{database_of(url)}" TO accord_member')
    return url


def ctl(*arguments, workspace=None, **more):
    words = [str(argument) for argument in arguments]
    if workspace and database_of(workspace) in guarded and words[0] not in OWNER:
        person = words[words.index("--as") + 1] if "--as" in words else default
        if person in people:
            workspace = str(workspace).replace("//accord@", f"//{person}@")
    return as_owner(*words, workspace=workspace, **more)


def copy_of_sample(name):
    url = place(name, template="sample_accord")
    guarded.add(database_of(url))
    return url


def set_up():
    global default
    as_owner("workspace", "sample", desk.SAMPLE)
    as_owner("workspace", "secure", desk.SAMPLE, "--existing")
    default = desk.sql("sample_accord", "SELECT value FROM acc.workspace_setting WHERE key = 'default_user'").strip()
    people.update(desk.sql("sample_accord", "SELECT user_name FROM acc.person_login").split())


guarded = {"sample_accord"}
desk.ctl, desk.place, desk.copy_of_sample, desk.setUpModule = ctl, place, copy_of_sample, set_up
for one in vars(desk).values():
    for name in OTHERWISE:
        if isinstance(one, type) and name in vars(one):
            setattr(one, name, unittest.skip(OTHERWISE[name])(vars(one)[name]))

if __name__ == "__main__":
    unittest.main(module=desk, argv=[sys.argv[0], *(sys.argv[1:] or CLASSES)], verbosity=1)
