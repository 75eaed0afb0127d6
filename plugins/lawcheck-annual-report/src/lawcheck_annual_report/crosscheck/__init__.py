"""Put a report beside evidence that people typed: `lawcheck crosscheck`."""
