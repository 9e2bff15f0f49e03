"""The views to look around in (visningerne): meetings, cases, search and overview as plain HTML pages."""
