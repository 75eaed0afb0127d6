"""Find the figures of a report: value, unit, qualifier, words, period, subject, place."""
