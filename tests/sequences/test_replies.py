"""S30: what counts as a reply; what a machine sends, and what I sent myself, is none."""

from __future__ import annotations

from app.domain.core.clock import FixedClock
from app.workspace import Workspace
from tests.sequences.conftest import activities, add_lead, call, lay, mail, step, tick, way

_FOLLOW_UP = b"""From: Omar <omar@leadline.example.com>
To: sara@contoso.example.com
Subject: Re: Our machines
Message-ID: <mine@leadline.example.com>
In-Reply-To: <first@leadline.example.com>
Date: Mon, 23 Nov 2026 05:10:00 +0000

Did you see it?
"""
_AWAY = b"""From: Sara <sara@contoso.example.com>
Subject: Out of office
Message-ID: <away@contoso.example.com>
Auto-Submitted: auto-replied
Date: Mon, 23 Nov 2026 05:11:00 +0000

I am away.
"""
_BOUNCE = b"""From: MAILER-DAEMON@contoso.example.com
Subject: Undelivered Mail
Message-ID: <bounce@contoso.example.com>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
Date: Mon, 23 Nov 2026 05:12:00 +0000

--b
Content-Type: text/plain

Nobody of that name.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.contoso.example.com

Final-Recipient: rfc822; sara@contoso.example.com
Action: failed
Status: 5.1.1

--b--
"""
_REPLY = b"""From: Sara <sara@contoso.example.com>
To: omar@leadline.example.com
Subject: Re: Our machines
Message-ID: <yes@contoso.example.com>
Date: Mon, 23 Nov 2026 05:13:00 +0000

Yes, call me.
"""


def test_only_a_person_who_writes_replies(shop: Workspace, clock: FixedClock, lead: str) -> None:
    shop.users.edit(shop.desk.actor.id, {"email": "omar@leadline.example.com"})
    lay(shop, call() + mail())
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    for hour, file in enumerate((_FOLLOW_UP, _AWAY, _BOUNCE), 1):
        clock.moment = clock.moment.replace(hour=5 + hour)
        shop.timeline.log_message(lead, file)
    assert way(shop, lead) == [("call_1", "current")]
    assert shop.leads.show(lead).values["status"] == "lead"
    kept = [(each.direction, (each.details or {}).get("automatic")) for each in activities(shop, kind="email")]
    assert kept == [("out", None), ("in", "reply"), ("in", "bounce")]
    shop.sequences.skip(lead)
    tick(shop, clock)
    assert shop.sequences.ways(lead)[0].steps[1].note == "came_back"
    other = lay(shop, call(), code="other")
    shop.sequences.connect(other, [lead])
    clock.moment = clock.moment.replace(hour=10)
    shop.timeline.log_message(lead, _REPLY.replace(b"05:13", b"09:13"))
    newest = shop.sequences.ways(lead)[0]
    assert (newest.status, newest.reason, newest.steps[-1].status) == ("stopped", "replied", "stopped")
    assert shop.leads.show(lead).values["status"] == "open"
    events = [each.event for each in shop.timeline.page(lead).entries]
    assert (events.count("status_changed"), events.count("sequence_ended")) == (1, 2)


def test_a_branch_on_a_reply_takes_it(shop: Workspace, clock: FixedClock) -> None:
    lead = add_lead(shop)
    lay(shop, mail() + step("branch", "replied", ask="replied", days=3, next="thank", no="end") + call("thank"))
    shop.sequences.connect("follow_up", [lead])
    tick(shop, clock)
    shop.timeline.log_email(lead, direction="in", body="Yes")
    assert way(shop, lead)[1:] == [("replied", "yes"), ("thank", "current")]
