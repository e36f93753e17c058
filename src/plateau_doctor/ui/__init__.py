"""The window: Qt widgets over one mutable session. A widget shows and tells; it decides nothing."""
