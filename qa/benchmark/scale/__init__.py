"""Large made-up libraries and the time that search takes in them."""
