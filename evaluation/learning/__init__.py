"""Training the heads of listening on labelled utterances."""
