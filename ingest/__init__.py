"""From files of minutes (referater) to a catalog that can be searched."""
