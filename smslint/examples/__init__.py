"""Programs to copy: smslint inside other engines."""
