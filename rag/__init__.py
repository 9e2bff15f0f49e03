"""Retrieval and answers over municipal meeting minutes (referater)."""
