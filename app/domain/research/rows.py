"""What the faces see of links for research."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class LinkTemplate:
    """A link as it is made of any record.

    Attributes:
        name: What it is called.
        name_ar: The same in Arabic; empty where it has no other name.
        url: Its address, with places in braces.
        kinds: The kinds of record it is for.
        shipped: Whether it came with Leadline.
    """

    name: str
    name_ar: str
    url: str
    kinds: tuple[str, ...]
    shipped: bool

    def called(self, language: str) -> str:
        """Its name in a language."""
        return self.name_ar if language == "ar" and self.name_ar else self.name


@frozen
class ResearchLine:
    """A link of one record.

    Attributes:
        name: What it is called, in the language of the moment.
        url: Its address; empty where something is missing for it.
        missing: What is missing, as codes of places.
        reason: The same in a sentence.
    """

    name: str
    url: str
    missing: tuple[str, ...]
    reason: str
