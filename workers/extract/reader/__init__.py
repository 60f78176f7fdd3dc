"""The learned reader: a small language model that reads a whole passage and tells what each sentence asserts, and of whom.

`passages` cuts an article into what the model reads at once, `network` runs the model, `heard` is what it tells of a sentence. It proposes and
weighs; the fields' values still come from the article's own words. `tests/evaluate/reader.py` is its recipe.
"""
