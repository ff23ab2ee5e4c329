"""The schedule: when a job's slots come, and the texts by which a system runs what is due."""
