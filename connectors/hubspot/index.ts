import { z } from 'zod'
import type { Capabilities, Connector } from '../../src/connector/contract.ts'
import type { OAuthCredentials } from '../../src/connector/oauth-spec.ts'
import type { Cursor } from '../../src/connector/records.ts'
import { channels } from '../../src/domain/app/channel.ts'
import { check } from './read/check.ts'
import { dependencies, dependencyKinds } from './dependencies/dependencies.ts'
import { createContact } from './write/create.ts'
import { disconnect } from './write/disconnect.ts'
import { binDays, defaultApp, startLimits } from './transport/endpoints.ts'
import { listForms, readForm } from './read/forms.ts'
import { hubspotOAuth } from './transport/oauth.ts'
import { fieldKinds } from './read/field-kinds.ts'
import {
  contactObject,
  doNotContact,
  groupName,
  ownProperties,
  stoppedKinds,
  tagProperty,
} from './fields/properties.ts'
import { readJournal } from './webhook/journal.ts'
import { provision } from './write/provision.ts'
import { lookInBin } from './read/look-in-bin.ts'
import { pull } from './read/pull.ts'
import { read } from './read/read.ts'
import { sight } from './read/sight.ts'
import { liftLink, release } from './write/release.ts'
import { remove } from './write/remove.ts'
import { formsScope } from './transport/scopes.ts'
import { optOut } from './write/shopper.ts'
import { suppress, verify } from './write/suppress.ts'
import { firstContactWords, ownFacts } from './fields/facts.ts'
import { factHistory } from './read/history.ts'
import { relationFields } from './fields/relation-fields.ts'
import { hubspotSystem } from './read/system.ts'
import { listTypes } from './fields/type-statuses.ts'
import { hold, tag } from './write/tag.ts'
import { hubspotWebhook } from './webhook/webhook.ts'
import { french } from './transport/french.ts'

const Credentials = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.coerce.date().nullable(),
  instanceUrl: z.string().nullable(),
})

const capabilities: Capabilities = {
  channels: {
    email: 'enforced',
    sms: 'marked',
    phone: 'marked',
    robocall: 'marked',
    post: 'marked',
    social: 'marked',
    fax: 'marked',
    audience: 'marked',
  },
  batch: { suppress: 25, tag: 100, hold: 100, remove: 100, read: 100 },
  readBack: true,
  bin: { days: binDays },
  erases: 'at-once',
  anonymises: false,
}

const unsubscribeFromAll = {
  en: 'communication preferences: unsubscribe from all',
  fr: 'préférences de communication : désabonner de tout',
}
const unsubscribeFromOne = {
  en: 'communication preferences: unsubscribe from the subscription type mapped to a kind',
  fr: 'préférences de communication : désabonner du type d’abonnement associé à un type de message',
}
const archive = {
  en: `archive (HubSpot recycle bin, ${binDays} days)`,
  fr: `archiver (corbeille de HubSpot, ${binDays} jours)`,
}

/** HubSpot contacts, dated API 2026-03. What it does and does not stop: README.md in this folder. */
export const hubspot: Connector<OAuthCredentials> = {
  id: 'hubspot',
  label: 'HubSpot',
  kind: 'crm',
  auth: hubspotOAuth,
  addresses: {
    api: { variable: 'HUBSPOT_API_URL', default: 'https://api.hubapi.com' },
    app: { variable: 'HUBSPOT_APP_URL', default: defaultApp },
  },
  credentials: Credentials,
  webhook: hubspotWebhook,
  carrierName: {
    en: 'Its exact name in HubSpot (Marketing > Email).',
    fr: 'Son nom exact dans HubSpot (Marketing > E-mail).',
  },
  defaultSource: {
    property: 'hs_object_source_label',
    values: [{ value: 'FORM', kind: 'C1', name: 'HubSpot form', accepted: false }],
  },
  moreSourcesHint: { en: 'Such as hs_analytics_source.', fr: 'Par exemple hs_analytics_source.' },
  kindSwitches: {
    channels: ['email'],
    label: { en: 'Subscription type', fr: "Type d'abonnement" },
    unmapped: {
      en: 'An opt-out from a HubSpot type that is not mapped stops all e-mail.',
      fr: "Un désabonnement d'un type HubSpot non associé arrête tout l'e-mail.",
    },
  },
  customers: {
    example: 'lifecyclestage',
    keeps: {
      en: 'A value that means customer and an open deal keep the person whatever these fields show. A won deal does too, unless it closed by the end of the contract. Without the right to read deals, any associated deal counts as open.',
      fr: 'Une valeur qui veut dire client et une transaction ouverte gardent la personne quoi que montrent ces champs. Une transaction gagnée aussi, sauf si elle a été close au plus tard à la fin du contrat. Sans le droit de lire les transactions, toute transaction associée compte comme ouverte.',
    },
  },
  companies: { example: 'forme_juridique' },
  facts: {
    examples: {
      basis: 'hs_legal_basis',
      agreed: 'consentement_newsletter',
      agreedOn: 'date_du_consentement',
      reached: 'type_de_contact',
      account: 'compte_gratuit',
      published: 'mention_publiee',
      disclosed: 'transmis_le',
      family: 'famille_de_produit',
      entity: 'pipeline',
    },
    own: ownFacts,
    firstContact: firstContactWords,
  },
  dependencies: dependencyKinds,
  french,
  writes: {
    created: [groupName, ...ownProperties.map((property) => property.name)],
    suppress: [unsubscribeFromAll, unsubscribeFromOne, doNotContact, stoppedKinds],
    blockFields: {
      ...Object.fromEntries(channels.map((channel) => [channel, doNotContact])),
      email: unsubscribeFromAll,
    },
    tag: [
      ...ownProperties
        .map((property) => property.name)
        .filter((name) => name !== doNotContact && name !== stoppedKinds),
      'hs_legal_basis',
    ],
    create: ['contact: email, firstname, lastname, company, jobtitle, phone'],
    shopper: [
      { en: 'create contact: email, firstname, lastname', fr: 'créer un contact : email, firstname, lastname' },
      {
        en: `${unsubscribeFromAll.en} (when the opt-out is made in HubSpot)`,
        fr: `${unsubscribeFromAll.fr} (quand l’opposition est faite dans HubSpot)`,
      },
      archive,
    ],
    remove: [
      archive,
      {
        en: 'gdpr-delete for good (people who opted out of everything or asked for erasure; inactive contacts if the settings say so)',
        fr: 'gdpr-delete, définitif (qui s’est opposé à tout ou a demandé l’effacement ; les contacts inactifs si les réglages le disent)',
      },
    ],
    remains: {
      bin: {
        en: 'The record stays in the recycle bin, where a HubSpot user can restore it. E-mails, notes, tasks and files of the person are not deleted by this, and anonymised analytics remain.',
        fr: 'La fiche reste dans la corbeille, où un utilisateur HubSpot peut la restaurer. Les e-mails, notes, tâches et fichiers de la personne ne sont pas supprimés ainsi, et des statistiques anonymes restent.',
      },
      binOver: {
        en: 'E-mails, notes, tasks and files of the person are not deleted by this, and anonymised analytics remain.',
        fr: 'Les e-mails, notes, tâches et fichiers de la personne ne sont pas supprimés ainsi, et des statistiques anonymes restent.',
      },
      erased: {
        en: 'HubSpot may take about 30 days to finish. It keeps the address on a blocklist, so that neither users nor imports can add the person again, and it keeps anonymised analytics. HubSpot decides what happens to the person’s e-mails, notes, tasks and files; Lawbase cannot read it.',
        fr: 'HubSpot peut mettre environ 30 jours à terminer. Il garde l’adresse sur une liste de blocage, pour que ni un utilisateur ni un import ne puisse ajouter de nouveau la personne, et des statistiques anonymes. HubSpot décide du sort des e-mails, notes, tâches et fichiers de la personne ; Lawbase ne peut pas le lire.',
      },
    },
    comesBack: {
      en: 'From its recycle bin, for 90 days, by a HubSpot user: HubSpot has no call for it. Lawbase reads it back once the user did. What was erased for good does not come back.',
      fr: "De sa corbeille, pendant 90 jours, par un utilisateur HubSpot : HubSpot n'a pas d'appel pour cela. Lawbase relit la fiche une fois qu'il l'a fait. Ce qui a été effacé définitivement ne revient pas.",
    },
    notStopped: {
      en: 'HubSpot stops marketing e-mail. One-to-one and sequence e-mails, calls, texts and ads are not stopped by HubSpot itself: exclude people on lawbase_do_not_contact there.',
      fr: "HubSpot arrête l'e-mail marketing. Les e-mails individuels et de séquence, les appels, les SMS et la publicité ne sont pas arrêtés par HubSpot : excluez-y les personnes selon lawbase_do_not_contact.",
    },
  },
  tagTargets: (field) => [{ object: contactObject, name: tagProperty(field) }],
  mergeFields: (names) => [
    {
      where: 'HubSpot',
      link: `{{ contact.${tagProperty('preference_url', names)} }}`,
      source: `{{ contact.${tagProperty('source', names)} }}`,
      ask: `{{ contact.${tagProperty('repermission_url', names)} }}`,
      term: `{{ contact.${tagProperty('keep_until', names)} }}`,
    },
  ],
  limits: startLimits,
  open(access, deps) {
    const system = hubspotSystem(access, deps)
    return {
      can: capabilities,
      check: () => check(system),
      fieldKinds: (fields) => fieldKinds(system, fields),
      suppress: (orders) => suppress(system, orders),
      verify: (orders) => verify(system, orders),
      lookInBin: (refs) => lookInBin(system, refs),
      pull: (from, mode) => pull(system, from, mode),
      sight: () => sight(system),
      dependencies: (questions, options) => dependencies(system, questions, options),
      read: (refs) => read(system, refs),
      factHistory: (refs, field) => factHistory(system, refs, field),
      relationFields: async () => relationFields(await system.catalogue.get(), access),
      ...(access.pushed
        ? {}
        : { listen: (from: Cursor | null, signal: AbortSignal) => readJournal(system, from, signal) }),
      provision: () => provision(system),
      kindSwitches: async () => (await listTypes(system)).map((type) => ({ ...type, channels: ['email'] })),
      tag: (orders) => tag(system, orders),
      release: (orders) => release(system, orders),
      liftLink: (email, language) => liftLink(system, email, language),
      hold: (orders) => hold(system, orders),
      remove: (orders) => remove(system, orders),
      createContact: (orders) => createContact(system, orders),
      ...(access.scopes.includes(formsScope)
        ? { forms: { list: () => listForms(system), read: (id: string) => readForm(system, id) } }
        : {}),
      shopper: { optOut: (orders) => optOut(system, orders) },
      disconnect: () => disconnect(system),
    }
  },
}
