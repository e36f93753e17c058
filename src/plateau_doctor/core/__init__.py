"""The pure core: values and functions over them, with the standard library only."""
