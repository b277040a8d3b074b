"""The example programs, built by code from sourced facts."""
