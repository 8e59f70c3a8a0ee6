import type { InboundMessage } from '../../../src/connector/inbound.ts'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { maskEmail } from '../../../src/domain/contacts/identity.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { afterMessages, takeInMessages } from '../../../src/operations/mailbox/take-in/take-in-messages.ts'
import { judgeMessages } from '../../../src/operations/mailbox/judge-messages.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { insertPersonLinks } from '../../../src/store/tags/tags.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

export let scene: Scene
export let mailboxId: string
let position: Parameters<NonNullable<Awaited<ReturnType<typeof openConnection>>['system']['listen']>>[0]
/** Domain of the employer that said no for everybody: its people have no question to answer any more. */
let closedDomain: string

/** A product at work with the sandbox's mailbox connected; nothing of it is read by itself. */
export async function openMailbox(more: Omit<Parameters<typeof openScene>[0], 'contacts'> = {}): Promise<void> {
  position = null
  closedDomain = 'none'
  scene = await openScene({ contacts: 160, ...more })
  const settings = await scene.control('GET', '/_sandbox/mailbox')
  mailboxId = await connectByForm(scene.app, scene.admin, 'mailbox', 'Réponses', settings as Record<string, string>)
}

export const append = (raw: string) => scene.control('POST', '/_sandbox/mailbox', { act: 'append', raw })
export const all = ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience']

/** Reads what came since last time through the connector, each batch taken in by one transaction. */
export async function receive(from = position): Promise<InboundMessage[]> {
  const { system } = await openConnection(scene.app, mailboxId, 'objection')
  const stop = new AbortController()
  const seen: InboundMessage[] = []
  for await (const batch of system.listen?.(from, stop.signal) ?? []) {
    await takeIn(batch.messages ?? [])
    seen.push(...(batch.messages ?? []))
    position = batch.next ?? position
    if ((batch.messages ?? []).length < 20) stop.abort()
  }
  return seen
}

/** Judges messages and takes them in by one transaction. */
export async function takeIn(messages: readonly InboundMessage[]): Promise<void> {
  const connection = await findConnection(scene.app.pool, mailboxId)
  if (connection === null) throw new Error('no mailbox')
  const judged = await judgeMessages(scene.app, messages)
  const taken = await inTransaction(scene.app.pool, (sql) => takeInMessages(scene.app, sql, connection, judged))
  await afterMessages(scene.app, taken)
}

export const raw = (from: string, subject: string, body: string, more: readonly string[] = []) =>
  [
    `From: ${from}`,
    'To: unsub@u.exemple.example.test',
    `Subject: ${subject}`,
    `Message-ID: <${newToken()}@acme.example.test>`,
    'Date: Tue, 24 Nov 2026 09:12:00 +0100',
    'Content-Type: text/plain; charset=utf-8',
    ...more,
    '',
    body,
    '',
  ].join('\n')

export async function contactOf(email: string): Promise<string> {
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select distinct r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1',
    [scene.app.keys.hashEmail(email.toLowerCase())],
  )
  return rows[0]?.id ?? ''
}
export async function linkOf(person: SeedPerson): Promise<string> {
  const token = newToken()
  await insertPersonLinks(
    scene.app.pool,
    [{ tokenHash: tokenHash(token), contactId: await contactOf(person.email) }],
    maskEmail,
    scene.app.clock.now(),
  )
  return token
}
export async function lastObjection(email: string) {
  const { rows } = await scene.app.pool.query<{
    id: string
    door: string
    reason: string
    channels: string[]
    doubtful: boolean | null
    how: string
  }>(
    `select o.id, o.door, o.reason, o.channels, (o.evidence->>'doubtful')::bool as doubtful, o.evidence->>'how' as how from objections o join objection_identities i on i.objection_id = o.id
     where i.identity_hash = $1 order by o.recorded_at desc, o.number desc limit 1`,
    [scene.app.keys.hashEmail(email.toLowerCase())],
  )
  return rows[0] ?? null
}
export async function reviews() {
  const { rows } = await scene.app.pool.query<{
    id: string
    kind: string
    contact_id: string | null
    objection_id: string | null
    meanwhile_blocked: boolean
    due_on: string
  }>(
    'select id, kind, contact_id, objection_id, meanwhile_blocked, due_on::text from reviews where answered_at is null order by opened_at, kind',
  )
  return rows
}
export const clearReviews = () =>
  scene.app.pool.query(
    `update reviews set answered_at = now(), answered_by = 'test', answer = 'none' where answered_at is null`,
  )
export const count = async (table: string) =>
  (await scene.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n
export const closeDomain = (domain: string): void => void (closedDomain = domain)
export const someone = () =>
  scene.somebody((person) => person.where === 'both' && !person.email.toLowerCase().endsWith(`@${closedDomain}`))
