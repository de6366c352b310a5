mod folder;
mod program;
