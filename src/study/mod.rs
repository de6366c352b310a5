//! Opens the folder, hands out the rooms.
