"$server: is up"
