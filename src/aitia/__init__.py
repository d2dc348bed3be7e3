"""aitia: political and conflict writing into a sourced conflict model."""
