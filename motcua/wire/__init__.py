"""What crosses the wire, in Python: models, typed clients, the refusal body and the slices that registers receive."""
