import { channels } from '../../src/domain/app/channel.ts'
import type { AccountInfo, Capabilities, Connector } from '../../src/connector/contract.ts'
import type { Access, ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { Ledger } from '../../src/connector/ledger.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { workFile } from '../../src/connector/deps/threads.ts'
import { answerBytes, type AnswerFile } from './answers.ts'
import { formatOf, rowsOf, scopesOf } from './file.ts'
import { withRemote } from './remote.ts'
import { recover, sendFile, type Sender } from './send.ts'
import { FileSettings, fileForm } from './settings.ts'
import { french } from './french.ts'

const hourMs = 3_600_000
/** A complete file at least this often (docs/reference/brokers.md#file-profile). */
const fullEveryMs = 7 * 24 * hourMs

const capabilities: Capabilities = {
  channels: Object.fromEntries(channels.map((channel) => [channel, 'marked'])),
  batch: { suppress: 500, tag: 0, hold: 0, remove: 0, read: 0 },
  readBack: false,
  bin: null,
  erases: null,
  anonymises: false,
}

/** A broker that takes suppression files by SFTP. What it proves and does not: README.md in this folder. */
export const brokerFile: Connector<FileSettings> = {
  id: 'broker-file',
  label: 'Data broker (files by SFTP)',
  about: {
    title: { en: 'Data broker, by SFTP files', fr: 'Courtier en données, par fichiers SFTP' },
    more: {
      en: 'Receives suppression files with hashed addresses; its answer files are read every hour.',
      fr: 'Reçoit des fichiers de suppression aux adresses hachées ; ses fichiers de réponse sont lus chaque heure.',
    },
  },
  kind: 'broker',
  auth: fileForm,
  credentials: FileSettings,
  french,
  writes: {
    created: [],
    suppress: ['a file with one row per address: our reference, hash, scope, day of the objection'],
    told: {
      en: 'a file with one row per address: our reference, its hash, the scope and the day of the objection',
      fr: "un fichier avec une ligne par adresse : notre référence, son empreinte, la portée et le jour de l'opposition",
    },
    blockFields: {},
    tag: [],
    remove: [],
    notStopped: {
      en: 'A complete file only proves the delivery. What the broker did is what its answer file says: nothing can be verified there.',
      fr: 'Un fichier complet ne prouve que la remise. Ce que le courtier a fait est ce que dit son fichier de réponse : rien ne peut y être vérifié.',
    },
  },
  limits: { calls: { max: 50, windowMs: 10_000 } },
  open(access, deps) {
    const sender = (): Sender => {
      if (deps.files === undefined) throw new ConnectorError('bad-request', 'This system needs the book of files.')
      return { settings: access.credentials, broker: access.accountId, deps, book: deps.files }
    }
    return {
      can: capabilities,
      check: () => check(access, deps),
      suppress: (orders) => suppress(sender(), orders),
      verify: (orders) => verify(deps, orders),
      maintain: async () => {
        const from = sender()
        await readAnswerFiles(from)
        await from.book.alone(async () => {
          await recover(from)
          await sendDue(from)
        })
      },
      disconnect: () => Promise.resolve(),
    }
  },
}

async function suppress(sender: Sender, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const outcomes = new Map(
    orders.flatMap((order): [string, Outcome][] => {
      if (order.emails.length === 0)
        return [
          [
            order.orderId,
            {
              orderId: order.orderId,
              status: 'refused',
              reason: 'bad-request',
              detail: 'no address of this person is known in clear any more',
            },
          ],
        ]
      return scopesOf(order).length === 0
        ? [
            [
              order.orderId,
              {
                orderId: order.orderId,
                status: 'refused',
                reason: 'not-supported',
                detail: 'the file only knows e-mail and phone',
              },
            ],
          ]
        : []
    }),
  )
  const sendable = orders.filter((order) => !outcomes.has(order.orderId))
  if (sendable.length > 0)
    for (const outcome of await sender.book.alone(() => send(sender, sendable))) outcomes.set(outcome.orderId, outcome)
  return orders.map((order) => outcomes.get(order.orderId) ?? { orderId: order.orderId, status: 'written' })
}

async function send(sender: Sender, orders: readonly SuppressionOrder[]): Promise<Outcome[]> {
  const { settings, deps, book } = sender
  await recover(sender)
  const ids = orders.map((order) => order.orderId)
  const known = await ledgerOf(deps).find(ids)
  const rows = orders.flatMap((order) => rowsOf(order, settings.hash))
  if (settings.hash !== 'raw') await book.keep(rows)
  // A file that turned out to be there took some of them already.
  const open = orders.filter(({ orderId }) => known.get(orderId)?.sentAt == null)
  if (open.length > 0) {
    const notice = await ledgerOf(deps).open({
      kind: 'file',
      orderIds: open.map((order) => order.orderId),
      language: 'fr',
      dueInMs: settings.slaHours * hourMs,
    })
    const file =
      settings.mode === 'full'
        ? await sendFull(sender, notice.id)
        : await sendFile(
            sender,
            'delta',
            rows.filter((row) => open.some((order) => order.orderId === row.orderId)),
            notice.id,
          )
    if (file === null)
      return ids.map((orderId) => ({
        orderId,
        status: 'pending',
        detail: 'the complete file shrank too much; someone has to release it',
      }))
  }
  return verify(deps, orders)
}

/**
 * Null when it shrank so much that a person must look first: a truncated file would re-enable people (trap 4). So would
 * one without those whose rows left in clear or with another hash: they are made anew, or, where no address is known
 * any more, missed once.
 */
async function sendFull(sender: Sender, noticeId: string | null) {
  const { settings, book } = sender
  const last = await book.lastFull()
  const unkept = (await book.unkept(formatOf(settings.hash))).map((order) => ({
    ...order,
    rows: rowsOf(order, settings.hash),
  }))
  if (unkept.length > 0) await book.keep(unkept.flatMap((order) => order.rows))
  const missed = unkept.some((order) => order.rows.length === 0 && (last === null || order.sentAt > last.sentAt))
  const rows = await book.standing()
  const smallest = (last?.rows ?? 0) * (1 - settings.maxShrink / 100)
  if ((missed || rows.length < smallest) && !(await book.hold(rows.length))) return null
  return sendFile(sender, 'full', rows, noticeId)
}

/**
 * The complete file that is due, and what the broker never confirmed: with the next complete file where there is one,
 * else in a file of its own. Its notice has no term left: whoever has no task yet to ask the broker gets one at once.
 */
async function sendDue(sender: Sender): Promise<void> {
  const { settings, deps, book } = sender
  const late = await book.unconfirmed()
  // Where every file is complete, the next one may be any day; the others have theirs each week.
  const full = (await fullIsDue(sender)) || (settings.mode === 'full' && late.length > 0)
  if (!full && (settings.mode !== 'delta' || late.length === 0)) return
  const orderIds = [...new Set(late.map((row) => row.orderId))]
  const notice =
    orderIds.length === 0 ? null : await ledgerOf(deps).open({ kind: 'file', orderIds, language: 'fr', dueInMs: 0 })
  if (full) await sendFull(sender, notice?.id ?? null)
  else await sendFile(sender, 'delta', late, notice?.id ?? null)
}

async function fullIsDue({ settings, deps, book }: Sender): Promise<boolean> {
  if (settings.mode === 'delta' || (await book.lastSequence()) === 0) return false
  const last = await book.lastFull()
  return last === null || deps.clock.now().getTime() - last.sentAt.getTime() >= fullEveryMs
}

const answersWork = workFile('./answers-work', import.meta.url)

/**
 * Answers of files that are not all here yet; a file of answers that cannot be read is left for the broker to put
 * right.
 */
async function readAnswerFiles({ settings, deps, book }: Sender): Promise<void> {
  const waiting = await book.unanswered()
  if (waiting.length === 0) return
  await deps.budget.take(deps.lane, 1)
  await withRemote(settings, deps, async (remote) => {
    for (const file of waiting) {
      const name = `${file.name}.ack.csv`
      const size = await remote.size(name)
      if (size === null) continue
      if (size > answerBytes) {
        deps.log.warn({ sequence: file.sequence, bytes: size }, 'an answer file is too large and was not read')
        continue
      }
      try {
        const { answers, settled, unknown } = await deps.threads.run<AnswerFile>(answersWork, await remote.read(name))
        if (unknown > 0)
          deps.log.warn({ sequence: file.sequence, rows: unknown }, 'rows of an answer file say nothing we know')
        // A broker may say that it has them first, and write over it what became of them.
        await book.answered(file, answers, settled >= file.rows)
      } catch (error) {
        if (error instanceof ConnectorError) throw error
        deps.log.warn(
          { sequence: file.sequence, reason: (error as { code?: string }).code ?? 'unreadable' },
          'an answer file could not be read',
        )
      }
    }
  })
}

/** Our own book tells whether the file with an order left. */
async function verify(deps: ConnectorDeps, orders: readonly SuppressionOrder[]): Promise<Outcome[]> {
  const entries = await ledgerOf(deps).find(orders.map((order) => order.orderId))
  return orders.map(({ orderId }) => {
    const entry = entries.get(orderId)
    return entry?.sentAt == null || entry.ticket === null
      ? { orderId, status: 'written' }
      : { orderId, status: 'accepted', ticket: entry.ticket, proof: 1 }
  })
}

function ledgerOf(deps: ConnectorDeps): Ledger {
  if (deps.ledger === undefined) throw new ConnectorError('bad-request', 'This system needs the book of notices.')
  return deps.ledger
}

/** Logs in and looks at nothing: that tells the broker nothing about anybody. */
async function check({ credentials, accountId }: Access<FileSettings>, deps: ConnectorDeps): Promise<AccountInfo> {
  const name = { en: 'Login and key of the server', fr: 'Connexion et clé du serveur' }
  const works = await withRemote(credentials, deps, () => Promise.resolve(null)).catch((error: unknown) =>
    error instanceof ConnectorError ? error.message : 'The SFTP server cannot be reached.',
  )
  return {
    accountId,
    accountName: credentials.host,
    dailyCalls: null,
    lines: [
      works === null
        ? { name, state: 'works', prevents: null }
        : { name, state: 'missing', prevents: { en: works, fr: works } },
    ],
  }
}
