"""One more object, in one file: what it takes to add a business object, and the proof that nothing else is needed.

`models.py` is the declaration. Its words and its migration stand beside it; no other file knows of gadgets.
"""
