"""Journeys: what people do, through a real browser, on a Zhike that `up --demo` started."""
