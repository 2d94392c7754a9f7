#!/usr/bin/env bash
# From a business card to an opportunity, and back: the story of a lead by commands alone.
#
#   docs/walkthrough.sh            with the `leadline` that is on the PATH
#   LEADLINE=… docs/walkthrough.sh with another one
#
# It works in a database of its own that is thrown away, at a moment that is always the same, and fails loudly
# where the story does not come out as told.
set -euo pipefail

LEADLINE=${LEADLINE:-leadline}
PYTHON=${PYTHON:-python3}

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export LEADLINE_DB="$place/walkthrough.db"
export LEADLINE_CONFIG="$place/config.toml"
export LEADLINE_NOW="2026-11-23T09:00:00+04:00"
export LEADLINE_ZONE="Asia/Dubai"

# The answer of a command, as data; what it says to people goes to standard error.
ask() { "$LEADLINE" --json "$@"; }

# One value of an answer: `pick id`, `pick made.opportunity.0`.
pick() {
  "$PYTHON" -c '
import json, sys
value = json.load(sys.stdin)
for part in sys.argv[1].split("."):
    value = value[int(part)] if isinstance(value, list) else value[part]
print(value)
' "$1"
}

# Whether a Python expression about an answer holds; the answer is called `it`.
holds() {
  local sentence=$1 expression=$2
  "$PYTHON" -c '
import json, sys
it = json.load(sys.stdin)
sentence, expression = sys.argv[1:]
if not eval(expression):
    sys.exit(f"NOT SO: {sentence}\n{json.dumps(it, indent=2, ensure_ascii=False)}")
print(f"  ✓ {sentence}")
' "$sentence" "$expression"
}

step() { printf '\n%s\n' "$1"; }

step "1. At a trade show: the lead from the business card"
id=$(ask lead add --kind organisation --company "Contoso Coffee" --name "Sara Nadim" \
  --email sara@contoso.example.com --phone "+971 50 123 4567" \
  --topic "Modernise the machines" --source "Trade show" | pick id)
ask lead show "$id" | holds "the lead is there, open, from a trade show" \
  'it["company"] == "Contoso Coffee" and it["state"] == "open" and it["source"] == "trade_show"'
ask process show "$id" | holds "its process starts in the Qualify stage" \
  'it["process"] == "lead_to_opportunity" and it["stage"] == "qualify"'

step "2. Research"
ask lead edit "$id" --set industry=Hospitality --set employees=120 --set "annual_revenue=2500000 USD" |
  holds "what was found is on the lead" 'set(it["changed"]) == {"industry", "employees", "annual_revenue"}'
ask lead show "$id" | holds "money is exact" \
  'it["annual_revenue"] == {"amount": "2500000.00", "currency": "USD"}'

step "3. The call: stakeholders, competitors, the budget, how they decide"
ask log call "$id" --direction out --duration 12m --outcome "Reached" \
  --notes "Budget 50k, decides in committee" >/dev/null
ask lead edit "$id" --set "budget=50k USD" --set purchase_process=committee >/dev/null
ask stakeholder add "$id" --name "Huda Karim" --role "decision maker" >/dev/null
ask competitor add "$id" --name "Fabrikam Espresso" >/dev/null
ask timeline "$id" --kind call | holds "the call is on the timeline with its notes" \
  'it[0]["duration_seconds"] == 720 and it[0]["outcome"] == "Reached" and "committee" in it[0]["body"]'
ask stakeholder list "$id" | holds "Huda Karim decides" \
  '[(each["name"], each["roles"]) for each in it] == [("Huda Karim", ["decision_maker"])]'
ask competitor list "$id" | holds "Fabrikam Espresso is asked too" \
  '[each["name"] for each in it] == ["Fabrikam Espresso"]'

step "4. A post to colleagues, and the reply"
post=$(ask log post "$id" --text "Has anyone worked with Contoso?" | pick code)
echo "Yes, two years ago: they like to see the machine first." | ask log reply "$post" --text - >/dev/null
ask timeline "$id" --kind post | holds "the reply stands below the post" \
  'it[0]["replies"][0]["body"].startswith("Yes, two years ago")'

step "5. A face-to-face appointment"
ask log appointment "$id" --subject "Visit" --start 2026-11-24T10:00 --duration 1h --with "Huda Karim" >/dev/null
ask timeline "$id" --kind appointment | holds "it is planned for ten o'clock in Dubai, with Huda Karim" \
  'it[0]["status"] == "planned" and it[0]["start_at"] == "2026-11-24T06:00:00+00:00" and "Huda Karim" in it[0]["people"]'
"$LEADLINE" --json --now 2026-11-24T09:30:00+04:00 assistant "$id" |
  holds "the assistant reminds before it" 'any(each["kind"] == "meeting_soon" for each in it)'
ask agenda 2026-11-24 | holds "it is on the agenda of that day" 'any(each["title"] == "Visit" for each in it)'

step "6. Qualify"
qualified=$(ask lead qualify "$id" --account new --contact new --opportunity new)
opportunity=$(pick made.opportunity.0 <<<"$qualified")
holds "account, contact and opportunity are made" \
  'all(len(it["made"][kind]) == 1 for kind in ("account", "contact", "opportunity"))' <<<"$qualified"
ask lead show "$id" | holds "the lead is closed as qualified" 'it["state"] == "qualified"'
if ask lead edit "$id" --set topic=Other 2>"$place/refused"; then
  echo "NOT SO: a closed lead is read-only" >&2
  exit 1
fi
holds "a closed lead is read-only" 'it["error"]["code"] == "read_only" and it["error"]["hint"]' <"$place/refused"
ask process show "$opportunity" | holds "the opportunity is in Develop" 'it["stage"] == "develop"'
ask process show "$id" --stage qualify | holds "the Qualify stage can still be read" \
  'it["record_kind"] == "lead" and any(step["value"] for step in it["steps"])'
ask timeline "$opportunity" --kind call | holds "the call is on the opportunity's timeline too" 'len(it) == 1'
ask opportunity list | holds "it is the only opportunity" 'len(it) == 1 and it[0]["stage"] == "Develop"'

step "7. Undo brings the lead back"
ask undo | holds "one undo takes all of it back" '"qualified" in it["message"]'
ask lead show "$id" | holds "the lead is open again" 'it["state"] == "open"'
ask process show "$id" | holds "its process is in Qualify again" 'it["stage"] == "qualify"'
ask opportunity list | holds "there is no opportunity" 'it == []'
ask redo | holds "redo qualifies it again" '"Redone" in it["message"]'
ask opportunity list | holds "the opportunity is back" 'len(it) == 1'

printf '\nThe story came out as told.\n'
