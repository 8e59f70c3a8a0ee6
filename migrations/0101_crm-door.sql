-- The door of an objection made in a CRM bore the vendor's name. Its connection says which one it is.
update objections set door = 'crm' where door in ('hubspot', 'salesforce');
update shopper_rounds set door = 'crm' where door in ('hubspot', 'salesforce');
