import { existsSync } from 'node:fs'
import { z } from 'zod'
import { Channel } from '../domain/channel.ts'
import { keptBefore } from '../domain/kept.ts'
import { insertAudit } from '../store/audit.ts'
import { insertWithdrawals } from '../store/consents.ts'
import type { Sql } from '../store/database.ts'
import { journalFiles, readEntries, type JournalEntry, type JournalSeries } from '../store/journal-files.ts'
import type { KeyRing } from '../store/key-ring.ts'
import { noteLiftedBlocks, supersede } from '../store/lifts.ts'
import { numbersInUse } from '../store/numbers.ts'
import { addObjectionIdentities, contactsOfIdentities, ensureIdentities } from '../store/objections.ts'
import { purgeContacts } from '../store/purge.ts'
import { forgetVerdicts, holdersBefore, insertBareContact, insertKnownCells, insertKnownLift, insertKnownNoes, knownActs, knownContacts, noteBinned, rememberRemoval } from '../store/replay.ts'
import type { App } from './app.ts'
import { planPropagations } from './plan-propagations.ts'

const Hash = z.base64url().transform((text) => Buffer.from(text, 'base64url'))
const Identity = z.tuple([Hash, z.enum(['email', 'phone']), z.boolean()])
const Head = { act: z.string(), at: z.iso.datetime({ offset: true }), scheme: z.string() }
const No = z.object({
  ...Head, t: z.enum(['objection', 'widened']), id: z.uuid(), number: z.string(), contactId: z.uuid().nullable(), channels: z.array(Channel), kinds: z.array(z.string()), receivedAt: z.iso.datetime({ offset: true }), recordedAt: z.iso.datetime({ offset: true }),
  door: z.string(), reason: z.string(), lane: z.enum(['objection', 'backfill']), origin: z.uuid().nullable(), identities: z.array(Identity), cells: z.array(z.tuple([Hash, Channel, z.string(), z.iso.datetime({ offset: true }), z.uuid()])),
})
const Lift = z.object({ ...Head, t: z.literal('lift'), id: z.uuid(), contactId: z.uuid(), hash: Hash, liftedAt: z.iso.datetime({ offset: true }), scope: z.array(z.unknown()), cells: z.array(z.tuple([Channel, z.string(), z.iso.datetime({ offset: true }), z.uuid()])) })
const Removal = z.object({ ...Head, t: z.literal('purged'), contactId: z.uuid().nullable(), planId: z.uuid().nullable(), number: z.string().nullable(), kind: z.string().nullable(), removedAt: z.iso.datetime({ offset: true }), remembered: z.boolean(), identities: z.array(Identity) })
const Numbered = z.object({ ...Head, t: z.literal('numbered'), of: z.enum(['plan', 'erasure']), number: z.string() })
type No = z.infer<typeof No>
type Lift = z.infer<typeof Lift>
type Removal = z.infer<typeof Removal>
type Numbered = z.infer<typeof Numbered>

export interface Replayed {
  noes: number
  lifts: number
  removals: number
  /** Highest counter of the removal plans and erasure requests that the journal names. */
  lastNumbers: { removal: number; erasure: number }
}

interface Replay {
  app: Pick<App, 'connectors'>
  sql: Sql
  keys: KeyRing
  now: Date
  done: Replayed
}

const together = 500

/**
 * Brings back what was said and removed after a backup (DESIGN 9): noes with the ids and numbers they had and their Propagations,
 * then lifts in their order, then removals with the memory of them; of plans and erasure requests the numbers alone. Acts that the backup knows are passed over, so a line that
 * stands twice, or a second replay, changes nothing. Throws JournalBroken for a line that is not as it was written.
 */
export async function replayJournal(app: Pick<App, 'connectors'>, sql: Sql, keys: KeyRing, folder: string, now: Date): Promise<Replayed> {
  const replay: Replay = { app, sql, keys, now, done: { noes: 0, lifts: 0, removals: 0, lastNumbers: { removal: 0, erasure: 0 } } }
  for await (const { batch } of batches(replay, folder, 'noes')) {
    // What stands between two lifts goes together.
    let noes: No[] = []
    const numbered: Numbered[] = []
    for (const entry of batch) {
      if (entry['t'] === 'numbered') {
        numbered.push(Numbered.parse(entry))
        continue
      }
      if (entry['t'] !== 'lift') {
        noes.push(No.parse(entry))
        continue
      }
      await replayNoes(replay, noes)
      noes = []
      await replayLift(replay, Lift.parse(entry))
    }
    await replayNoes(replay, noes)
    await replayNumbers(replay, numbered)
  }
  for await (const { batch } of batches(replay, folder, 'removals')) for (const entry of batch) await replayRemoval(replay, Removal.parse(entry))
  return replay.done
}

/** Whether the folder is there and holds a journal. */
export async function hasJournal(folder: string): Promise<boolean> {
  return existsSync(folder) && ((await journalFiles(folder, 'noes')).length > 0 || (await journalFiles(folder, 'removals')).length > 0)
}

/** Entries of which the backup knows nothing, some hundred at a time. */
async function* batches({ sql, keys }: Replay, folder: string, series: JournalSeries): AsyncGenerator<{ batch: JournalEntry[] }> {
  let batch: JournalEntry[] = []
  const fresh = async () => {
    const known = await knownActs(sql, batch.map((entry) => String(entry['act'])))
    const seen = new Set<string>()
    return batch.filter((entry) => {
      const act = String(entry['act'])
      const isNew = !known.has(act) && !seen.has(act)
      seen.add(act)
      return isNew
    })
  }
  for await (const entry of readEntries(folder, series, (kid) => keys.journalKey(kid)?.key ?? null, series === 'removals')) {
    if (entry['scheme'] !== keys.identityKid) throw new Error('The journal was written with another identity key than the one in this backup: restore a backup that was made after that key came.')
    batch.push(entry)
    if (batch.length < together) continue
    yield { batch: await fresh() }
    batch = []
  }
  if (batch.length > 0) yield { batch: await fresh() }
}

async function replayNoes({ app, sql, now, done }: Replay, noes: readonly No[]): Promise<void> {
  if (noes.length === 0) return
  await ensureIdentities(sql, noes.flatMap((no) => no.identities.map(([hash, kind, role]) => ({ hash, kind, role }))), now)
  const hashes = noes.flatMap((no) => no.identities.map(([hash]) => hash))
  const holders = await contactsOfIdentities(sql, hashes)
  const held = await numbersInUse(sql, hashes)
  const contacts = await knownContacts(sql, noes.flatMap((no) => (no.contactId === null ? [] : [no.contactId])))
  const people = noes.map((no) => {
    const named = no.contactId !== null && contacts.has(no.contactId) ? [no.contactId] : []
    return { no, contactIds: [...new Set([...named, ...no.identities.flatMap(([hash]) => holders.get(hash.toString('hex')) ?? [])])] }
  })
  const first = new Map(people.map((person) => [person.no.id, person]))
  const fresh = new Set(await insertKnownNoes(sql, [...first.values()].map(({ no, contactIds }) => ({ ...no, contactId: contactIds[0] ?? null }))))
  await addObjectionIdentities(sql, noes.flatMap((no) => no.identities.map(([hash]) => ({ objectionId: no.id, hash }))))
  await insertKnownCells(sql, noes.flatMap((no) => no.cells.map(([hash, channel, kind, since, objectionId]) => ({ hash, channel, kind, since: new Date(since), objectionId, fallback: no.id }))))
  await insertWithdrawals(sql, noes.filter((no) => no.kinds.length === 0).map((no) => ({ objectionId: no.id, hashes: no.identities.map(([hash]) => hash), channels: no.channels, receivedAt: new Date(no.receivedAt) })), now)
  await planPropagations(app, sql, [...first.values()].filter(({ no }) => fresh.has(no.id)).map(({ no, contactIds }) => ({
    id: no.id, kinds: no.kinds, originConnectionId: no.origin, lane: no.lane, contactIds, numberHeld: no.identities.some(([hash]) => held.has(hash.toString('hex'))), onlyTo: null,
  })), now)
  await insertAudit(sql, people.map(({ no, contactIds }) => ({
    actId: no.act, act: no.t, actor: 'journal', contactId: contactIds[0] ?? null,
    details: no.t === 'widened' ? { objectionId: no.id, journal: true } : { number: no.number, door: no.door, channels: no.channels, ...(no.kinds.length === 0 ? {} : { kinds: no.kinds }), receivedAt: no.receivedAt, reason: no.reason, journal: true },
  })), now)
  await forgetVerdicts(sql, people.flatMap(({ contactIds }) => contactIds))
  done.noes += fresh.size
}

async function replayLift({ sql, now, done }: Replay, lift: Lift): Promise<void> {
  await ensureIdentities(sql, [{ hash: lift.hash, kind: 'email', role: false }], now)
  const holder = (await contactsOfIdentities(sql, [lift.hash])).get(lift.hash.toString('hex'))?.[0]
  const known = (await knownContacts(sql, [lift.contactId])).has(lift.contactId)
  const contactId = known || holder === undefined ? lift.contactId : holder
  if (!known && holder === undefined) await insertBareContact(sql, lift.contactId, now)
  const ended = await insertKnownLift(sql, { ...lift, contactId, cells: lift.cells.map(([channel, kind]) => ({ channel, kind })) })
  // What its system still shows blocked is the old no until it was seen open once.
  await noteLiftedBlocks(sql, lift.id, contactId, lift.cells.map(([channel, kind]) => ({ channel, kind })), now)
  const objectionIds = [...new Set([...ended.map((cell) => cell.objectionId), ...lift.cells.map(([, , , objectionId]) => objectionId)])]
  await supersede(sql, objectionIds)
  await insertAudit(sql, [{ actId: lift.act, act: 'lift', actor: 'journal', contactId, details: { ended: lift.cells.map(([channel, kind]) => (kind === '' ? channel : `${channel}:${kind}`)), objectionIds, journal: true } }], now)
  await forgetVerdicts(sql, [contactId])
  done.lifts += 1
}

async function replayRemoval({ sql, now, done }: Replay, removal: Removal): Promise<void> {
  const hashes = removal.identities.filter(([, , role]) => !role).map(([hash]) => hash)
  const known = removal.contactId === null ? undefined : (await knownContacts(sql, [removal.contactId])).get(removal.contactId)
  const gone = known === undefined ? await holdersBefore(sql, hashes, new Date(removal.removedAt)) : known.purged || removal.contactId === null ? [] : [removal.contactId]
  await purgeContacts(sql, gone, { remember: false }, new Date(removal.removedAt))
  if (removal.planId !== null) await noteBinned(sql, removal.planId, gone, now)
  if (removal.remembered && new Date(removal.removedAt) >= keptBefore('memory', now)) await rememberRemoval(sql, removal.identities.map(([hash]) => hash), removal.removedAt)
  await insertAudit(sql, [{ actId: removal.act, act: 'purged', actor: 'journal', contactId: removal.contactId, details: { ...(removal.planId === null ? {} : { planId: removal.planId, number: removal.number }), journal: true } }], now)
  done.removals += 1
  noteNumber(done, 'removal', removal.number ?? '')
}

/** A plan or a request that the backup does not know: all that is left of it is its number, which is not given again. */
async function replayNumbers({ sql, now, done }: Replay, entries: readonly Numbered[]): Promise<void> {
  for (const { of, number } of entries) noteNumber(done, of === 'plan' ? 'removal' : 'erasure', number)
  await insertAudit(sql, entries.map(({ act, of, number }) => ({ actId: act, act: of, actor: 'journal', details: { number, journal: true } })), now)
}

function noteNumber({ lastNumbers }: Replayed, series: keyof Replayed['lastNumbers'], number: string): void {
  lastNumbers[series] = Math.max(lastNumbers[series], Number(/(\d+)$/u.exec(number)?.[1] ?? 0))
}
