"""What a run makes on the server, how it is made, and how it goes away again."""
