"""The encoder port, its adapters, the shipped model and how it was trained."""
