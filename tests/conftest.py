"""What holds for every test: random examples take the time that they need."""

from hypothesis import HealthCheck, settings

# A machine that is slow or busy is no fault of the program: work is counted (`work.py`), never timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
