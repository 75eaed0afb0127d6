"""Reading documents (YAML, JSON, text files) into nodes that know where they stand. Knows no checklist and no rule."""
