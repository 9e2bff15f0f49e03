"""Putting minutes in through the page (lægge ind): for those who may, files checked, kept, and read in by a process."""
