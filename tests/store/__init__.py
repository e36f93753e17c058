"""What people said, kept on this computer."""
