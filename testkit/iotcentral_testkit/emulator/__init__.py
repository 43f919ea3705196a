"""IoT Central emulator: data plane, control plane and data exports over HTTP, with state.

Rooms, from the bottom up; a room imports only rooms above it in this list:

    state           store, clock, timers, ids, applications
    languages       filters, group filters, export filters and queries, as parsers
    http            requests, responses, errors, authorization, paging, throttling, faults
    dtdl            device models: reading them, checking values against them
    devices         devices, their properties and commands, their simulation
    telemetry       values, messages and queries
    enrollment      enrollment groups, certificates, attestation
    resources       templates, groups, organizations, users and other resources
    jobs            jobs and scheduled jobs
    rules           rules that fire on request
    data_export     exports, destinations and their deliveries
    control_plane   applications as resources of Azure Resource Manager
    page            views of the page for people, as HTML

Composition roots above all rooms: `initial_state`, `seeding`, `world`, `played_device`, `bindings`, `clients`,
`debug_views`, `page_actions`, `event_stream`, `own_operations`, `background`, `asgi`, `server_thread`, `in_process`, `recorded`, `remote`, `starting`, and on top `app`
with the class `Emulator`.
Handlers and timer actions bind themselves; `asgi` imports the rooms that have some.
"""
