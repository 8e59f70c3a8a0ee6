import type { PropertyDef, PropertyGroup, PropertyOption, SubscriptionDef } from '../account/types.ts'

// docs/reference/hubspot.md#prop-legal-basis: what a portal has on day one; the en dashes of hs_legal_basis are part of
// the values.
type Line = readonly [
  name: string,
  label: string,
  type: string,
  fieldType: string,
  readOnly: boolean,
  options?: readonly (string | readonly [string, string])[],
]

const bool = ['true', 'false'] as const
const sources = [
  'ORGANIC_SEARCH',
  'PAID_SEARCH',
  'EMAIL_MARKETING',
  'SOCIAL_MEDIA',
  'REFERRALS',
  'OTHER_CAMPAIGNS',
  'DIRECT_TRAFFIC',
  'OFFLINE',
  'PAID_SOCIAL',
] as const

const lines: readonly Line[] = [
  ['email', 'E-mail', 'string', 'text', false],
  ['firstname', 'Prénom', 'string', 'text', false],
  ['lastname', 'Nom', 'string', 'text', false],
  ['jobtitle', 'Intitulé du poste', 'string', 'text', false],
  ['company', 'Nom de l’entreprise', 'string', 'text', false],
  ['phone', 'Numéro de téléphone', 'string', 'phonenumber', false],
  ['mobilephone', 'Numéro de mobile', 'string', 'phonenumber', false],
  ['country', 'Pays', 'string', 'text', false],
  ['city', 'Ville', 'string', 'text', false],
  ['zip', 'Code postal', 'string', 'text', false],
  ['website', 'Site web', 'string', 'text', false],
  ['hs_language', 'Langue', 'enumeration', 'select', false, ['fr', 'en', 'de', 'it', 'es', 'nl']],
  ['hubspot_owner_id', 'Propriétaire du contact', 'enumeration', 'select', false],
  [
    'hs_lead_status',
    'Statut du lead',
    'enumeration',
    'radio',
    false,
    ['NEW', 'OPEN', 'IN_PROGRESS', 'OPEN_DEAL', 'UNQUALIFIED', 'ATTEMPTED_TO_CONTACT', 'CONNECTED', 'BAD_TIMING'],
  ],
  ['associatedcompanyid', 'Entreprise principale', 'number', 'number', false],
  [
    'lifecyclestage',
    'Phase du cycle de vie',
    'enumeration',
    'radio',
    false,
    [
      'subscriber',
      'lead',
      'marketingqualifiedlead',
      'salesqualifiedlead',
      'opportunity',
      'customer',
      'evangelist',
      'other',
    ],
  ],
  [
    'hs_legal_basis',
    'Base légale pour le traitement des données du contact',
    'enumeration',
    'checkbox',
    false,
    [
      ['Legitimate interest – prospect/lead', 'Intérêt légitime – prospect'],
      ['Legitimate interest – existing customer', 'Intérêt légitime – client'],
      ['Legitimate interest - other', 'Intérêt légitime – autre'],
      ['Performance of a contract', 'Exécution d’un contrat'],
      ['Freely given consent from contact', 'Consentement'],
      ['Not applicable', 'Sans objet'],
    ],
  ],
  ['hs_email_optout', 'Désabonné de tous les e-mails', 'bool', 'booleancheckbox', true, bool],
  [
    'hs_email_optout_survey_reason',
    'Raison du désabonnement',
    'enumeration',
    'radio',
    true,
    ['TOO_MANY', 'NEVER_SIGNED_UP', 'IRRELEVANT', 'OTHER'],
  ],
  ['hs_email_last_click_date', 'Date du dernier clic', 'datetime', 'date', true],
  ['hs_email_last_reply_date', 'Date de la dernière réponse', 'datetime', 'date', true],
  ['hs_email_last_open_date', 'Date de la dernière ouverture', 'datetime', 'date', true],
  ['hs_email_last_email_name', 'Nom du dernier e-mail marketing', 'string', 'text', true],
  ['hs_email_last_send_date', 'Date du dernier envoi', 'datetime', 'date', true],
  ['hs_email_first_send_date', 'Date du premier envoi', 'datetime', 'date', true],
  ['hs_first_outreach_date', 'Date de la première prise de contact', 'datetime', 'date', true],
  ['hs_sales_email_last_replied', 'Dernière réponse à un e-mail commercial', 'datetime', 'date', true],
  ['hs_sales_email_last_clicked', 'Dernier clic dans un e-mail commercial', 'datetime', 'date', true],
  ['hs_sales_email_last_opened', 'Dernière ouverture d’un e-mail commercial', 'datetime', 'date', true],
  ['hs_last_sales_activity_timestamp', 'Dernier engagement', 'datetime', 'date', true],
  [
    'hs_last_sales_activity_type',
    'Type du dernier engagement',
    'enumeration',
    'select',
    true,
    [
      'EMAIL_CLICK',
      'EMAIL_OPEN',
      'EMAIL_REPLY',
      'FORM_SUBMITTED',
      'MEETING_BOOKED',
      'HUBSPOT_REVISIT',
      'PRESENTATION_REVISIT',
      'COMPANYPROSPECTS_REVISIT',
    ],
  ],
  ['notes_last_contacted', 'Dernier contact', 'datetime', 'date', true],
  ['notes_last_updated', 'Dernière activité', 'datetime', 'date', true],
  ['num_notes', 'Nombre d’activités', 'number', 'number', true],
  ['recent_conversion_date', 'Dernière conversion', 'datetime', 'date', true],
  ['first_conversion_date', 'Première conversion', 'datetime', 'date', true],
  ['num_conversion_events', 'Nombre de conversions', 'number', 'number', true],
  ['engagements_last_meeting_booked', 'Dernière réunion réservée', 'datetime', 'date', true],
  ['hs_analytics_source', 'Source d’origine', 'enumeration', 'select', false, sources],
  ['hs_analytics_source_data_1', 'Détail 1 de la source d’origine', 'string', 'text', true],
  ['hs_analytics_source_data_2', 'Détail 2 de la source d’origine', 'string', 'text', true],
  ['hs_latest_source', 'Dernière source', 'enumeration', 'select', false, sources],
  ['hs_latest_source_data_1', 'Détail 1 de la dernière source', 'string', 'text', true],
  ['hs_latest_source_data_2', 'Détail 2 de la dernière source', 'string', 'text', true],
  ['hs_latest_source_timestamp', 'Horodatage de la dernière source', 'datetime', 'date', false],
  ['hs_object_source', 'Source de la fiche', 'string', 'text', true],
  ['hs_object_source_id', 'Identifiant de la source de la fiche', 'string', 'text', true],
  [
    'hs_object_source_label',
    'Libellé de la source de la fiche',
    'enumeration',
    'select',
    true,
    ['FORM', 'IMPORT', 'CRM_UI', 'INTEGRATION', 'INTERNAL_PROCESSING', 'CONVERSATIONS', 'MOBILE_IOS'],
  ],
  ['hs_object_source_detail_1', 'Détail 1 de la source de la fiche', 'string', 'text', true],
  ['hs_object_source_user_id', 'Utilisateur source de la fiche', 'number', 'number', true],
  ['hs_quarantined_emails', 'Adresses en quarantaine', 'string', 'textarea', true],
  ['hs_email_quarantined', 'Adresse en quarantaine', 'bool', 'booleancheckbox', true, bool],
  [
    'hs_email_quarantined_reason',
    'Raison de la quarantaine',
    'enumeration',
    'select',
    true,
    ['RECIPIENT_COMPLAINT', 'HIGH_HARD_BOUNCE_RATE', 'UNDELIVERABLE_ADDRESS', 'OTHER'],
  ],
  ['hs_email_bad_address', 'Adresse invalide', 'bool', 'booleancheckbox', true, bool],
  [
    'hs_email_hard_bounce_reason_enum',
    'Raison du rejet',
    'enumeration',
    'select',
    true,
    ['CONTENT', 'MAILBOX_FULL', 'OTHER', 'POLICY', 'SPAM', 'UNKNOWN_USER'],
  ],
  ['hs_email_bounce', 'Rejets', 'number', 'number', true],
  ['createdate', 'Date de création', 'datetime', 'date', true],
  ['hs_createdate', 'Date de création (objet)', 'datetime', 'date', true],
  ['lastmodifieddate', 'Dernière modification', 'datetime', 'date', true],
  ['hs_lastmodifieddate', 'Dernière modification (objet)', 'datetime', 'date', true],
  ['hs_object_id', 'Identifiant de la fiche', 'number', 'number', true],
  ['hs_is_unworked', 'Contact non travaillé', 'bool', 'calculation_equation', true, bool],
  ['num_associated_deals', 'Nombre de transactions associées', 'number', 'number', true],
  ['hs_marketable_status', 'Statut de contact marketing', 'enumeration', 'select', true, bool],
  ['hs_marketable_until_renewal', 'Contact marketing jusqu’au renouvellement', 'enumeration', 'select', true, bool],
  ['hs_additional_emails', 'Adresses e-mail supplémentaires', 'enumeration', 'checkbox', true],
  ['hs_merged_object_ids', 'Fiches fusionnées', 'enumeration', 'checkbox', true],
  ['hs_calculated_merged_vids', 'Fiches fusionnées (horodatées)', 'enumeration', 'checkbox', true],
  ['hs_all_contact_vids', 'Tous les identifiants', 'enumeration', 'checkbox', true],
  ['hs_unique_creation_key', 'Clé de création', 'string', 'text', true],
  ['hs_email_domain', 'Domaine de l’adresse', 'string', 'text', true],
  ['hs_was_imported', 'Importé', 'bool', 'booleancheckbox', true, bool],
  ['hs_created_by_user_id', 'Créé par', 'number', 'number', true],
  ['hs_updated_by_user_id', 'Modifié par', 'number', 'number', true],
]

export const subscriptionDefinitions: readonly SubscriptionDef[] = [
  {
    id: '330101',
    name: 'Newsletter commerciale',
    description: 'Offres et actualités',
    purpose: 'Marketing',
    communicationMethod: 'Email',
    isDefault: true,
  },
  {
    id: '330102',
    name: 'Invitations aux salons et webinaires',
    description: 'Événements professionnels',
    purpose: 'Marketing',
    communicationMethod: 'Email',
    isDefault: false,
  },
  {
    id: '330103',
    name: 'One to One',
    description: 'E-mails individuels des commerciaux',
    purpose: 'Sales',
    communicationMethod: 'Email',
    isDefault: true,
  },
]

/** The portal's own source property, created by its administrator. */
const customSourceProperty = 'origine_contact'

export function hubspotCatalog(at: number): PropertyDef[] {
  const defs = lines.map((line) => fromLine(line, at))
  for (const type of subscriptionDefinitions) {
    // docs/reference/hubspot.md#prop-optout-type: one opt-out property per subscription type.
    defs.push(typeProperty(type, at))
  }
  const custom = fromLine(
    [
      customSourceProperty,
      'Origine du contact',
      'enumeration',
      'select',
      false,
      [
        ['formulaire-site', 'Formulaire du site'],
        ['salon', 'Salon professionnel'],
        ['achat-prospecta', 'Achat de fichier Prospecta'],
        ['import', 'Import de fichier'],
      ],
    ],
    at,
  )
  defs.push({ ...custom, hubspotDefined: false })
  return defs
}

/** The opt-out property of one subscription type (docs/reference/hubspot.md#prop-optout-type). */
export function typeProperty(type: SubscriptionDef, at: number): PropertyDef {
  return fromLine([`hs_email_optout_${type.id}`, `Désabonné : ${type.name}`, 'enumeration', 'select', true, bool], at)
}

export const hubspotGroups: readonly PropertyGroup[] = [
  { name: 'contactinformation', label: 'Informations sur le contact', displayOrder: 0, archived: false },
  { name: 'emailinformation', label: 'Informations sur les e-mails', displayOrder: 1, archived: false },
  { name: 'analyticsinformation', label: 'Informations analytiques', displayOrder: 2, archived: false },
]

/** A text that the portal's administrator made. */
export const customText = (name: string, at: number): PropertyDef => ({
  ...fromLine([name, name, 'string', 'text', false], at),
  hubspotDefined: false,
})

function fromLine([name, label, type, fieldType, readOnly, options]: Line, at: number): PropertyDef {
  return {
    name,
    label,
    type,
    fieldType,
    groupName: name.startsWith('hs_email')
      ? 'emailinformation'
      : name.startsWith('hs_analytics') || name.startsWith('hs_latest')
        ? 'analyticsinformation'
        : 'contactinformation',
    description: '',
    options: (options ?? []).map(toOption),
    readOnlyValue: readOnly,
    hubspotDefined: true,
    calculated: false,
    hidden: name === 'hs_additional_emails',
    displayOrder: -1,
    formField: false,
    hasUniqueValue: name === 'email' || name === 'hs_object_id',
    archived: false,
    createdAt: at,
    updatedAt: at,
  }
}

function toOption(option: string | readonly [string, string], index: number): PropertyOption {
  const [value, label] = typeof option === 'string' ? [option, option] : option
  return { label, value, displayOrder: index, hidden: false }
}
