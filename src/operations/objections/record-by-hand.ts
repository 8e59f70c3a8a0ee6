import { randomUUID } from 'node:crypto'
import type { Channel } from '../../domain/app/channel.ts'
import { normalEmail, normalPhone } from '../../domain/contacts/identity.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { ensureIdentities } from '../../store/objections/objections.ts'
import { lookupPeople, peopleById, recentByHand, type FoundPerson } from '../../store/contacts/lookup-view.ts'
import type { App } from '../app/app.ts'
import { noteViews } from '../app/note-use.ts'
import { recordObjection, type RecordedObjection } from './record-objection.ts'

export const handDoors = ['phone', 'post', 'spoken', 'mailbox', 'other'] as const
export type HandDoor = (typeof handDoors)[number]

/** Who is meant: a contact that was chosen, else an address, else a number; or why it cannot be told. */
export type Who =
  | { contactId: string | null; email: string | null; phone: string | null }
  | { fault: 'required' | 'email' | 'phone' | 'nobody' | 'several'; people: readonly FoundPerson[] }

const maxShown = 8

/** People who may be meant by what was typed so far; each look is in the audit log, without the text. */
export async function lookUp(app: App, text: string, actor: string): Promise<FoundPerson[]> {
  const people = await lookupPeople(app.pool, text, maxShown)
  if (people.length > 0)
    await noteViews(
      app,
      { email: actor },
      people.map(({ contactId }) => contactId),
      { what: 'look-up' },
    )
  return people
}

/** Reads "who said no?" as it was typed or chosen. `country`: of a number without a prefix, or null. */
export async function readWho(
  app: App,
  given: { contactId: string; text: string; country: string | null },
): Promise<Who> {
  if (given.contactId !== '') {
    const [person] = await peopleById(app.pool, [given.contactId], 1)
    if (person !== undefined) return { contactId: person.contactId, email: null, phone: null }
  }
  const text = given.text.trim()
  if (text === '') return { fault: 'required', people: [] }
  if (text.includes('@')) return whoByEmail(text)
  const people = await lookupPeople(app.pool, text, maxShown)
  if (people.length > 1) return { fault: 'several', people }
  const contactId = people[0]?.contactId ?? null
  if (/^[+\d\s().-]{6,}$/u.test(text)) return whoByPhone(contactId, normalPhone(text, given.country))
  return contactId === null ? { fault: 'nobody', people: [] } : { contactId, email: null, phone: null }
}

function whoByEmail(text: string): Who {
  const email = normalEmail(text)
  return email === null ? { fault: 'email', people: [] } : { contactId: null, email, phone: null }
}

/** A number that cannot be read still names the one contact that holds it. */
function whoByPhone(contactId: string | null, phone: string | null): Who {
  return contactId === null && phone === null ? { fault: 'phone', people: [] } : { contactId, email: null, phone }
}

interface HandInput {
  who: { contactId: string | null; email: string | null; phone: string | null }
  door: HandDoor
  receivedAt: Date
  channels: readonly Channel[]
  words: string
  evidenceId: string | null
  /** Said again: kept as an objection of its own. */
  second: boolean
  actor: string
}

/** An objection by hand within this time of another one of the same person is asked about first. */
const sameMs = 10 * 60_000

/**
 * Records an objection that somebody heard or read. Gives the earlier one instead when it was recorded just now and
 * `second` is not set.
 */
export async function recordByHand(
  app: App,
  input: HandInput,
): Promise<{ recorded: RecordedObjection } | { earlier: { id: string; number: string; recordedAt: Date } }> {
  const now = app.clock.now()
  const { contactId, email, phone } = input.who
  const hash = email !== null ? app.keys.hashEmail(email) : phone !== null ? app.keys.hashPhone(phone) : null
  const earlier = input.second ? null : await recentByHand(app.pool, contactId, hash, new Date(now.getTime() - sameMs))
  if (earlier !== null) return { earlier }
  if (phone !== null)
    await ensureIdentities(app.pool, [{ hash: app.keys.hashPhone(phone), kind: 'phone', role: false }], now)
  const recorded = await recordObjection(app, {
    emails: email === null ? [] : [email],
    hashes: phone === null ? [] : [app.keys.hashPhone(phone)],
    contactId,
    channels: input.channels,
    receivedAt: input.receivedAt,
    door: input.door,
    actor: input.actor,
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {
      ...(input.words === '' ? {} : { words: sealWords(app, input.words) }),
      ...(input.evidenceId === null ? {} : { file: true }),
    },
    // An objection that was heard is a proof of its own, also of somebody who said it before.
    idempotencyKey: `hand:${randomUUID()}`,
  })
  if (input.evidenceId !== null) await tieEvidence(app.pool, input.evidenceId, 'objection', recorded.id, input.actor)
  return { recorded }
}

const wordsPlace = { table: 'objections', row: 'evidence', column: 'words' }

/** The words that were said or written, as they are kept with an objection. */
export const sealWords = (app: App, words: string): string => app.keys.seal(words, wordsPlace)

/** The words that were noted with an objection, for whoever may see the person. */
export function notedWords(app: App, evidence: Readonly<Record<string, unknown>>): string | null {
  return typeof evidence['words'] === 'string' ? app.keys.open(evidence['words'], wordsPlace) : null
}
