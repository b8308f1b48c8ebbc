"""The pages of a PDF in the reader."""
