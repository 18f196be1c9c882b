"""The addresses of the API, by what they are about. Each handler takes a request and gives an answer."""
