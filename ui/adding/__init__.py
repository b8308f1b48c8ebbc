"""Adding sources: dropped, pasted or chosen, each told as it comes in."""
