import { channels } from '../../src/domain/app/channel.ts'
import type { AccountInfo, Capabilities, CheckLine, Connector } from '../../src/connector/contract.ts'
import type { Access, ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { Ledger } from '../../src/connector/ledger.ts'
import type { SendMail } from '../../src/connector/deps/mail.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { noticeMail, reminderMail } from './message.ts'
import { EmailSettings, emailForm } from './settings.ts'
import { french } from './french.ts'

const hourMs = 3_600_000
/** Days after the sending on which a broker is reminded (docs/reference/brokers.md#mail-notice). */
const remindAfterMs = [3 * 24 * hourMs, 7 * 24 * hourMs]

const capabilities: Capabilities = {
  channels: Object.fromEntries(channels.map((channel) => [channel, 'marked'])),
  // Lines a person can still answer on one page.
  batch: { suppress: 50, tag: 0, hold: 0, remove: 0, read: 0 },
  readBack: false,
  bin: null,
  erases: null,
  anonymises: false,
}

/** A data broker that only has a mailbox. What it proves and does not: README.md in this folder. */
export const brokerEmail: Connector<EmailSettings> = {
  id: 'broker-email',
  label: 'Data broker (e-mail)',
  about: {
    title: { en: 'Data broker, by e-mail', fr: 'Courtier en données, par e-mail' },
    more: {
      en: 'Receives an e-mail with hashes and a link to a page where it answers line by line. Reminded after 3 and 7 days.',
      fr: 'Reçoit un message avec des empreintes et un lien vers une page où il répond ligne par ligne. Relancé après 3 et 7 jours.',
    },
  },
  kind: 'broker',
  auth: emailForm,
  credentials: EmailSettings,
  french,
  writes: {
    created: [],
    suppress: ['a mail with our references, hashes of the addresses, channels and the day of the objection'],
    told: {
      en: 'a mail with our references, hashes of the addresses, channels and the day of the objection; the addresses are on the page behind its link',
      fr: "un message avec nos références, des empreintes des adresses, les canaux et le jour de l'opposition ; les adresses figurent sur la page derrière son lien",
    },
    blockFields: {},
    tag: [],
    remove: [],
    notStopped: {
      en: 'An e-mail only proves that a server accepted it. What the broker did is what it states on the page: nothing can be verified there.',
      fr: "Un message prouve seulement qu'un serveur l'a accepté. Ce que le courtier a fait est ce qu'il déclare sur la page : rien ne peut y être vérifié.",
    },
  },
  limits: { calls: { max: 50, windowMs: 10_000 } },
  open(access, deps) {
    return {
      can: capabilities,
      check: () => Promise.resolve(check(access, deps)),
      suppress: (orders) => suppress(access.credentials, deps, orders),
      verify: (orders) => verify(deps, orders),
      remind: async (reminder) => {
        await deps.budget.take(deps.lane, 1)
        const { messageId, queueId } = await postOf(deps)(reminderMail(access.credentials, reminder))
        return { ticket: queueId ?? messageId }
      },
      disconnect: () => Promise.resolve(),
    }
  },
}

/** One mail per batch, or per person. A notice is opened before its mail and marked after it. */
async function suppress(
  settings: EmailSettings,
  deps: ConnectorDeps,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const nameless = orders.filter((order) => order.emails.length === 0)
  const named = orders.filter((order) => order.emails.length > 0)
  const groups = settings.grouping === 'person' ? named.map((order) => [order]) : named.length === 0 ? [] : [named]
  const outcomes = new Map(
    nameless.map((order): [string, Outcome] => [
      order.orderId,
      {
        orderId: order.orderId,
        status: 'refused',
        reason: 'bad-request',
        detail: 'no address of this person is known in clear any more',
      },
    ]),
  )
  for (const group of groups) {
    if (deps.signal?.aborted === true)
      throw new ConnectorError('unavailable', 'The work was stopped before its end; it is taken up again later.')
    for (const outcome of await send(settings, deps, group)) outcomes.set(outcome.orderId, outcome)
  }
  return orders.map((order) => outcomes.get(order.orderId) ?? { orderId: order.orderId, status: 'written' })
}

async function send(
  settings: EmailSettings,
  deps: ConnectorDeps,
  orders: readonly SuppressionOrder[],
): Promise<Outcome[]> {
  const post = postOf(deps)
  const ledger = ledgerOf(deps)
  const notice = await ledger.open({
    kind: 'mail',
    orderIds: orders.map((order) => order.orderId),
    language: settings.language,
    dueInMs: settings.slaHours * hourMs,
    remindAfterMs,
  })
  await deps.budget.take(deps.lane, 1)
  try {
    const { messageId, queueId } = await post(noticeMail(settings, notice, orders))
    const ticket = queueId ?? messageId
    await ledger.sent(notice.id, ticket, { messageId })
    return orders.map(({ orderId }) => ({ orderId, status: 'accepted', ticket, proof: 1 }))
  } catch (error) {
    // Refused for good: this mailbox, not the mail server, is what somebody must look at.
    if (!(error instanceof ConnectorError) || error.kind !== 'bad-request') throw error
    return orders.map(({ orderId }) => ({
      orderId,
      status: 'refused',
      reason: 'bad-request',
      detail: `the mail server refused the mailbox of the broker (${error.details.status ?? 'no code'}); check it with the broker`,
    }))
  }
}

/** Our own book tells whether a mail went out; what it does not show is sent again. */
async function verify(deps: ConnectorDeps, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const entries = await ledgerOf(deps).find(orders.map((order) => order.orderId))
  return orders.map(({ orderId }) => {
    const entry = entries.get(orderId)
    return entry?.sentAt == null || entry.ticket === null
      ? { orderId, status: 'written' }
      : { orderId, status: 'accepted', ticket: entry.ticket, proof: 1 }
  })
}

function postOf(deps: ConnectorDeps): SendMail {
  if (deps.mail === undefined)
    throw new ConnectorError('forbidden', 'No mail server is set: start Lawbase with SMTP_URL and MAIL_FROM.', {
      missing: 'SMTP_URL',
    })
  return deps.mail
}

function ledgerOf(deps: ConnectorDeps): Ledger {
  if (deps.ledger === undefined) throw new ConnectorError('bad-request', 'This system needs the book of notices.')
  return deps.ledger
}

/** Looks at the settings only: a test mail would be the first thing the broker gets. */
function check({ credentials, accountId, pushed }: Access<EmailSettings>, deps: ConnectorDeps): AccountInfo {
  const lines: CheckLine[] = [
    line(
      deps.mail !== undefined,
      { en: 'Mail server', fr: 'Serveur de messagerie' },
      {
        en: 'No mail can be sent; set SMTP_URL and MAIL_FROM.',
        fr: 'Aucun message ne peut être envoyé ; définissez SMTP_URL et MAIL_FROM.',
      },
    ),
    line(
      pushed,
      { en: 'Page on which the broker answers', fr: 'Page où le courtier répond' },
      {
        en: 'There is no PUBLIC_URL: mails ask for a reply instead, which someone must enter as a task.',
        fr: "Il n'y a pas de PUBLIC_URL : les messages demandent une réponse, à saisir ensuite comme tâche.",
      },
    ),
    {
      name: { en: 'Broker not contacted', fr: 'Courtier non contacté' },
      state: 'off',
      prevents: { en: 'The first objection is the first mail.', fr: 'La première opposition est le premier message.' },
    },
  ]
  return { accountId, accountName: credentials.mailbox, lines, dailyCalls: null }
}

function line(works: boolean, name: CheckLine['name'], prevents: NonNullable<CheckLine['prevents']>): CheckLine {
  return works ? { name, state: 'works', prevents: null } : { name, state: 'missing', prevents }
}
