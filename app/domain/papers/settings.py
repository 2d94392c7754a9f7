"""What managers decide about papers: who we are, what quotations say, and the language where nobody's is known."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field
from app.domain.settings.declared import Setting
from app.words import LANGUAGES, own

NAME: Final = Field("company_name", "Name of our company", help="What papers for customers call us.")
NAME_AR: Final = Field("company_name_ar", "Name of our company in Arabic", help="What papers in Arabic call us.")
ADDRESS: Final = Field("company_address", "Address of our company", "prose", help="In lines, as it is printed.")
ADDRESS_AR: Final = Field(
    "company_address_ar", "Address of our company in Arabic", "prose", help="In lines, as papers in Arabic print it."
)
PHONE: Final = Field("company_phone", "Phone of our company", "phone")
EMAIL: Final = Field("company_email", "Email of our company", "email")
TAX_NUMBER: Final = Field("company_tax_number", "Tax number of our company", help="Under which we pay tax.")
BANK: Final = Field("company_bank", "Bank line of our company", "prose", help="Where customers send money to.")
TERMS: Final = Field("quote_terms", "Terms of quotations", "prose", help="Printed below every quotation.")
TERMS_AR: Final = Field(
    "quote_terms_ar", "Terms of quotations in Arabic", "prose", help="Printed below every quotation in Arabic."
)
LANGUAGE: Final = Field(
    "paper_language",
    "Language of papers",
    "choice",
    choices=tuple((code, own(name)) for code, name in LANGUAGES.items()),
    help="For customers whose language is not known.",
)

SETTINGS: Final = (
    *(Setting(each, "Our company") for each in (NAME, NAME_AR, ADDRESS, ADDRESS_AR, PHONE, EMAIL, TAX_NUMBER, BANK)),
    *(Setting(each, "Papers for customers") for each in (TERMS, TERMS_AR, LANGUAGE)),
)
