"""Danish texts of the assistant, standard library only."""
