"""Generator of the client packages: an authored API document in, one distribution for each api-version out.

The stages, in the order of the data, each with one public function: `load`, `lint`, `project`, `engine.parse`, `plan`,
`render`, `format`, `publish`, and `verify`, which compares the written package with its document. `pipeline` runs them,
`cli` is the command line; `export` writes documents in the forms of other platforms. `document` and `problems` are below
all of them. No stage imports a later one, except that `lint` uses `project`. Nothing here knows the API that a document
describes.
"""
