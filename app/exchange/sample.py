"""What every export of the sample library says of itself."""

SAMPLE_REMARK = "teaching text – not a source"
