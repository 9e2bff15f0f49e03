"""How the shipped model is made: pairs and text in, a sentence-transformers folder out."""
