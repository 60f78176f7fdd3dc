"""The Kafka shell: one Faust worker a stage, and the tools that work with a running broker.

`stage_app` drives a stage; `consumer` and `ledger` hold what keeps a message from being lost; `restore` rebuilds state from the stage's own
output; `pool` runs NLP in processes of its own; `supervisor` keeps one process a stage running; `tools` are for people.
"""
