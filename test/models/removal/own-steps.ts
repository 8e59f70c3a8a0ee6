import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import { endKeeping, keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { confirmLift } from '../../../src/operations/objections/lift.ts'
import { askToConfirm } from '../../../src/operations/objections/person-mail.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { claimMail } from '../../../src/store/objections/person-mails.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { appear } from './appear.ts'
import type { LocalStep, PersonIndex } from './steps.ts'
import { keyOf, type Held, type SystemName } from './held.ts'
import {
  addressOf,
  before,
  begin,
  channelsOf,
  contactOf,
  dayMs,
  domainOf,
  freshOf,
  keysOf,
  liveOf,
  mobileOf,
  restoreWished,
  type Stand,
  tick,
  touch,
} from './stand.ts'

// What happens in one history alone, a handler for each kind of step.

/** The first of the person's records there becomes another one; what the person did stays with it. */
function replace(stand: Stand, history: number, old: Held, other: Held) {
  touch(stand, history, [0, 1, 2], [old, other])
  Object.assign(old, { state: 'merged', mergedInto: other.id })
  other.acts.push(...old.acts)
  other.addresses = [...new Set([...other.addresses, ...old.addresses])]
  other.formerIds.push(`${old.object} ${old.id}`)
  for (const [channel, by] of old.blocks) other.blocks.set(channel, by)
  if (other.relation === 'none') other.relation = old.relation
  setCases(stand, other, other.cases + old.cases)
  other.source ??= old.source
  if (old.createdAt < other.createdAt) other.createdAt = old.createdAt
}

async function lift(stand: Stand, history: number, person: PersonIndex, which: 'email' | 'all') {
  const { world, app, pool, log } = stand
  const contactId = await contactOf(stand, history, person)
  if (contactId === null) return
  const hash = app.keys.hashEmail(addressOf(history, person))
  const link = { contactId, identityHashes: [hash], masked: 'a***', language: 'fr' }
  if (
    (await askToConfirm(
      app,
      link,
      { free: channelsOf(which).map((channel) => ({ channel, kind: '' })), keep: [] },
      { language: 'fr', subject: 's', body: '{url}' },
      null,
    )) !== 'sent'
  )
    return
  const mail = (
    await pool.query<{ id: string }>(
      'select id from person_mails where identity_hash = $1 order by created_at desc limit 1',
      [hash],
    )
  ).rows[0]
  const token = newToken()
  tick(stand)
  await claimMail(pool, mail?.id ?? '', tokenHash(token), world.now(), 60_000)
  const answer = await confirmLift(app, token)
  if (answer.state === 'lifted')
    log.note({
      what: 'lift',
      history,
      address: addressOf(history, person),
      channels: answer.free.map((scope) => scope.channel),
    })
  touch(stand, history, [person])
}

async function keep(
  stand: Stand,
  history: number,
  target: { contactId: string } | { domain: string },
  days: number | null,
) {
  const { world, app, log } = stand
  const keys = 'contactId' in target ? await keysOf(stand, target.contactId) : ('all' as const)
  const ends = days === null ? '' : new Date(world.now().getTime() + days * dayMs).toISOString().slice(0, 10)
  const id = await keepByLaw(app, world.judges[0], target, { reason: 'Litige en cours au tribunal', until: ends })
  log.note({ what: 'kept', id: `${id} ${ends}`, history, records: keys })
}

type With<E, D> = E extends { do: infer W } ? (D extends W ? E : never) : never
type Step<D extends LocalStep['do']> = With<LocalStep, D>
type Take<D extends LocalStep['do']> = (stand: Stand, history: number, step: Step<D>) => void | Promise<void>

/** The person's first record in that system; the step touches the person. */
function touchFirst(stand: Stand, history: number, step: { person: PersonIndex; system: SystemName }): Held | null {
  const [first] = liveOf(stand, history, step.person, step.system)
  if (first === undefined) return null
  touch(stand, history, [step.person], [first])
  return first
}
const anyAddressOf = (history: number, person: PersonIndex, fresh: boolean) =>
  fresh ? freshOf(history, person) : addressOf(history, person)

const act: Take<'act'> = (stand, history, step) => {
  const at = before(stand.world.now(), step.ago)
  if (step.kind !== 'open') return void touchFirst(stand, history, step)?.acts.push({ kind: step.kind, at })
  const [first] = liveOf(stand, history, step.person, step.system)
  if (first !== undefined) first.lastOpenAt = at
}
const actBeside: Take<'act-beside'> = (stand, history, { person, fresh, ago }) => {
  touch(stand, history, [person])
  stand.systems.acts.push({
    history,
    address: anyAddressOf(history, person, fresh),
    at: before(stand.world.now(), ago),
  })
}
const relate: Take<'relation'> = (stand, history, step) => {
  const first = touchFirst(stand, history, step)
  if (first !== null) first.relation = step.relation
}
function setCases({ log }: Stand, record: Held, cases: number) {
  log.note({ what: 'cases', record: keyOf(Object.assign(record, { cases })), cases })
}
const stopThere: Take<'stop-there'> = (stand, history, { person, system }) => {
  const [first] = liveOf(stand, history, person, system)
  if (first === undefined || first.blocks.has('email')) return
  touch(stand, history, [person], [first])
  // A mailbox that others read too is stopped with it.
  stand.log.note({ what: 'touched', history, addresses: [...first.addresses], records: [] })
  first.blocks.set('email', 'theirs')
}
const sayNo: Take<'no'> = async (stand, history, step) => {
  touch(stand, history, [step.person])
  const address = anyAddressOf(history, step.person, step.fresh)
  await recordObjection(stand.app, {
    emails: [address],
    hashes: [],
    contactId: null,
    channels: channelsOf(step.channels),
    receivedAt: stand.world.now(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
  stand.log.note({ what: 'no', history, address, channels: channelsOf(step.channels) })
}
const keepPerson: Take<'keep'> = async (stand, history, { person, days }) => {
  const contactId = await contactOf(stand, history, person)
  if (contactId === null) return
  touch(stand, history, [person])
  await keep(stand, history, { contactId }, days)
}
const keepDomain: Take<'keep-domain'> = (stand, history) => {
  touch(stand, history, [0, 1, 2])
  return keep(stand, history, { domain: domainOf(history) }, null)
}
const endKeepings: Take<'end-keeping'> = async ({ app, log, world }, history) => {
  for (const entry of log.entries.filter((one) => one.what === 'kept' && one.history === history)) {
    if (entry.what === 'kept' && (await endKeeping(app, world.judges[0], entry.id.split(' ')[0] ?? '')))
      log.note({ what: 'kept-ended', id: entry.id })
  }
}
const question: Take<'question'> = async (stand, history, { person }) => {
  const contactId = await contactOf(stand, history, person)
  if (contactId === null) return
  const id = randomUUID()
  touch(stand, history, [person])
  await insertReview(
    stand.pool,
    {
      id,
      kind: 'access-request',
      contactId,
      objectionId: null,
      connectionId: null,
      messageId: null,
      facts: {},
      dueOn: null,
      meanwhileBlocked: false,
    },
    stand.world.now(),
  )
  stand.log.note({ what: 'pending', id, history, records: await keysOf(stand, contactId) })
}
const answer: Take<'answer'> = async ({ app, log, world }, history) => {
  const answered = new Set(log.entries.flatMap((entry) => (entry.what === 'answered' ? [entry.id] : [])))
  for (const entry of log.entries) {
    if (entry.what !== 'pending' || entry.history !== history || answered.has(entry.id)) continue
    await answerReview(app, entry.id, 'answered', world.judges[0])
    log.note({ what: 'answered', id: entry.id })
  }
}
const restore: Take<'restore'> = (stand, history, { person }) => {
  stand.wishes.add(`${history} ${person}`)
  return restoreWished(stand)
}
const merge: Take<'merge'> = (stand, history, { person, system }) => {
  const [first, second] = liveOf(stand, history, person, system)
  if (first === undefined || second === undefined || first.object !== second.object) return
  replace(stand, history, second, first)
}
const reType: Take<'re-type'> = (stand, history, { person }) => {
  const lead = liveOf(stand, history, person, 'b').find((record) => record.object === 'Lead')
  if (lead === undefined) return
  const contact: Held = {
    ...lead,
    object: 'Contact',
    id: `${history}-${(stand.ids += 1)}`,
    acts: [],
    cases: 0,
    blocks: new Map(),
    holdUntil: null,
    formerIds: [],
    createdAt: stand.world.now(),
  }
  stand.systems.records.push(contact)
  replace(stand, history, lead, contact)
}
const newAddress: Take<'new-address'> = (stand, history, step) => {
  const [old, fresh] = [addressOf(history, step.person), freshOf(history, step.person)]
  const first = touchFirst(stand, history, step)
  if (first !== null)
    first.addresses = [...new Set(first.addresses.map((address) => (address === old ? fresh : address)))]
}
const oneAddressMore: Take<'one-address-more'> = (stand, history, { person, of, system }) => {
  const [first] = liveOf(stand, history, person, system)
  if (first === undefined || of === person) return
  touch(stand, history, [person, of], [first])
  first.addresses = [...new Set([...first.addresses, addressOf(history, of)])]
}

const shareMobile: Take<'mobile'> = (stand, history, { person, of, system }) => {
  for (const whose of new Set([person, of]))
    for (const record of liveOf(stand, history, whose, system).slice(0, 1)) {
      touch(stand, history, [whose], [record])
      record.mobile = mobileOf(history, of)
    }
}

const takes: { readonly [D in LocalStep['do']]: Take<D> } = {
  appear,
  act,
  'act-beside': actBeside,
  relation: relate,
  case: (stand, history, step) => {
    const first = touchFirst(stand, history, step)
    if (first !== null) setCases(stand, first, Math.max(0, first.cases + step.by))
  },
  'stop-there': stopThere,
  no: sayNo,
  lift: (stand, history, { person, channels: which }) => lift(stand, history, person, which),
  keep: keepPerson,
  'keep-domain': keepDomain,
  'end-keeping': endKeepings,
  question,
  answer,
  restore,
  merge,
  're-type': reType,
  'new-address': newAddress,
  'one-address-more': oneAddressMore,
  mobile: shareMobile,
}

/** A step of one history. */
export async function takeOwn(stand: Stand, history: number, step: LocalStep): Promise<void> {
  await begin(stand)
  await (takes[step.do] as (stand: Stand, history: number, step: LocalStep) => void | Promise<void>)(
    stand,
    history,
    step,
  )
}
