-- What the connector of a system says of its source field, until an admin maps others.
alter table connections add column default_source jsonb;
update connections set default_source = '{"property": "hs_object_source_label", "values": [{"value": "FORM", "kind": "C1", "name": "HubSpot form", "accepted": false}]}' where connector = 'hubspot';
update connections set default_source = '{"property": "LeadSource", "values": [{"value": "Web", "kind": "C1", "name": "Web form", "accepted": false}]}' where connector = 'salesforce';
