//! The program.

fn main() -> std::process::ExitCode {
    visavis::cli::main()
}
