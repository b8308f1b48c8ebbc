"""The inbox: a watched folder, looked at beside the window; its new files wait to be kept."""
