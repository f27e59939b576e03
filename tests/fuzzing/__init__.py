"""What `make fuzz` is made of: inputs by seed, the limits that each is tried under, and what counts as broken."""
