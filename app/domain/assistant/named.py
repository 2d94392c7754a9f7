"""What the assistant reads by name, and what its rows are."""

from __future__ import annotations

from typing import Final

from app.domain.assistant.rows import Answer, Given, LeadFacts, Likeness, OpportunityFacts, Plan, StateOfCard
from app.domain.store.named import Named
from app.domain.timeline.named import PersonRow

_HERE: Final = "app.domain.assistant"

PLANS_OF_RECORD: Final = Named(_HERE, "assistant.plans.of_record", Plan)
PEOPLE_OF_RECORD: Final = Named(_HERE, "assistant.plans.of_record.people", PersonRow)
PLANS_OF_MINE: Final = Named(_HERE, "assistant.plans.mine", Plan)
PEOPLE_OF_MINE: Final = Named(_HERE, "assistant.plans.mine.people", PersonRow)
LEAD_FACTS: Final = Named(_HERE, "assistant.lead", LeadFacts)
LEADS_TO_CONTACT: Final = Named(_HERE, "assistant.leads.to_contact", LeadFacts)
LEADS_SILENT: Final = Named(_HERE, "assistant.leads.silent", LeadFacts)
OPPORTUNITY_FACTS: Final = Named(_HERE, "assistant.opportunity", OpportunityFacts)
OPPORTUNITIES_OF_MINE: Final = Named(_HERE, "assistant.opportunities.mine", OpportunityFacts)
REPLIES_OF_RECORD: Final = Named(_HERE, "assistant.replies.of_record", Answer)
REPLIES_OF_MINE: Final = Named(_HERE, "assistant.replies.mine", Answer)
MENTIONS_OF_RECORD: Final = Named(_HERE, "assistant.mentions.of_record", Answer)
MENTIONS_OF_MINE: Final = Named(_HERE, "assistant.mentions.mine", Answer)
LIKENESSES: Final = Named(_HERE, "assistant.likenesses", Likeness)
STATES_OF_CARDS: Final = Named(_HERE, "assistant.states", StateOfCard)
GIVEN_OF_RECORD: Final = Named(_HERE, "assistant.given.of_record", Given)
GIVEN_OF_MINE: Final = Named(_HERE, "assistant.given.mine", Given)
