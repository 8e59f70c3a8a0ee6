import { z } from 'zod'
import type { Capabilities, Connector } from '../../../src/connector/contract.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import { check, disconnect, provision } from './account.ts'
import { binDays, maxItems, startLimits } from './endpoints.ts'
import { blockFields, ownFields, tagName } from './fields.ts'
import { carnetOAuth } from './oauth.ts'
import { pull, read } from './read.ts'
import { remove } from './remove.ts'
import { release, suppress, verify } from './suppress.ts'
import { hold, tag } from './tag.ts'
import { carnetWebhook } from './webhook.ts'
import { french } from './french.ts'

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
    robocall: 'enforced',
    sms: 'marked',
    post: 'marked',
    social: 'marked',
    fax: 'marked',
    audience: 'marked',
  },
  batch: { suppress: maxItems, tag: maxItems, hold: maxItems, remove: maxItems, read: maxItems },
  readBack: true,
  bin: { days: binDays },
  erases: 'from-bin',
  anonymises: false,
}

/** People of one account of Carnet CRM, a vendor that does not exist. What it does and does not stop: README.md. */
export const carnet: Connector<OAuthCredentials> = {
  id: 'carnet',
  label: 'Carnet CRM',
  kind: 'crm',
  auth: carnetOAuth,
  addresses: {
    api: { variable: 'CARNET_API_URL', default: 'https://api.carnet-crm.example.test' },
    app: { variable: 'CARNET_APP_URL', default: 'https://app.carnet-crm.example.test' },
  },
  credentials: Credentials,
  webhook: carnetWebhook,
  defaultSource: {
    property: 'origin',
    values: [{ value: 'web-form', kind: 'C1', name: 'Carnet form', accepted: false }],
  },
  customers: {
    example: 'stage',
    keeps: {
      en: 'The stages "customer" and "negotiation" keep the person whatever these fields show.',
      fr: 'Les étapes « customer » et « negotiation » gardent la personne quoi que montrent ces champs.',
    },
  },
  french,
  writes: {
    created: ownFields.map(({ name }) => name),
    suppress: ['no_email', 'no_calls', 'lawbase_stops'],
    blockFields,
    tag: ownFields.map(({ name }) => name).filter((name) => name !== 'lawbase_stops'),
    remove: [
      { en: `bin (Carnet CRM bin, ${binDays} days)`, fr: `corbeille de Carnet CRM, ${binDays} jours` },
      { en: 'purge for good, out of the bin', fr: 'purger définitivement, hors de la corbeille' },
    ],
    remains: {
      bin: {
        en: 'The record lies in the bin, where a user of Carnet CRM can restore it.',
        fr: 'La fiche reste dans la corbeille, où un utilisateur de Carnet CRM peut la restaurer.',
      },
      binOver: {
        en: 'Carnet CRM keeps the number of the record and nothing else.',
        fr: 'Carnet CRM garde le numéro de la fiche et rien d’autre.',
      },
      erased: {
        en: 'Carnet CRM keeps the number of the record and nothing else.',
        fr: 'Carnet CRM garde le numéro de la fiche et rien d’autre.',
      },
    },
    notStopped: {
      en: 'Carnet CRM stops its own mailings and its dialler. Texts, post and ads are only marked in lawbase_stops.',
      fr: 'Carnet CRM arrête ses propres envois et son automate. SMS, courrier et publicité ne sont que marqués dans lawbase_stops.',
    },
  },
  mergeFields: () => [
    {
      where: 'Carnet CRM',
      link: `[[${tagName('preference_url')}]]`,
      source: `[[${tagName('source')}]]`,
      ask: `[[${tagName('repermission_url')}]]`,
      term: `[[${tagName('keep_until')}]]`,
    },
  ],
  limits: startLimits,
  open(access, deps) {
    const system = { access, deps }
    return {
      can: capabilities,
      check: () => check(system),
      provision: () => provision(system),
      pull: (from, mode) => pull(system, from, mode),
      read: (refs) => read(system, refs),
      suppress: (orders) => suppress(system, orders),
      verify: (orders) => verify(system, orders),
      release: (orders) => release(system, orders),
      tag: (orders) => tag(system, orders),
      hold: (orders) => hold(system, orders),
      remove: (orders) => remove(system, orders),
      disconnect: () => disconnect(system),
    }
  },
}
