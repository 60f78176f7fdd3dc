"""The wire page and its feeds: what a desk opens in a browser and what a program reads over HTTP.

Data flows one way: `folder` or `broker` reads records, `store` keeps the newest version of each item and event and a `journal` of the items
in the order they came, and `items`, `atom`, `sse` and the page in `static/` show them. Nothing is written anywhere.
"""
