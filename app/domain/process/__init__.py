"""Process flows: the guided path of stages and steps that a record is led along."""
