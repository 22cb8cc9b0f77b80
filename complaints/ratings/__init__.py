"""好差评: every visit and every online case may be rated once, by whoever was served and by nobody else."""
