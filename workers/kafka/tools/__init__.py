"""What people do with a running broker: feed it, read it, look at what was refused, ask how it is."""
