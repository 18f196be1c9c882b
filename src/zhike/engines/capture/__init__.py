"""Records from what people paste: a chat, a signature, a card, an address for a parcel."""
