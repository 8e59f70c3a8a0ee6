import { campaignProperty } from './read/acts.ts'
import { z } from 'zod'
import type { Capabilities, Connector } from '../../src/connector/contract.ts'
import type { OAuthCredentials } from '../../src/connector/oauth-spec.ts'
import { channels } from '../../src/domain/app/channel.ts'
import { check } from './read/check.ts'
import { dependencies } from './read/dependencies.ts'
import { things } from './read/dependency-things.ts'
import { createContact } from './write/create.ts'
import { disconnect } from './write/disconnect.ts'
import { binDays, collectionSize, describeKeepMs, startLimits } from './transport/endpoints.ts'
import {
  doNotContact,
  optOutFields,
  ownFields,
  permissionSetName,
  personObjects,
  stoppedKinds,
  tagFieldName,
  tagFieldOn,
  vendorOptOuts,
} from './fields/fields.ts'
import { accountEngagement, activities } from './engagement/engagement.ts'
import { consentObjectShown } from './consents/consents.ts'
import { fieldKinds } from './fields/field-kinds.ts'
import { kindSwitches } from './fields/kind-switches.ts'
import { listen } from './webhook/listen.ts'
import { salesforceOAuth } from './transport/oauth.ts'
import { outboundMessages } from './webhook/outbound-message.ts'
import { packageFiles } from './fields/package-files.ts'
import { provision } from './write/provision.ts'
import { lookInBin } from './read/look-in-bin.ts'
import { pull } from './read/pull.ts'
import { read } from './read/read.ts'
import { sight } from './read/sight.ts'
import { release } from './write/release.ts'
import { remove } from './write/remove.ts'
import { restore } from './write/restore.ts'
import { listRelated } from './write/related-list.ts'
import { lookAtRelated } from './write/related-look.ts'
import { removeRelated } from './write/related-remove.ts'
import { optOut } from './write/shopper.ts'
import { suppress, verify } from './write/suppress.ts'
import { relationFields } from './records/relation-fields.ts'
import { salesforceSystem } from './fields/system.ts'
import { hold, tag } from './write/tag.ts'
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
    phone: 'enforced',
    sms: 'enforced',
    robocall: 'enforced',
    fax: 'enforced',
    post: 'marked',
    social: 'marked',
    audience: 'marked',
  },
  batch: { suppress: 100, tag: collectionSize, hold: collectionSize, remove: collectionSize, read: collectionSize },
  readBack: true,
  bin: { days: binDays },
  erases: 'from-bin',
  anonymises: true,
}

const onBoth = (field: string): string[] => personObjects.map((object) => `${object}.${field}`)

const relatedObjects =
  'EmailMessage, Task, Event, Attachment, ContentDocument, Individual, ContactPointEmail, ContactPointPhone, ContactPointAddress, ContactPointTypeConsent, ContactPointConsent'

/** Salesforce contacts and leads, API 66.0. What it does and does not stop: README.md in this folder. */
export const salesforce: Connector<OAuthCredentials> = {
  id: 'salesforce',
  label: 'Salesforce',
  kind: 'crm',
  auth: salesforceOAuth,
  addresses: { engagement: { variable: 'ACCOUNT_ENGAGEMENT_URL', default: null } },
  moreHosts: { variable: 'SALESFORCE_HOSTS' },
  credentials: Credentials,
  webhook: outboundMessages,
  activities: accountEngagement,
  carrierName: {
    en: 'Its exact subject, or the id of its template (00X…).',
    fr: "Son objet exact, ou l'identifiant de son modèle (00X…).",
  },
  defaultSource: {
    property: 'LeadSource',
    values: [{ value: 'Web', kind: 'C1', name: 'Web form', accepted: false }],
  },
  sourcesKeptByVendor: [campaignProperty],
  moreSourcesHint: {
    en: 'Campaign means the campaigns of a person.',
    fr: "Campaign désigne les campagnes d'une personne.",
  },
  kindSwitches: {
    channels: ['email', 'sms', 'phone', 'post'],
    label: { en: 'Checkbox for {channel}', fr: 'Case à cocher pour {channel}' },
  },
  customers: {
    example: 'Account.Type',
    keeps: {
      en: 'A value that means customer and an open opportunity keep the person whatever these fields show. A won opportunity does too, unless it closed by the end of the contract.',
      fr: 'Une valeur qui veut dire client et une opportunité ouverte gardent la personne quoi que montrent ces champs. Une opportunité gagnée aussi, sauf si elle a été close au plus tard à la fin du contrat.',
    },
  },
  companies: { example: 'Forme_juridique__c' },
  facts: {
    examples: {
      basis: 'Base_legale__c',
      agreed: 'Consentement_newsletter__c',
      agreedOn: 'Date_du_consentement__c',
      reached: 'Type_de_contact__c',
      account: 'Compte_gratuit__c',
      published: 'Mention_publiee__c',
      disclosed: 'Transmis_le__c',
      family: 'Famille_de_produit__c',
      entity: 'Societe_vendeuse__c',
    },
    firstContact: {
      EmailMessage: { en: 'e-mail', fr: 'e-mail' },
      Task: { en: 'logged e-mail or call', fr: 'e-mail ou appel enregistré' },
    },
  },
  // Change events come within seconds (docs/reference/salesforce.md#cdc).
  hearsWithinMs: 60_000,
  dependencies: [...things.map(({ kind }) => kind), 'encounter'],
  relatedNote: {
    en: 'Salesforce itself deletes tasks, events and attachments with a contact.',
    fr: 'Salesforce supprime lui-même tâches, événements et pièces jointes avec un contact.',
  },
  french,
  writes: {
    created: [...ownFields.flatMap(({ name }) => onBoth(name)), `PermissionSet ${permissionSetName}`],
    suppress: [
      ...[...vendorOptOuts, doNotContact, stoppedKinds].flatMap(onBoth),
      {
        en: 'the same of person accounts, such as Account.PersonHasOptedOutOfEmail and Account.Lawbase_Do_Not_Contact__pc',
        fr: 'les mêmes des comptes personnels, comme Account.PersonHasOptedOutOfEmail et Account.Lawbase_Do_Not_Contact__pc',
      },
      {
        en: 'Individual.HasOptedOutSolicit, where Data Protection and Privacy is on',
        fr: 'Individual.HasOptedOutSolicit, là où Data Protection and Privacy est activé',
      },
      {
        en: 'the checkbox fields that you map to a kind of message',
        fr: 'les cases à cocher que vous associez à un type de message',
      },
    ],
    blockFields: Object.fromEntries(channels.map((channel) => [channel, optOutFields[channel] ?? doNotContact])),
    tag: [
      ...ownFields
        .filter(({ name }) => name !== doNotContact && name !== stoppedKinds)
        .flatMap(({ name }) => onBoth(name)),
      {
        en: 'the same of person accounts, such as Account.Lawbase_Verdict__pc',
        fr: 'les mêmes des comptes personnels, comme Account.Lawbase_Verdict__pc',
      },
    ],
    create: ['Lead: Email, FirstName, LastName, Company, Title, Phone'],
    shopper: [
      { en: 'create Contact: Email, FirstName, LastName', fr: 'créer un Contact : Email, FirstName, LastName' },
      {
        en: 'Contact.HasOptedOutOfEmail (when the opt-out is made in Salesforce)',
        fr: 'Contact.HasOptedOutOfEmail (quand l’opposition est faite dans Salesforce)',
      },
      { en: 'delete (Salesforce recycle bin, 15 days)', fr: 'supprimer (corbeille de Salesforce, 15 jours)' },
    ],
    remove: [
      { en: 'delete (into the recycle bin, for 15 days)', fr: 'supprimer (dans la corbeille, pour 15 jours)' },
      {
        en: 'of a person account: delete its Account, which takes the contact and opportunities that were not won along',
        fr: 'd’un compte personnel : supprimer son Account, qui emporte le contact et les opportunités non gagnées',
      },
      {
        en: 'of people who opted out of everything or asked to be erased: remove it from the recycle bin at once',
        fr: 'de qui s’est opposé à tout ou a demandé l’effacement : le retirer aussitôt de la corbeille',
      },
      {
        en: 'where the org refuses: clear every personal field, LastName = Anonymised; a person account is not emptied',
        fr: 'là où l’organisation refuse : vider chaque champ personnel, LastName = Anonymised ; un compte personnel n’est pas vidé',
      },
      {
        en: `where the settings say so: delete ${relatedObjects} that no one else needs`,
        fr: `là où les réglages le disent : supprimer ${relatedObjects} dont personne d’autre n’a besoin`,
      },
    ],
    remains: {
      bin: {
        en: 'The record stays in the recycle bin, where it can be restored. Field history outlives it, and so do e-mail messages, tasks of converted leads, files and the Individual, except for what is listed as deleted.',
        fr: "La fiche reste dans la corbeille, où elle peut être restaurée. L'historique des champs lui survit, ainsi que les messages, les tâches des pistes converties, les fichiers et l'Individual, sauf ce qui est indiqué comme supprimé.",
      },
      binOver: {
        en: 'Field history and, except for what is listed as deleted, e-mail messages, tasks of converted leads, files and the Individual outlive the record. Backups of the org keep old values.',
        fr: "L'historique des champs et, sauf ce qui est indiqué comme supprimé, les messages, les tâches des pistes converties, les fichiers et l'Individual survivent à la fiche. Les sauvegardes de l'organisation gardent d'anciennes valeurs.",
      },
      erased: {
        en: 'Field history and, except for what is listed as deleted, e-mail messages, tasks of converted leads, files and the Individual outlive the record; its row stays readable by API for about a day. Backups of the org keep old values.',
        fr: "L'historique des champs et, sauf ce qui est indiqué comme supprimé, les messages, les tâches des pistes converties, les fichiers et l'Individual survivent à la fiche ; sa ligne reste lisible par API environ un jour. Les sauvegardes de l'organisation gardent d'anciennes valeurs.",
      },
      anonymised: {
        en: 'The emptied record stays, under its number. Field history stays beside it, and so do e-mail messages, tasks, files and the Individual, except for what is listed as deleted. Backups of the org keep old values.',
        fr: "La fiche vidée reste, sous son numéro. L'historique des champs reste à côté, ainsi que les messages, les tâches, les fichiers et l'Individual, sauf ce qui est indiqué comme supprimé. Les sauvegardes de l'organisation gardent d'anciennes valeurs.",
      },
    },
    comesBack: {
      en: 'From its recycle bin, for 15 days at most: Lawbase takes the record out again and reads it back. What was erased for good or anonymised does not come back.',
      fr: 'De sa corbeille, pendant 15 jours au plus : Lawbase en ressort la fiche et la relit. Ce qui a été effacé définitivement ou anonymisé ne revient pas.',
    },
    notStopped: {
      en: 'Email Opt Out blocks list e-mail and normal e-mail, not e-mail from cases, flows or Apex, nor users who hold "Send Non-Commercial Email". Do Not Call is a mark that dialers must respect. Post, social and audiences are only marked in our field.',
      fr: "Email Opt Out bloque l'e-mail de liste et l'e-mail ordinaire, pas celui des requêtes, des flux ou d'Apex, ni celui des utilisateurs ayant « Send Non-Commercial Email ». Do Not Call est une marque que les outils d'appel doivent respecter. Courrier, réseaux sociaux et audiences ne sont que marqués dans notre champ.",
    },
  },
  tagTargets: (field) => personObjects.map((object) => ({ object, name: tagFieldName(field) })),
  setupFiles: packageFiles,
  mergeFields: (names) =>
    personObjects.map((object) => ({
      where: `Salesforce (${object})`,
      link: `{!${object}.${tagFieldOn(object, 'preference_url', names)}}`,
      source: `{!${object}.${tagFieldOn(object, 'source', names)}}`,
      ask: `{!${object}.${tagFieldOn(object, 'repermission_url', names)}}`,
      term: `{!${object}.${tagFieldOn(object, 'keep_until', names)}}`,
    })),
  limits: startLimits,
  rememberMs: describeKeepMs,
  open(access, deps) {
    const system = salesforceSystem(access, deps)
    return {
      can: capabilities,
      check: () => check(system),
      fieldKinds: (fields) => fieldKinds(system, fields, (name) => consentObjectShown(system, name)),
      suppress: (orders) => suppress(system, orders),
      verify: (orders) => verify(system, orders),
      pull: (from, mode) => pull(system, from, mode),
      ...((access.activityUnits ?? []).length === 0 ? {} : { activities: (from) => activities(system, from) }),
      read: (refs) => read(system, refs),
      relationFields: () => relationFields(system),
      listen: (from, signal) => listen(system, from, signal),
      provision: () => provision(system),
      kindSwitches: () => kindSwitches(system),
      tag: (orders) => tag(system, orders),
      release: (orders) => release(system, orders),
      hold: (orders) => hold(system, orders),
      remove: (orders) => remove(system, orders),
      sight: () => sight(system),
      dependencies: (questions, options) => dependencies(system, questions, options),
      restore: (orders) => restore(system, orders),
      lookInBin: (refs) => lookInBin(system, refs),
      related: {
        list: (records, kinds) => listRelated(system, records, kinds),
        look: (items, leaving) => lookAtRelated(system, items, leaving),
        remove: (items) => removeRelated(system, items),
      },
      createContact: (orders) => createContact(system, orders),
      shopper: { optOut: (orders) => optOut(system, orders) },
      disconnect: () => disconnect(system),
    }
  },
}
