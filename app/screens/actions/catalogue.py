"""What can be done with the catalogue in Setup: products, price lists, and prices in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.fields import Field
from app.screens.host import Actions
from app.words import say

if TYPE_CHECKING:
    from app.domain.core.columns import RecordCard
    from app.domain.products.rows import ProductLine


class ProductActions(Actions):
    """The commands of the products."""

    PREFIXES = ("product",)

    def _chosen(self) -> ProductLine | None:
        line: ProductLine | None = self.host.pane("products").cursor_item
        return line

    async def add(self) -> None:
        """Add a product or a bundle."""
        from app.domain.products.fields import DEFAULT_UNIT, PARTS_FIELD, PRODUCT_FIELDS
        from app.screens.dialogs.selling import ItemDialog

        space = await self.host.workspace()
        fields = (*(each for each in PRODUCT_FIELDS if not each.computed), PARTS_FIELD)

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                say("Add product"),
                fields,
                self.host.context.parse_context(),
                values={"unit": DEFAULT_UNIT},
                required=("number", "name"),
                suggest=self.host.suggest,
                draft=self.host.draft("product"),
                attempt=attempt,
            )

        await self.host.through(dialog, lambda values: space.products.add(values, _parts(values.pop("parts", None))))

    async def edit(self) -> None:
        """Change the product under the cursor."""
        from app.domain.products.fields import PARTS_FIELD
        from app.screens.dialogs.selling import ItemDialog

        chosen = self._chosen()
        if chosen is None:
            await self.add()
            return
        space = await self.host.workspace()
        card: RecordCard = await self.host.ask(space.products.show, chosen.id)
        parts = ", ".join(f"{each.number}:{each.as_json()['quantity']}" for each in card.values["parts"])
        fields = (*(each for each in card.fields if not each.computed), PARTS_FIELD)

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                say("Product · {name}", name=card.title),
                fields,
                self.host.context.parse_context(),
                edit=True,
                values={**card.values, "parts": parts or None},
                required=("number", "name"),
                suggest=self.host.suggest,
                draft=self.host.draft(f"product-{card.code}"),
                attempt=attempt,
            )

        await self.host.through(
            dialog,
            lambda changes: space.products.edit(
                card.id,
                {code: value for code, value in changes.items() if code != PARTS_FIELD.code},
                parts=_parts(changes[PARTS_FIELD.code] or "") if PARTS_FIELD.code in changes else None,
                version=card.version,
            ),
        )

    async def remove(self) -> None:
        """Put the product under the cursor away."""
        chosen = self._chosen()
        if chosen is not None:
            await self.host.carry_out((await self.host.workspace()).products.delete, chosen.id)


class PriceListActions(Actions):
    """The commands of the price lists."""

    PREFIXES = ("price_list",)

    def _chosen(self) -> RecordCard | None:
        card: RecordCard | None = self.host.pane("price_lists").cursor_item
        return card

    async def add(self) -> None:
        """Add a price list."""
        from app.domain.products.fields import PRICE_LIST_FIELDS
        from app.screens.dialogs.selling import ItemDialog

        space = await self.host.workspace()

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                say("Add price list"),
                [each for each in PRICE_LIST_FIELDS if not each.computed],
                self.host.context.parse_context(),
                required=("name", "currency"),
                suggest=self.host.suggest,
                draft=self.host.draft("price-list"),
                attempt=attempt,
            )

        await self.host.through(dialog, space.price_lists.add)

    async def edit(self) -> None:
        """Change the price list under the cursor."""
        from app.screens.dialogs.selling import ItemDialog

        card = self._chosen()
        if card is None:
            await self.add()
            return
        space = await self.host.workspace()

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                say("Price list · {name}", name=card.title),
                [each for each in card.fields if not each.computed],
                self.host.context.parse_context(),
                edit=True,
                values=card.values,
                required=("name", "currency"),
                suggest=self.host.suggest,
                draft=self.host.draft(f"price-list-{card.code}"),
                attempt=attempt,
            )

        await self.host.through(dialog, lambda changes: space.price_lists.edit(card.id, changes, version=card.version))

    async def price(self) -> None:
        """Say what a product costs in the list under the cursor."""
        fields = (
            Field("product", "Product", "product", help="By a part of its number or name."),
            Field("price", "Price", "unit_price", help="Of one unit, in the currency of the list."),
            Field("unit", "Unit", help="One of its units; its own without it."),
        )
        await self._about_price(say("Price in {name}", name=self._title()), fields, ("product", "price"), _set_price)

    async def unprice(self) -> None:
        """Take the price of a product out of the list under the cursor."""
        fields = (
            Field("product", "Product", "product", help="By a part of its number or name."),
            Field("unit", "Unit", help="One of its units; its own without it."),
        )
        await self._about_price(
            say("Take a price out of {name}", name=self._title()), fields, ("product",), _unset_price
        )

    async def remove(self) -> None:
        """Put the price list under the cursor away."""
        card = self._chosen()
        if card is not None:
            await self.host.carry_out((await self.host.workspace()).price_lists.delete, card.id)

    def _title(self) -> str:
        card = self._chosen()
        return card.title if card is not None else ""

    async def _about_price(self, title: str, fields: Any, required: tuple[str, ...], write: Any) -> None:
        from dataclasses import replace

        from app.screens.dialogs.selling import ItemDialog

        card = self._chosen()
        if card is None:
            return
        space = await self.host.workspace()
        context = replace(self.host.context.parse_context(), currency=card.values["currency"])
        await self.host.through(
            lambda attempt: ItemDialog(
                title, fields, context, required=required, suggest=self.host.suggest, attempt=attempt
            ),
            lambda values: write(space.price_lists, card.id, values),
        )


def _set_price(lists: Any, price_list_id: str, values: dict[str, Any]) -> Any:
    return lists.set_price(price_list_id, values["product"], values["price"], unit_name=values.get("unit"))


def _unset_price(lists: Any, price_list_id: str, values: dict[str, Any]) -> Any:
    return lists.remove_price(price_list_id, values["product"], unit_name=values.get("unit"))


def _parts(text: str | None) -> list[str] | None:
    """What is in a bundle, from a line of a form."""
    return None if text is None else [each.strip() for each in text.replace("،", ",").split(",") if each.strip()]
