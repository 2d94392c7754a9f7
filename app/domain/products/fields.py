"""The fields of products, price lists and discount lists, in the order of their forms."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.words import WordsByCode, in_context

PRODUCT_KINDS: WordsByCode = (
    ("product", in_context("sort of product", "Product")),
    ("bundle", in_context("sort of product", "Bundle")),
)
#: The unit of a product of which nobody said another.
DEFAULT_UNIT = "piece"

PRODUCT_FIELDS: tuple[Field, ...] = (
    Field("number", in_context("of a product", "Number"), "line", "who", help="Your own number for it, such as M2."),
    Field("name", "Name", "line", "who"),
    Field("name_ar", "Name in Arabic", "line", "who", help="What papers in Arabic call it."),
    Field("family", "Family", "line", "who", help="Such as Machines, Beans or Service."),
    Field("price", "Price", "unit_price", "about", help="Of one unit, such as 4200 USD."),
    Field("tax_rate", "Tax rate", "exact_percent", "about", help="Such as 5%."),
    Field("unit", "Unit", "line", "about", help="What the price is for; a piece without it."),
    Field("unit_group", "Unit group", "unit_group", "about", help="Which other units it is sold in."),
    Field("discount_list", "Discount list", "discount_list", "about", help="What is taken off large quantities."),
    Field("active_from", "Active from", "date", "about", help="The first day on which it is sold."),
    Field("active_to", "Active to", "date", "about", help="The last day on which it is sold."),
    Field("description", "Description", "prose", "about"),
    Field("kind", in_context("of a product", "Kind"), "choice", "work", PRODUCT_KINDS, computed=True),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)

PRICE_LIST_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("currency", "Currency", "currency", "who", help="The code of the currency of all its prices, such as EUR."),
    Field("customer_group", "Customer group", "line", "about", help="Who gets these prices; everybody without it."),
    Field("campaign", in_context("field", "Campaign"), "line", "about"),
    Field("tax_inclusive", "Prices include tax", "yes_no", "about"),
    Field("valid_from", "Valid from", "date", "about"),
    Field("valid_to", "Valid to", "date", "about", help="The last day on which the prices hold."),
    Field("discount_list", "Discount list", "discount_list", "about", help="What is taken off large quantities."),
    Field("notes", "Notes", "prose", "about"),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)

DISCOUNT_LIST_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "line", "who"),
    Field("created_at", in_context("moment", "Created"), "moment", "work", computed=True),
    Field("updated_at", in_context("moment", "Changed"), "moment", "work", computed=True),
)

UNIT_GROUP_FIELDS: tuple[Field, ...] = DISCOUNT_LIST_FIELDS

INTEREST_FIELDS: tuple[Field, ...] = (
    Field("quantity", "Quantity", "exact_number", "about", help="How many they ask about, if they said so."),
    Field("notes", "Notes", "prose", "about"),
)
#: The products that a lead asks about, beside its own fields.
INTERESTS_FIELD: Final = Field("interests", "Products of interest", "tags", "about", computed=True)
#: What is in a bundle, as a form takes it.
PARTS_FIELD: Final = Field("parts", "In it", "line", "about", help="Of a bundle: its products, such as M2:1, B1:3.")
