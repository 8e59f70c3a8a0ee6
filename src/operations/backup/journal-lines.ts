import { z } from 'zod'
import { openJournalWords } from '../../crypto/journal.ts'
import { JournaledChange } from '../../domain/consents/field-change.ts'
import { Channel } from '../../domain/app/channel.ts'
import { answerLanguages } from '../../domain/evidence/access-asker.ts'
import { accessDoors } from '../../domain/evidence/access-request.ts'
import { doors, type Door } from '../../domain/objections/objection.ts'
import { withdrawalReasons } from '../../domain/sources/withdrawal.ts'
import { identityChecks } from '../../domain/removals/erasure-request.ts'
import type { JournalEntry } from '../../store/backup/journal-files.ts'
import { samePersonAnswers } from '../../store/removals/possible-duplicate.ts'
import type { KeyRing } from '../../store/app/key-ring.ts'

/** What the journal holds, line by line (docs/reference/promises.md#journal). */
const Hash = z.base64url().transform((text): Buffer => Buffer.from(text, 'base64url'))
const Identity = z.tuple([Hash, z.enum(['email', 'phone']), z.boolean()])
const Head = { act: z.string(), at: z.iso.datetime({ offset: true }), scheme: z.string() }
/** An objection, or an address that one covers since. */
export const JournalObjection = z.object({
  ...Head,
  t: z.enum(['objection', 'widened']),
  id: z.uuid(),
  number: z.string(),
  contactId: z.uuid().nullable(),
  channels: z.array(Channel),
  kinds: z.array(z.string()),
  receivedAt: z.iso.datetime({ offset: true }),
  recordedAt: z.iso.datetime({ offset: true }),
  // Lines written while the door of a CRM bore its name say the same.
  door: z.string().transform((text): Door => doors.find((door) => door === text) ?? 'crm'),
  reason: z.string(),
  lane: z.enum(['objection', 'backfill']),
  origin: z.uuid().nullable(),
  identities: z.array(Identity),
  /** Those of them that the person did not name: mobiles of their records. */
  taken: z.array(Hash).default([]),
  cells: z.array(z.tuple([Hash, Channel, z.string(), z.iso.datetime({ offset: true }), z.uuid()])),
})
export const Lift = z.object({
  ...Head,
  t: z.literal('lift'),
  id: z.uuid(),
  contactId: z.uuid(),
  hash: Hash,
  liftedAt: z.iso.datetime({ offset: true }),
  scope: z.array(z.unknown()),
  cells: z.array(z.tuple([Channel, z.string(), z.iso.datetime({ offset: true }), z.uuid()])),
})
/** An objection that was entered for the wrong person. */
export const JournalCorrection = z.object({
  ...Head,
  t: z.literal('correction'),
  id: z.uuid(),
  correctedAt: z.iso.datetime({ offset: true }),
  right: z.uuid().nullable(),
  /** Who said so and why, sealed; older journals do not tell it. */
  said: z.string().nullable().default(null),
  /** What its systems showed of it then: Connection, object, record, cell, and whether Lawbase had written it. */
  blocks: z.array(z.tuple([z.uuid(), z.string(), z.string(), Channel, z.string(), z.boolean()])),
})
/** A company that opted out as a whole, or the end of that. */
export const JournalCompany = z.object({
  ...Head,
  t: z.literal('domain-order'),
  id: z.uuid(),
  domain: z.string(),
  /** Left out by older journals, which covered none. */
  subdomains: z.boolean().default(false),
  acceptedAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }).nullable(),
})
/** An identity key that came (docs/decisions/0021). */
export const NewKey = z.object({
  t: z.literal('identity-key'),
  act: z.string(),
  at: z.iso.datetime({ offset: true }),
  kid: z.string(),
  generation: z.int(),
  copy: z.string(),
})
const Instant = z.iso.datetime({ offset: true })
/** What a system showed of one record of somebody who was removed; older journals do not tell it. */
const RecordEnd = z.object({
  record: z.int(),
  state: z.string(),
  binnedAt: Instant.nullable(),
  binned: z.string().nullable(),
  erasedAt: Instant.nullable(),
  erased: z.string().nullable(),
  detail: z.string().nullable(),
})
export const Removal = z.object({
  ...Head,
  t: z.literal('purged'),
  contactId: z.uuid().nullable(),
  planId: z.uuid().nullable(),
  number: z.string().nullable(),
  kind: z.string().nullable(),
  removedAt: z.iso.datetime({ offset: true }),
  remembered: z.boolean(),
  ends: z.array(RecordEnd).default([]),
  identities: z.array(Identity),
  /** All that they are remembered by; an older journal names addresses alone. */
  known: z.array(Hash).default([]),
})
const OfPlan = { ...Head, planId: z.uuid(), contactId: z.uuid() }
/** That somebody of a plan was asked back, what a system showed of it, and how it ended. */
export const JournalRestore = z.discriminatedUnion('t', [
  z.object({ ...OfPlan, t: z.literal('restored'), askedAt: Instant, said: z.string() }),
  z.object({ ...OfPlan, t: z.literal('back'), record: z.int(), backAt: Instant, seen: z.string().nullable() }),
  z.object({
    ...OfPlan,
    t: z.literal('restore-ended'),
    endedAt: Instant,
    /** Nothing came back: since then they are gone again. */
    purgedAt: Instant.nullable(),
    remembered: z.boolean(),
    ends: z.array(
      z.object({
        record: z.int(),
        state: z.string(),
        detail: z.string().nullable(),
        end: z.enum(['bin-over', 'refused']).nullable(),
      }),
    ),
  }),
])
/** What somebody said of two contacts that are maybe one person. */
export const JournalAnswer = z.object({
  ...Head,
  t: z.literal('same-person'),
  contactId: z.uuid(),
  pair: z.tuple([z.uuid(), z.uuid()]),
  /** Their records then: contact, connector, account, object and id. Older journals do not tell them. */
  records: z.array(z.tuple([z.uuid(), z.string(), z.string(), z.string(), z.string()])).default([]),
  answer: z.enum(samePersonAnswers),
  answeredAt: Instant,
  said: z.string(),
})
const OfSide = z.array(z.tuple([z.uuid(), z.string(), z.string(), z.string(), z.string()]))
/** That records of one contact were told apart, or put together again: those of either side, as in an answer. */
export const JournalSplit = z.object({
  ...Head,
  t: z.enum(['parted', 'rejoined']),
  contactId: z.uuid(),
  sides: z.tuple([OfSide, OfSide]),
  saidAt: Instant,
  said: z.string(),
})
export type JournalSplit = z.infer<typeof JournalSplit>
export type JournalAnswer = z.infer<typeof JournalAnswer>
export type JournalRestore = z.infer<typeof JournalRestore>
/** What keeps people: an act of theirs on our own pages, a break, a legal hold, a request for access, and the ends. */
export const Kept = z.discriminatedUnion('t', [
  z.object({ ...Head, t: z.literal('consent-change'), done: Instant, hashes: z.array(Hash), change: JournaledChange }),
  z.object({ ...Head, t: z.literal('acted'), kind: z.string(), done: Instant, hashes: z.array(Hash) }),
  z.object({
    ...Head,
    t: z.literal('break'),
    id: z.uuid(),
    contactId: z.uuid(),
    reason: z.string(),
    until: z.iso.date().nullable(),
    done: Instant,
    hashes: z.array(Hash),
  }),
  z.object({ ...Head, t: z.literal('break-end'), id: z.uuid(), done: Instant }),
  z.object({
    ...Head,
    t: z.literal('legal-hold'),
    id: z.uuid(),
    /** Left out by older journals, which knew no other. */
    purpose: z.enum(['legal', 'kept-out']).default('legal'),
    kind: z.enum(['person', 'domain', 'list']),
    domain: z.string(),
    until: z.iso.date().nullable(),
    done: Instant,
    people: z.array(z.tuple([z.uuid(), z.array(Hash)])),
  }),
  z.object({ ...Head, t: z.literal('legal-hold-end'), id: z.uuid(), done: Instant }),
  z.object({
    ...Head,
    t: z.literal('access'),
    id: z.uuid(),
    number: z.string(),
    contactId: z.uuid().nullable(),
    door: z.enum(accessDoors),
    receivedOn: z.iso.date(),
    dueOn: z.iso.date(),
    identity: z.enum(identityChecks),
    language: z.enum(answerLanguages).nullable(),
    done: Instant,
    hashes: z.array(Hash),
  }),
  z.object({
    ...Head,
    t: z.literal('access-asker'),
    id: z.uuid(),
    /** Whom the request is about since; left out by older journals. */
    contactId: z.uuid().nullable().default(null),
    done: Instant,
    hashes: z.array(Hash),
  }),
  z.object({ ...Head, t: z.literal('access-answer'), id: z.uuid(), done: Instant }),
  z.object({
    ...Head,
    t: z.literal('source-withdrawn'),
    id: z.uuid(),
    done: Instant,
    reason: z.enum(withdrawalReasons),
    corrected: z.boolean(),
    /** Who said so and in which words, sealed. */
    said: z.string().nullable(),
    /** Number and moment of each. */
    sources: z.array(z.tuple([z.int(), Instant])),
    /** Acts of people that rested on them. */
    acts: z.array(z.tuple([Instant, z.array(Hash)])),
  }),
])
/** A number that somebody may have in a letter. */
export const Numbered = z.object({
  ...Head,
  t: z.literal('numbered'),
  of: z.enum(['plan', 'erasure']),
  number: z.string(),
})
export type JournalObjection = z.infer<typeof JournalObjection>
export type Lift = z.infer<typeof Lift>
export type Removal = z.infer<typeof Removal>
export type JournalCorrection = z.infer<typeof JournalCorrection>
export type JournalCompany = z.infer<typeof JournalCompany>
export type Numbered = z.infer<typeof Numbered>
export type Kept = z.infer<typeof Kept>

/**
 * Brings hashes of a line up to the newest identity key. Throws when the line was written under a key that nothing
 * names.
 */
function sinceThen(keys: KeyRing, { scheme }: { scheme: string }): (hash: Buffer) => Buffer {
  const since = keys.sinceIdentityKey(scheme)
  if (since === null)
    throw new Error(
      'The journal was written under an identity key that neither it nor this backup holds: put the whole journal of this installation into LAWBASE_JOURNAL_DIR.',
    )
  return since
}

/** A line with its hashes as they are today. Throws when it is none, and when nothing names its key. */
export function objectionOf(keys: KeyRing, entry: JournalEntry): JournalObjection {
  const objection = JournalObjection.parse(entry)
  const since = sinceThen(keys, objection)
  return {
    ...objection,
    identities: objection.identities.map(([hash, kind, role]) => [since(hash), kind, role]),
    taken: objection.taken.map(since),
    cells: objection.cells.map(([hash, ...cell]) => [since(hash), ...cell]),
  }
}

/** The same of a lift. */
export function liftOf(keys: KeyRing, entry: JournalEntry): Lift {
  const lift = Lift.parse(entry)
  return { ...lift, hash: sinceThen(keys, lift)(lift.hash) }
}

const Said = z.object({ by: z.string(), reason: z.string() })
/** Who said something and why; null where the line, or the ring of the backup, does not tell it. */
export function journaledWords(
  keys: KeyRing,
  { act, said }: { act: string; said: string | null },
): z.infer<typeof Said> | null {
  const words = said === null ? null : openJournalWords(said, act, (kid) => keys.journalKey(kid)?.key ?? null)
  return words === null ? null : Said.parse(JSON.parse(words))
}

/** The same of a removal. */
export function removalOf(keys: KeyRing, entry: JournalEntry): Removal {
  const removal = Removal.parse(entry)
  const since = sinceThen(keys, removal)
  return {
    ...removal,
    identities: removal.identities.map(([hash, kind, role]) => [since(hash), kind, role]),
    known: removal.known.map(since),
  }
}

/** The same of what keeps people. */
export function keptOf(keys: KeyRing, entry: JournalEntry): Kept {
  const kept = Kept.parse(entry)
  if ('hashes' in kept) return { ...kept, hashes: kept.hashes.map(sinceThen(keys, kept)) }
  const since = sinceThen(keys, kept)
  if ('acts' in kept) return { ...kept, acts: kept.acts.map(([at, hashes]) => [at, hashes.map(since)]) }
  if (!('people' in kept)) return kept
  return { ...kept, people: kept.people.map(([id, hashes]) => [id, hashes.map(since)]) }
}
