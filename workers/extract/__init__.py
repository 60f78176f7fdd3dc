"""The extract stage: from an article's sentences to reports of evacuations, each field with the words it rests on."""
