"""The generator of the client packages: an authored API document in, one distribution for each api-version out.

Seven stages, each a module with one public function: `load`, `lint`, `project`, `plan`, `render`, `format`, `publish`;
`pipeline` runs them, `cli` is the command line. Nothing here knows the API that the document describes.
"""
