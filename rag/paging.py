"""Pages of items (sider): what a filter keeps, a part at a time."""

from __future__ import annotations

from dataclasses import dataclass

from rag.catalog import Catalog
from rag.domain import Filters, ItemRecord
from rag.rows import ITEM_JOIN, ORDER, condition, read_items


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Some of the items that a filter keeps (side), and how many it keeps in all."""

    records: tuple[ItemRecord, ...]
    total: int


def find_page(catalog: Catalog, filters: Filters, limit: int, skip: int = 0) -> ItemPage:
    """The items that a filter keeps by date and place in the meeting, `limit` of them after the first `skip`."""
    where, values = condition(filters)
    of_filter = f"FROM {ITEM_JOIN} WHERE {where}"
    with catalog.snapshot() as connection:
        total: int = connection.execute(f"SELECT count(*) {of_filter}", values).fetchone()[0]
        page = f"SELECT i.id {of_filter} {ORDER}, i.position LIMIT ? OFFSET ?"
        ids = [row[0] for row in connection.execute(page, [*values, limit, skip])]
        records = read_items(connection, ids)
    return ItemPage(tuple(records[item_id] for item_id in ids), total)
