"""A made-up authority of any size: all datasets consistent with each other, in every form that councils have."""
