"""The JSON API (programmernes dør): ask, search, items, meetings, timelines and status, with its own reference."""
