"""What `extramile check` looks at. Nothing here changes anything, and none of it says more of people than how many."""
