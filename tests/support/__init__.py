"""What more than one test module stands on."""
