"""Look for last year's plan in this year's report: `lawcheck follow-up`."""
