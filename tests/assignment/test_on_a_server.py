"""On a server that tells its users apart: what somebody may not give to another team is left to managers."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import make_url

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from tests.conftest import settings_for


def test_a_lead_that_may_not_be_given_away_is_left_to_managers(postgres_url: str, clock: FixedClock) -> None:
    url = make_url(postgres_url)
    rita, sam = (f"{name}_{url.database}" for name in ("rita", "sam"))
    with closing(open_workspace(settings_for(postgres_url), clock)) as space:
        for login in (rita, sam):
            space.users.add(login.partition("_")[0].title(), login=login, role="rep")
            space.teams.add(login, [login])
        space.rules.add({"name": "All", "users": sam})
        address = url.set(username=rita).render_as_string(hide_password=False)
        with closing(open_workspace(settings_for(address, user=""), clock)) as own:
            added = own.leads.add({"company": "Contoso"})
            assert own.leads.show(added.code).values["owner"] is None
        assert added.message.endswith("Rule 1: All, whoever entered it may not give it to Sam.")
        assert [each.lead for each in space.assigning.unassigned()] == [added.code]
        assert space.assigning.run().message == "1 lead given out."
