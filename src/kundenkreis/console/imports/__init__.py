"""Event logs of other systems become cases with promises: `kundenkreis import events`."""
