import { channels } from '../../src/domain/app/channel.ts'
import type { AccountInfo, Capabilities, Connector } from '../../src/connector/contract.ts'
import { carryAll } from './carry.ts'
import type { Definition } from './definition.ts'
import { brokerForm, definitionOf, mailerForm, TemplateSettings } from './settings.ts'
import { french } from './french.ts'

/** lemlist allows 20 requests in 2 s, the tightest of the vendors described (docs/reference/brokers.md#lemlist). */
const limits = { calls: { max: 20, windowMs: 2_000 } }

const shared: Pick<Connector<TemplateSettings>, 'credentials' | 'limits' | 'open'> = {
  credentials: TemplateSettings,
  limits,
  open(access, deps) {
    const definition = definitionOf(access.credentials)
    const carrier = { definition, secret: access.credentials.secret, deps }
    return {
      can: capabilitiesOf(definition),
      check: () => Promise.resolve(check(access.accountId, definition)),
      suppress: (orders) => carryAll(carrier, orders, true),
      verify: (orders) => carryAll(carrier, orders, false),
      disconnect: () => Promise.resolve(),
    }
  },
}

const notStopped = {
  en: 'Only what the template describes is stopped. If it does not describe how to verify, the answer of the system is the only proof.',
  fr: "Seul ce que décrit le modèle est arrêté. S'il ne décrit pas la vérification, la réponse du système est la seule preuve.",
}
const told = {
  en: 'one call per address to the address of the template, with the values it names',
  fr: "un appel par adresse vers l'adresse du modèle, avec les valeurs qu'il nomme",
}
const writes = {
  created: [],
  suppress: ['one call per address, as the template says'],
  told,
  blockFields: {},
  tag: [],
  remove: [],
  notStopped,
}

/** A mailing tool with a REST API: every objection goes there. */
export const httpMailer: Connector<TemplateSettings> = {
  ...shared,
  id: 'http-mailer',
  label: 'Mailing tool (REST)',
  kind: 'mailer',
  auth: mailerForm,
  french,
  writes,
  about: {
    title: { en: 'Mailing tool, by its API', fr: "Outil d'e-mailing, par son API" },
    more: {
      en: 'Brevo, lemlist, or any tool you describe in a template. Receives every opt-out; verified where the template says how.',
      fr: 'Brevo, lemlist, ou tout outil décrit dans un modèle. Reçoit toutes les oppositions ; vérifiées là où le modèle dit comment.',
    },
  },
}

/** A data broker with a REST API: it is told about people it supplied, and nobody else. */
export const httpTemplate: Connector<TemplateSettings> = {
  ...shared,
  id: 'http-template',
  label: 'Data broker (REST)',
  kind: 'broker',
  auth: brokerForm,
  french,
  writes,
  about: {
    title: { en: 'Data broker, by its API', fr: 'Courtier en données, par son API' },
    more: {
      en: 'A broker whose suppression API you describe in a template.',
      fr: "Un courtier dont vous décrivez l'API de suppression dans un modèle.",
    },
  },
}

function capabilitiesOf({ calls }: Definition): Capabilities {
  const covered = channels.filter((channel) => calls.some((call) => call.channels.includes(channel)))
  return {
    channels: Object.fromEntries(covered.map((channel) => [channel, 'enforced'])),
    batch: { suppress: 20, tag: 0, hold: 0, remove: 0, read: 0 },
    readBack: calls.every((call) => call.readBack !== undefined),
    bin: null,
    erases: null,
    anonymises: false,
  }
}

/** Looks at the template only: a look-up can feed the vendor (docs/reference/brokers.md#look-up-feeds). */
function check(accountId: string, { calls }: Definition): AccountInfo {
  const readBack = calls.every((call) => call.readBack !== undefined)
  return {
    accountId,
    accountName: new URL(calls[0]?.url ?? 'http://localhost/').host,
    dailyCalls: null,
    lines: [
      { name: { en: 'Template', fr: 'Modèle' }, state: 'works', prevents: null },
      readBack
        ? { name: { en: 'Verification', fr: 'Vérification' }, state: 'works', prevents: null }
        : {
            name: { en: 'Verification', fr: 'Vérification' },
            state: 'off',
            prevents: {
              en: 'The template does not say how the state is read: opt-outs are shown as accepted, never as verified.',
              fr: "Le modèle ne dit pas comment l'état est relu : les oppositions sont montrées comme acceptées, jamais comme vérifiées.",
            },
          },
      {
        name: { en: 'Clicks and replies', fr: 'Clics et réponses' },
        state: 'off',
        prevents: {
          en: 'They are not read here: name this tool under "other tools".',
          fr: 'Ils ne sont pas lus ici : nommez cet outil parmi les « autres outils ».',
        },
      },
    ],
  }
}
