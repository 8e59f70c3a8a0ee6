import type { Channel } from '../../domain/app/channel.ts'
import { sortKinds } from '../../domain/app/kind.ts'
import { natureOfAddress } from '../../domain/contacts/identity.ts'
import { sortChannels, type Door } from '../../domain/objections/objection.ts'
import type { Sql } from '../../store/app/database.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { saidToBeOne } from '../../store/contacts/same-person-answers.ts'
import { otherParts } from '../../store/contacts/split-contacts.ts'
import {
  ensureIdentities,
  identitiesOfContacts,
  lockPeopleShared,
  type ObjectionRow,
} from '../../store/objections/objections.ts'
import type { App } from '../app/app.ts'
import type { KeptTrail } from '../app/trail.ts'

/** An objection, from any door. Who said it: addresses in normal form, or keyed hashes when only those are known. */
export interface ObjectionInput {
  emails: readonly string[]
  hashes: readonly Buffer[]
  /** Numbers in E.164. */
  phones?: readonly string[]
  /** The contact meant, when the door knows it (a record found, a person's page). */
  contactId: string | null
  channels: readonly Channel[]
  /** Kinds of message on these channels; none or left out = all kinds. */
  kinds?: readonly string[]
  receivedAt: Date
  door: Door
  actor: string
  originConnectionId: string | null
  lane: 'objection' | 'backfill'
  reason: 'objection' | 'complaint' | 'erasure'
  /** A wish to be erased that nobody decided on yet: it opens the question, in the same transaction. */
  asksErasure?: boolean
  evidence: Readonly<Record<string, unknown>>
  idempotencyKey: string | null
  /** The request and the trace it came with; left out = those under way. */
  trail?: KeptTrail | null
}

/** The same idempotency key with another content. */
export class IdempotencyConflict extends Error {
  readonly code = 'idempotency-conflict'
  /** Place of the objection in the list that was handed over. */
  readonly index: number
  constructor(index: number) {
    super('This idempotency key was used for another objection: use a new key.')
    this.index = index
  }
}

/** Whether an objection that stands under an idempotency key is the one given now. */
export function sameContent(known: ObjectionRow, input: ObjectionInput): boolean {
  return (
    known.channels.join() === sortChannels(input.channels).join() &&
    known.kinds.join() === sortKinds(input.kinds ?? []).join() &&
    known.door === input.door &&
    known.evidence['subject'] === input.evidence['subject']
  )
}

/** Who said an objection, as far as we know them. */
export interface Objector {
  input: ObjectionInput
  /** Addresses and numbers that the objection itself names. */
  given: readonly Buffer[]
  /** All that it stands for. */
  hashes: readonly Buffer[]
  contactIds: readonly string[]
}

/**
 * The people of these objections, in their order; addresses that are new are stored, and nobody is joined meanwhile.
 */
export async function objectorsOf(
  app: Pick<App, 'keys'>,
  sql: Sql,
  inputs: readonly ObjectionInput[],
  now: Date,
): Promise<Objector[]> {
  const given = inputs.map((input) => ({
    input,
    hashes: [
      ...input.hashes,
      ...input.emails.map((email) => app.keys.hashEmail(email)),
      ...(input.phones ?? []).map((phone) => app.keys.hashPhone(phone)),
    ],
  }))
  await ensureIdentities(
    sql,
    given.flatMap(({ input }) => [
      ...input.emails.map((email) => ({
        hash: app.keys.hashEmail(email),
        kind: 'email' as const,
        role: natureOfAddress(email).role,
      })),
      ...(input.phones ?? []).map((phone) => ({
        hash: app.keys.hashPhone(phone),
        kind: 'phone' as const,
        role: false,
      })),
    ]),
    now,
  )
  await lockPeopleShared(sql)
  return resolvePeople(sql, given)
}

/**
 * All addresses of the person who said no, also when they said it under a former one. A shared mailbox is only in it
 * when the objection came from it; an address that two people hold blocks both (in doubt, block). A number names
 * nobody: its no stays with the number.
 */
export async function resolvePeople<I extends Pick<ObjectionInput, 'contactId'>>(
  sql: Sql,
  given: readonly { input: I; hashes: readonly Buffer[] }[],
): Promise<(Omit<Objector, 'input'> & { input: I })[]> {
  const holders = await peopleOfIdentities(
    sql,
    given.flatMap(({ hashes }) => hashes),
  )
  const contactsOf = given.map(({ input, hashes }) => {
    const held = hashes.flatMap((hash) => holders.get(hash.toString('hex')) ?? [])
    return [...new Set(input.contactId === null ? held : [input.contactId, ...held])]
  })
  const parts = await otherParts(sql, contactsOf.flat())
  const ones = await saidToBeOne(sql, [...contactsOf.flat(), ...[...parts.values()].flat()])
  const identities = await identitiesOfContacts(sql, [
    ...contactsOf.flat(),
    ...[...parts.values(), ...ones.values()].flat(),
  ])
  const roles = new Set(identities.filter((row) => row.role).map((row) => row.hash.toString('hex')))
  return given.map(({ input, hashes }, index) => {
    // An objection that came from a shared mailbox says nothing about the other addresses of whoever holds it, unless
    // the door names the person.
    const personal = input.contactId !== null || hashes.some((hash) => !roles.has(hash.toString('hex')))
    const direct = contactsOf[index] ?? []
    // One of a person's parts says no for the others (docs/decisions/0024), and so does one of two contacts that are
    // one person, as somebody answered.
    const whole = [...direct, ...direct.flatMap((id) => parts.get(id) ?? [])]
    const contactIds = personal ? [...new Set([...whole, ...whole.flatMap((id) => ones.get(id) ?? [])])] : direct
    const theirs = personal
      ? identities.filter((row) => contactIds.includes(row.contactId) && !row.role).map((row) => row.hash)
      : []
    const all = new Map([...hashes, ...theirs].map((hash) => [hash.toString('hex'), hash]))
    return { input, given: hashes, hashes: [...all.values()], contactIds }
  })
}
