"""Resources of an application beside devices: templates, groups, organizations, users and others."""
