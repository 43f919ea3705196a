"""HTTP layer: requests, responses, errors, authorization, paging, throttling and faults."""
