"""The screens of the main job. They show and pass on; what may be done, and when, the acts say."""
