import type { ScopeNeed } from '../../../src/connector/oauth-spec.ts'

/** Batch communication preferences exist on Marketing Hub Enterprise only (docs/reference/hubspot.md#scopes-batch). */
export const batchWriteScope = 'communication_preferences.statuses.batch.write'
export const batchReadScope = 'communication_preferences.statuses.batch.read'
/**
 * Names of the specification (docs/reference/hubspot.md#scopes-journal); the documentation page has others, so the
 * vendor's refusal is told as it is.
 */
export const journalScopes: readonly string[] = [
  'webhooks-journal-data-access',
  'webhooks-journal-subscription-management',
]
/**
 * The scope of docs/reference/hubspot.md#forms-api, asked for as an option: who does not want the form audit leaves it
 * out of the app.
 */
export const formsScope = 'forms'
/**
 * What is open with a person (docs/reference/hubspot.md#deal-states, #ticket-states, #quote-states, #company-deals):
 * all optional, and read only. `tickets` is one scope for reading and writing; nothing is written with it.
 */
/** Calls, meetings and notes are read with it, too (docs/reference/hubspot.md#activities). */
export const contactsScope = 'crm.objects.contacts.read'
export const dealsScope = 'crm.objects.deals.read'
export const companiesScope = 'crm.objects.companies.read'
export const ticketsScope = 'tickets'
export const quotesScope = 'crm.objects.quotes.read'
export const preferencesScope = 'communication_preferences.read_write'

/** Scopes asked for, docs/reference/hubspot.md#scopes. Optional ones may be dropped by the portal without a word. */
export const hubspotScopes: readonly ScopeNeed[] = [
  { scope: 'oauth', required: true, reason: { en: 'Connect to the account.', fr: 'Se connecter au compte.' } },
  {
    scope: contactsScope,
    required: true,
    reason: {
      en: 'Read contacts; without it nothing can be read or verified.',
      fr: 'Lire les contacts ; sans lui rien ne peut être lu ni vérifié.',
    },
  },
  {
    scope: 'crm.objects.contacts.write',
    required: true,
    reason: {
      en: 'Write our fields and archive; without it only e-mail can be blocked.',
      fr: "Écrire nos champs et archiver ; sans lui seul l'e-mail peut être bloqué.",
    },
  },
  {
    scope: 'crm.schemas.contacts.read',
    required: true,
    reason: {
      en: 'See which properties exist; without it nothing can be mapped.',
      fr: 'Voir quelles propriétés existent ; sans lui aucune correspondance possible.',
    },
  },
  {
    scope: 'crm.schemas.contacts.write',
    required: true,
    reason: {
      en: 'Create our group and properties; without it seven channels cannot be marked.',
      fr: 'Créer notre groupe et nos propriétés ; sans lui sept canaux ne peuvent être marqués.',
    },
  },
  {
    scope: preferencesScope,
    required: true,
    reason: {
      en: 'Unsubscribe an address and verify it; without it no e-mail opt-out can be sent.',
      fr: 'Désabonner une adresse et le vérifier ; sans lui aucune opposition par e-mail ne peut être transmise.',
    },
  },
  {
    scope: batchReadScope,
    required: false,
    reason: {
      en: 'Verify many addresses in one call (Enterprise only).',
      fr: 'Vérifier plusieurs adresses en un appel (Enterprise uniquement).',
    },
  },
  {
    scope: batchWriteScope,
    required: false,
    reason: {
      en: 'Unsubscribe many addresses in one call (Enterprise only).',
      fr: 'Désabonner plusieurs adresses en un appel (Enterprise uniquement).',
    },
  },
  {
    scope: formsScope,
    required: false,
    reason: {
      en: 'Read the forms of the account for the form audit; nothing is written.',
      fr: "Lire les formulaires du compte pour l'audit des formulaires ; rien n'est écrit.",
    },
  },
  {
    scope: dealsScope,
    required: false,
    reason: {
      en: 'Tell open, won and lost deals apart before someone is removed.',
      fr: "Distinguer les transactions ouvertes, gagnées et perdues avant qu'une personne soit supprimée.",
    },
  },
  {
    scope: companiesScope,
    required: false,
    reason: {
      en: "See the open deals of a person's company before they are removed, and what is said of the company itself.",
      fr: "Voir les transactions ouvertes de l'entreprise d'une personne avant de la supprimer, et ce qui est dit de l'entreprise elle-même.",
    },
  },
  {
    scope: ticketsScope,
    required: false,
    reason: {
      en: 'See open tickets before someone is removed; nothing is written.',
      fr: "Voir les tickets ouverts avant qu'une personne soit supprimée ; rien n'est écrit.",
    },
  },
  {
    scope: quotesScope,
    required: false,
    reason: {
      en: 'See quotes that can still be accepted before someone is removed.',
      fr: "Voir les devis qui peuvent encore être acceptés avant qu'une personne soit supprimée.",
    },
  },
]
