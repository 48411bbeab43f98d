"""What all parts do about peers."""

PATIENCE = 60  # seconds for one run of a peer; large inputs and many conditions take some of them much longer
