import { z } from 'zod'
import { channels } from '../../src/domain/app/channel.ts'
import type { AccountInfo, Capabilities, Connector } from '../../src/connector/contract.ts'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import type { FormSpec } from '../../src/connector/form.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { Ledger, LedgerEntry } from '../../src/connector/ledger.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { french } from './french.ts'

const hourMs = 3_600_000
const maxHours = 720
const instructions = z.string().trim().min(1).max(4_000)

const TaskSettings = z.object({
  instructionsFr: instructions,
  instructionsEn: instructions,
  slaHours: z.coerce.number().int().min(1).max(maxHours),
})
type TaskSettings = z.infer<typeof TaskSettings>

const wrong = {
  en: 'Say what to do, in up to 4,000 characters.',
  fr: 'Indiquez quoi faire, en 4 000 caractères au plus.',
}
const form: FormSpec = {
  type: 'form',
  fields: [
    {
      name: 'instructionsFr',
      secret: false,
      lines: 6,
      wrong,
      label: { en: 'What to do, in French', fr: 'Que faire, en français' },
      hint: {
        en: 'Screen, menu, what to type: for a colleague who never did it',
        fr: "Écran, menu, quoi saisir : pour un collègue qui ne l'a jamais fait",
      },
    },
    {
      name: 'instructionsEn',
      secret: false,
      lines: 6,
      wrong,
      label: { en: 'What to do, in English', fr: 'Que faire, en anglais' },
      hint: { en: 'The same in English', fr: 'La même chose en anglais' },
    },
    {
      name: 'slaHours',
      secret: false,
      value: '48',
      label: { en: 'Hours to do it', fr: 'Heures pour le faire' },
      hint: {
        en: 'Afterwards the task is shown in red; 1 to 720',
        fr: 'Ensuite la tâche est montrée en rouge ; 1 à 720',
      },
      wrong: { en: 'Enter whole hours, 1 to 720.', fr: "Saisissez un nombre entier d'heures, de 1 à 720." },
    },
  ],
}

const capabilities: Capabilities = {
  channels: Object.fromEntries(channels.map((channel) => [channel, 'marked'])),
  batch: { suppress: 50, tag: 0, hold: 0, remove: 0, read: 0 },
  readBack: false,
  bin: null,
  erases: null,
  anonymises: false,
}

/**
 * A broker that only a person can tell: an admin screen, a form, a call. What it proves and does not: README.md in this
 * folder.
 */
export const brokerTask: Connector<TaskSettings> = {
  id: 'broker-task',
  label: 'Data broker (by hand)',
  about: {
    title: { en: 'Data broker, by hand', fr: 'Courtier en données, à la main' },
    more: {
      en: 'For a broker with no other channel, such as an admin screen: each objection opens a task with your instructions.',
      fr: "Pour un courtier sans autre canal, par exemple un écran d'administration : chaque opposition ouvre une tâche avec vos instructions.",
    },
  },
  kind: 'broker',
  auth: form,
  credentials: TaskSettings,
  instructions: ({ instructionsEn, instructionsFr }) => ({ en: instructionsEn, fr: instructionsFr }),
  french,
  writes: {
    created: [],
    suppress: ['nothing automatically: a task for your team'],
    told: {
      en: 'nothing automatically: a task for your team, with the person’s addresses on request',
      fr: 'rien automatiquement : une tâche pour votre équipe, avec les adresses de la personne sur demande',
    },
    blockFields: {},
    tag: [],
    remove: [],
    notStopped: {
      en: 'Nothing is sent before someone does the task. What was done is what that person says and attaches: nothing can be verified.',
      fr: "Rien n'est envoyé avant que la tâche soit faite. Ce qui a été fait est ce que la personne déclare et joint : rien ne peut être vérifié.",
    },
  },
  limits: {},
  open(access, deps) {
    return {
      can: capabilities,
      check: () => Promise.resolve(check(access.accountId)),
      suppress: (orders) => suppress(access.credentials, deps, orders),
      verify: (orders) => verify(deps, orders),
      disconnect: () => Promise.resolve(),
    }
  },
}

/** One task per person; one that is open already stays the only one. */
async function suppress(
  settings: TaskSettings,
  deps: ConnectorDeps,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const ledger = ledgerOf(deps)
  const known = await ledger.find(orders.map((order) => order.orderId))
  const outcomes: Outcome[] = []
  for (const { orderId } of orders) {
    const entry = known.get(orderId)
    if (entry === undefined)
      await ledger.open({ kind: 'task', orderIds: [orderId], language: 'fr', dueInMs: settings.slaHours * hourMs })
    outcomes.push(outcomeOf(orderId, entry))
  }
  return outcomes
}

async function verify(deps: ConnectorDeps, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const entries = await ledgerOf(deps).find(orders.map((order) => order.orderId))
  return orders.map(({ orderId }) => {
    const entry = entries.get(orderId)
    return entry === undefined ? { orderId, status: 'written' } : outcomeOf(orderId, entry)
  })
}

/** Nothing was sent until a person says so: `pending`, never `accepted`. */
function outcomeOf(orderId: string, entry: LedgerEntry | undefined): Outcome {
  const answer = entry?.answer ?? null
  if (answer === null)
    return { orderId, status: 'pending', detail: 'someone has to inform this broker by hand; the task says how' }
  const ticket = answer.ticket ?? entry?.ticket ?? orderId
  switch (answer.answer) {
    case 'acknowledged':
      return { orderId, status: 'accepted', ticket, proof: 2 }
    case 'applied':
      return { orderId, status: 'accepted', ticket, proof: 3 }
    case 'absent':
      return { orderId, status: 'absent' }
    case 'refused':
      return {
        orderId,
        status: 'refused',
        reason: 'declined',
        detail: `it could not be done at the broker${answer.reason === null ? '' : `: ${answer.reason}`}`,
      }
  }
}

function ledgerOf(deps: ConnectorDeps): Ledger {
  if (deps.ledger === undefined) throw new ConnectorError('bad-request', 'This system needs the book of notices.')
  return deps.ledger
}

function check(accountId: string): AccountInfo {
  return {
    accountId,
    accountName: null,
    dailyCalls: null,
    lines: [
      {
        name: { en: 'By hand', fr: 'À la main' },
        state: 'off',
        prevents: {
          en: 'Nothing is sent automatically: check the tasks every day.',
          fr: "Rien n'est envoyé automatiquement : vérifiez les tâches chaque jour.",
        },
      },
    ],
  }
}
