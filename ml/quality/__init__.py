"""The platform's own causal quality tests, for hourly series."""
