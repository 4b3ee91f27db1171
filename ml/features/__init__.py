"""Features, defined once in features.json and executed here and by the runtime."""
