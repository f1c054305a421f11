"""What a backup looks like on the disk, and how somebody who was erased is struck out of it."""
