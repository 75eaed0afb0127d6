"""Find where a report contradicts itself: `lawcheck audit`."""
