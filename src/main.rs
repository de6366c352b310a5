//! Starts the program and ends it with its exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
