"""What people read: scorecards, explanations and checklists as outlines, and an outline as plain text."""
