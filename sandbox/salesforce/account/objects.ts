const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List - Prospecta', 'Trade Show', 'Other']

/**
 * `name type[:length]` with marks: `*` required, `!` read-only, `+` createable only; `>A,B` references; `=v` default.
 */
const person = `*LastName string:80 | FirstName string:40 | !Name string:121 | Salutation picklist | Title string:128 | Email email:80 | Phone phone:40 | MobilePhone phone:40 | Fax phone:40
 | HasOptedOutOfEmail boolean =false | HasOptedOutOfFax boolean =false | DoNotCall boolean =false | LeadSource picklist | Description textarea:32000 | OwnerId reference >User
 | EmailBouncedDate datetime | EmailBouncedReason string:255 | !LastActivityDate date | IndividualId reference >Individual | RecordTypeId reference >RecordType | !MasterRecordId reference | !IsDeleted boolean =false`

export const audit =
  '!CreatedDate datetime | !CreatedById reference >User | !LastModifiedDate datetime | !LastModifiedById reference >User | !SystemModstamp datetime'

export const definitions: readonly (readonly [
  name: string,
  label: string,
  prefix: string,
  fields: string,
  children?: string,
])[] = [
  [
    'Contact',
    'Contact',
    '003',
    `${person} | AccountId reference >Account | Department string:80 | MailingStreet textarea:255 | MailingCity string:40 | MailingPostalCode string:20 | MailingCountry string:80 | !IsEmailBounced boolean =false | !IsPersonAccount boolean =false | ReportsToId reference >Contact`,
    'OpportunityContactRoles OpportunityContactRole.ContactId, CampaignMembers CampaignMember.ContactId, EmailMessageRelations EmailMessageRelation.RelationId, EventRelations EventRelation.RelationId',
  ],
  [
    'Lead',
    'Lead',
    '00Q',
    `${person} | *Company string:255 | Status picklist =Open | Industry picklist | NumberOfEmployees int | Street textarea:255 | City string:40 | PostalCode string:20 | Country string:80 | Website url:255 | !IsConverted boolean =false | !ConvertedDate date | !ConvertedContactId reference >Contact | !ConvertedAccountId reference >Account | !ConvertedOpportunityId reference >Opportunity`,
    'CampaignMembers CampaignMember.LeadId, EmailMessageRelations EmailMessageRelation.RelationId, EventRelations EventRelation.RelationId',
  ],
  [
    'Individual',
    'Individual',
    '0PK',
    '*LastName string:80 | FirstName string:40 | !Name string:121 | Salutation picklist | HasOptedOutSolicit boolean =false | HasOptedOutProcessing boolean =false | HasOptedOutProfiling boolean =false | HasOptedOutTracking boolean =false | HasOptedOutGeoTracking boolean =false | ShouldForget boolean =false | SendIndividualData boolean =false | CanStorePiiElsewhere boolean =false | OwnerId reference >User | !MasterRecordId reference | !IsDeleted boolean =false',
    'Contacts Contact.IndividualId, Leads Lead.IndividualId',
  ],
  [
    'Account',
    'Account',
    '001',
    '*Name string:255 | Type picklist | Industry picklist | NumberOfEmployees int | ParentId reference >Account | Website url:255 | BillingCity string:40 | BillingCountry string:80 | Phone phone:40 | RecordTypeId reference >RecordType | OwnerId reference >User | !IsDeleted boolean =false | !IsPersonAccount boolean =false | !PersonContactId reference >Contact | FirstName string:40 | LastName string:80 | PersonEmail email:80 | PersonTitle string:80 | PersonMobilePhone phone:40 | PersonHasOptedOutOfEmail boolean =false | PersonHasOptedOutOfFax boolean =false | PersonDoNotCall boolean =false | PersonMailingCountry string:80 | PersonLeadSource picklist | PersonIndividualId reference >Individual',
    'Contacts Contact.AccountId, Opportunities Opportunity.AccountId',
  ],
  [
    'RecordType',
    'Record Type',
    '012',
    '*Name string:80 | *DeveloperName string:80 | *SobjectType picklist | IsActive boolean =true',
  ],
  [
    'User',
    'User',
    '005',
    '!Name string:121 | !Username string:80 | !Email email:128 | !FirstName string:40 | !LastName string:80 | !IsActive boolean =true | IndividualId reference >Individual | !ProfileId reference >Profile | !TimeZoneSidKey picklist | !UserType picklist',
  ],
  [
    'Profile',
    'Profile',
    '00e',
    '!Name string:255 | !UserType picklist | !PermissionsModifyAllData boolean =true | !PermissionsViewAllData boolean =true | !PermissionsCustomizeApplication boolean =true | !PermissionsBulkApiHardDelete boolean =false',
  ],
  [
    'Organization',
    'Organization',
    '00D',
    '!Name string:80 | !OrganizationType picklist | !IsSandbox boolean =false | !InstanceName string:5 | !Country string:80 | !TimeZoneSidKey picklist | !LanguageLocaleKey picklist',
  ],
  [
    'Opportunity',
    'Opportunity',
    '006',
    '*Name string:120 | AccountId reference >Account | *StageName picklist | Amount currency | *CloseDate date | !IsClosed boolean =false | !IsWon boolean =false | OwnerId reference >User | !IsDeleted boolean =false',
    'OpportunityContactRoles OpportunityContactRole.OpportunityId',
  ],
  [
    'OpportunityContactRole',
    'Opportunity Contact Role',
    '00K',
    '*OpportunityId reference >Opportunity | *ContactId reference >Contact | Role picklist | IsPrimary boolean =false | !IsDeleted boolean =false',
  ],
  [
    'Order',
    'Order',
    '801',
    'AccountId reference >Account | BillToContactId reference >Contact | ShipToContactId reference >Contact | Status picklist =Draft | StatusCode picklist =Draft | *EffectiveDate date | EndDate date | !IsDeleted boolean =false',
  ],
  [
    'EmailMessage',
    'Email Message',
    '02s',
    'Subject string:3000 | TextBody textarea:131072 | FromAddress email:1000 | FromName string:1000 | ToAddress string:4000 | Incoming boolean =false | MessageDate datetime | Status picklist =3 | EmailTemplateId string:18 | !IsBounced boolean =false | RelatedToId reference >Opportunity,Account,Case,Contract | ParentId reference >Case | !IsDeleted boolean =false | !FirstOpenedDate datetime | !LastOpenedDate datetime | !IsOpened boolean =false',
    'EmailMessageRelations EmailMessageRelation.EmailMessageId',
  ],
  [
    'EmailMessageRelation',
    'Email Message Relation',
    '0CZ',
    '*EmailMessageId reference >EmailMessage | RelationId reference >Contact,Lead,User | *RelationType picklist | RelationAddress string:1000 | !RelationObjectType picklist | !IsDeleted boolean =false',
  ],
  [
    'Campaign',
    'Campaign',
    '701',
    '*Name string:80 | Type picklist | Status picklist | IsActive boolean =true | StartDate date | EndDate date | !IsDeleted boolean =false',
    'CampaignMembers CampaignMember.CampaignId',
  ],
  [
    'CampaignMember',
    'Campaign Member',
    '00v',
    '*CampaignId reference >Campaign | LeadId reference >Lead | ContactId reference >Contact | Status picklist =Sent | !HasResponded boolean =false | !FirstRespondedDate date | !LeadOrContactId reference >Contact,Lead | !HasOptedOutOfEmail boolean =false | !DoNotCall boolean =false | !IsDeleted boolean =false',
  ],
  [
    'Event',
    'Event',
    '00U',
    'Subject string:255 | WhoId reference >Contact,Lead | WhatId reference >Account,Opportunity,Case,Contract | StartDateTime datetime | EndDateTime datetime | ActivityDate date | Description textarea:32000 | IsChild boolean =false | IsPrivate boolean =false | OwnerId reference >User | !IsDeleted boolean =false',
    'EventRelations EventRelation.EventId',
  ],
  [
    'EventRelation',
    'Event Relation',
    '0RE',
    '*EventId reference >Event | *RelationId reference >Contact,Lead,User | Status picklist =New | RespondedDate datetime | Response string:255 | IsInvitee boolean =true | IsParent boolean =false | !IsDeleted boolean =false',
  ],
  // What hangs on a person beyond the contact. Names and links beyond docs/reference/salesforce.md are the platform's
  // own, UNSURE (#codes-unsure there).
  [
    'Task',
    'Task',
    '00T',
    'Subject string:255 | Description textarea:32000 | WhoId reference >Contact,Lead | WhatId reference >Account,Opportunity,Case,Contract | Status picklist =Open | TaskSubtype picklist | CallType picklist | CallDisposition string:255 | CallDurationInSeconds int | ActivityDate date | !IsClosed boolean =false | !CompletedDateTime datetime | OwnerId reference >User | !IsDeleted boolean =false',
  ],
  [
    'TaskRelation',
    'Task Relation',
    '0RT',
    '*TaskId reference >Task | *RelationId reference >Contact,Lead,Account,Opportunity,Case,Contract | IsWhat boolean =false | !IsDeleted boolean =false',
  ],
  [
    'Attachment',
    'Attachment',
    '00P',
    '*Name string:255 | *+ParentId reference >Contact,Lead,Account,Case,EmailMessage | OwnerId reference >User | !IsDeleted boolean =false',
  ],
  [
    'ContentDocument',
    'Content Document',
    '069',
    '*Title string:255 | OwnerId reference >User | !IsDeleted boolean =false',
  ],
  [
    'ContentDocumentLink',
    'Content Document Link',
    '06A',
    '*+ContentDocumentId reference >ContentDocument | *+LinkedEntityId reference >Contact,Lead,Account,Opportunity,Case,Contract,User | ShareType picklist =V | !IsDeleted boolean =false',
  ],
  [
    'Case',
    'Case',
    '500',
    'Subject string:255 | ContactId reference >Contact | AccountId reference >Account | Status picklist =New | Origin picklist | SuppliedEmail email:80 | !IsClosed boolean =false | !ClosedDate datetime | !IsDeleted boolean =false',
  ],
  // The lookup to the case is spelt CasesId.
  [
    'CaseContactRole',
    'Case Contact Role',
    '03j',
    '*CasesId reference >Case | *ContactId reference >Contact | Role picklist | !IsDeleted boolean =false',
  ],
  [
    'Contract',
    'Contract',
    '800',
    'AccountId reference >Account | Status picklist =Draft | !StatusCode picklist | StartDate date | ContractTerm int | EndDate date | CustomerSignedId reference >Contact | !IsDeleted boolean =false',
  ],
  [
    'ContractContactRole',
    'Contract Contact Role',
    '02a',
    '*ContractId reference >Contract | *ContactId reference >Contact | Role picklist | IsPrimary boolean =false | !IsDeleted boolean =false',
  ],
  [
    'Asset',
    'Asset',
    '02i',
    '*Name string:255 | ContactId reference >Contact | AccountId reference >Account | Status picklist | InstallDate date | UsageEndDate date | IsCompetitorProduct boolean =false | !IsDeleted boolean =false',
  ],
  [
    'ProcessInstance',
    'Process Instance',
    '04g',
    '*TargetObjectId reference >Contact,Lead,Account,Opportunity,Contract,Case | *Status picklist | !IsDeleted boolean =false',
  ],
  [
    'ContactPointEmail',
    'Contact Point Email',
    '9Va',
    '*EmailAddress email:255 | ParentId reference >Individual,Account | IsPrimary boolean =false | !IsDeleted boolean =false',
  ],
  [
    'ContactPointPhone',
    'Contact Point Phone',
    '9Vb',
    '*TelephoneNumber phone:255 | ParentId reference >Individual,Account | !IsDeleted boolean =false',
  ],
  [
    'ContactPointAddress',
    'Contact Point Address',
    '9Vc',
    '*Name string:255 | ParentId reference >Individual,Account | !IsDeleted boolean =false',
  ],
  [
    'ContactPointTypeConsent',
    'Contact Point Type Consent',
    '9Vd',
    '*Name string:255 | *PartyId reference >Individual | ContactPointType picklist | PrivacyConsentStatus picklist =NotSeen | CaptureContactPointType picklist | CaptureDate datetime | CaptureSource string:255 | DoubleConsentCaptureDate datetime | EffectiveFrom datetime | EffectiveTo datetime | DataUsePurposeId string:18 | !IsDeleted boolean =false',
  ],
  [
    'ContactPointConsent',
    'Contact Point Consent',
    '9Ve',
    '*Name string:255 | *PartyId reference >Individual | ContactPointId reference >ContactPointEmail,ContactPointPhone,ContactPointAddress | PrivacyConsentStatus picklist =NotSeen | CaptureContactPointType picklist | CaptureDate datetime | CaptureSource string:255 | DoubleConsentCaptureDate datetime | EffectiveFrom datetime | EffectiveTo datetime | DataUsePurposeId string:18 | !IsDeleted boolean =false',
  ],
  [
    'PermissionSet',
    'Permission Set',
    '0PS',
    '*Name string:80 | *Label string:80 | Description textarea:255 | !IsOwnedByProfile boolean =false | !ProfileId reference >Profile | LicenseId reference | PermissionsViewAllData boolean =false',
    'Assignments PermissionSetAssignment.PermissionSetId, FieldPerms FieldPermissions.ParentId, ObjectPerms ObjectPermissions.ParentId',
  ],
  [
    'PermissionSetAssignment',
    'Permission Set Assignment',
    '0Pa',
    '*+AssigneeId reference >User | *+PermissionSetId reference >PermissionSet',
  ],
  [
    'FieldPermissions',
    'Field Permissions',
    '01k',
    '*+ParentId reference >PermissionSet | *+SobjectType picklist | *+Field picklist | PermissionsRead boolean =false | PermissionsEdit boolean =false',
  ],
  [
    'ObjectPermissions',
    'Object Permissions',
    '110',
    '*+ParentId reference >PermissionSet | *+SobjectType picklist | PermissionsCreate boolean =false | PermissionsRead boolean =false | PermissionsEdit boolean =false | PermissionsDelete boolean =false | PermissionsViewAllRecords boolean =false | PermissionsModifyAllRecords boolean =false',
  ],
  [
    'CustomField',
    'Custom Field',
    '00N',
    '+FullName string:255 | !DeveloperName string:80 | !TableEnumOrId picklist | !NamespacePrefix string:15 | !ManageableState picklist',
  ],
]

export const objectsWithoutBin = new Set([
  'RecordType',
  'User',
  'Profile',
  'Organization',
  'PermissionSet',
  'PermissionSetAssignment',
  'FieldPermissions',
  'ObjectPermissions',
  'CustomField',
])

/** Only in orgs with Data Protection and Privacy (docs/reference/salesforce.md#individual, #individual-off). */
export const dataProtectionObjects: ReadonlySet<string> = new Set([
  'individual',
  'contactpointemail',
  'contactpointphone',
  'contactpointaddress',
  'contactpointtypeconsent',
  'contactpointconsent',
])

export const objectsNobodyCreates = new Set(['User', 'Profile', 'Organization'])

export const picklists: Readonly<Record<string, readonly string[]>> = {
  LeadSource: leadSources,
  Salutation: ['M.', 'Mme'],
  ContactPointType: ['Email', 'MailingAddress', 'Phone', 'Social', 'Web'],
  CaptureContactPointType: ['Email', 'MailingAddress', 'Phone', 'Social', 'Web'],
  PrivacyConsentStatus: ['NotSeen', 'Seen', 'OptIn', 'OptOut'],
  RelationType: ['ToAddress', 'CcAddress', 'BccAddress', 'FromAddress', 'OtherAddress'],
  StatusCode: ['Draft', 'InApproval', 'Activated'],
  StageName: ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Closed Won', 'Closed Lost'],
}
