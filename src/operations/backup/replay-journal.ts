import { existsSync } from 'node:fs'
import { wrapUnder } from '../../crypto/identity-hash.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import { journalFiles, journalSeries, readEntries } from '../../store/backup/journal-files.ts'
import { openKeyRingIn } from '../../store/app/key-ring.ts'
import { addIdentityKey, identityKeyOf } from '../../store/backup/identity-change.ts'
import { supersede } from '../../store/objections/lifts.ts'
import { noteLiftedAddresses, noteLiftedBlocks } from '../../store/objections/kept-address-blocks.ts'
import { freeTakenMobiles } from '../../store/objections/taken-mobiles.ts'
import { contactsOfIdentities, ensureIdentities } from '../../store/objections/objections.ts'
import { rehashIdentities } from '../../store/backup/rehash.ts'
import {
  forgetVerdicts,
  insertBareContact,
  insertKnownLift,
  knownActs,
  knownContacts,
} from '../../store/backup/replay.ts'
import type { App } from '../app/app.ts'
import {
  JournalCompany,
  JournalCorrection,
  liftOf,
  NewKey,
  Numbered,
  objectionOf,
  type JournalObjection,
  type Lift,
} from './journal-lines.ts'
import { batches, noteNumber, type Replay, type Replayed } from './replay-batches.ts'
import { replayCompany } from './replay-company.ts'
import { replayTakenBack } from './replay-erasure.ts'
import { replayCorrection } from './replay-correction.ts'
import { replayKept } from './replay-kept.ts'
import { replayObjections } from './replay-objections.ts'
import { replayRemovals } from './replay-removals.ts'

/**
 * Brings back what was said and removed after a backup (docs/reference/promises.md#journal): objections with the ids
 * and numbers they had and their Propagations, then lifts and corrections in their order, then removals with the memory
 * of them, then what keeps people; of plans and erasure requests the numbers alone, and that a decision was taken back.
 * Acts that the backup knows are passed over, so a line that stands twice, or a second replay, changes nothing. Throws
 * JournalBroken for a line that is not as it was written.
 */
export async function replayJournal(
  app: Pick<App, 'connectors'>,
  sql: Sql,
  masterKey: Buffer,
  folder: string,
  now: Date,
): Promise<Replayed> {
  const keysAdded = await replayKeys(sql, masterKey, folder, now)
  const replay: Replay = {
    app,
    sql,
    keys: await openKeyRingIn(sql, masterKey, now),
    now,
    done: {
      keys: keysAdded,
      objections: 0,
      lifts: 0,
      corrections: 0,
      companies: 0,
      removals: 0,
      kept: 0,
      unheld: 0,
      unsure: 0,
      lastNumbers: { removal: 0, erasure: 0, access: 0 },
    },
  }
  for await (const { batch } of batches(replay, folder, 'noes')) {
    // What stands between two lifts or corrections goes together.
    let objections: JournalObjection[] = []
    const numbered: Numbered[] = []
    for (const entry of batch.filter((one) => one['t'] !== 'identity-key')) {
      if (entry['t'] === 'numbered') {
        numbered.push(Numbered.parse(entry))
        continue
      }
      if (entry['t'] === 'domain-order') {
        await replayCompany(replay, JournalCompany.parse(entry))
        continue
      }
      if (entry['t'] !== 'lift' && entry['t'] !== 'correction') {
        objections.push(objectionOf(replay.keys, entry))
        continue
      }
      await replayObjections(replay, objections)
      objections = []
      if (entry['t'] === 'lift') await replayLift(replay, liftOf(replay.keys, entry))
      else await replayCorrection(replay, JournalCorrection.parse(entry))
    }
    await replayObjections(replay, objections)
    await replayNumbers(replay, numbered)
  }
  await replayRemovals(replay, folder)
  await replayKept(replay, folder)
  return replay.done
}

/**
 * Brings the backup under the identity keys that came after it, before anything that was said under them. Gives how
 * many there were.
 */
async function replayKeys(sql: Sql, masterKey: Buffer, folder: string, now: Date): Promise<number> {
  const ring = await openKeyRingIn(sql, masterKey, now)
  const journalKey = ring.journalKey(null)
  let added = 0
  for await (const entry of readEntries(folder, 'noes', (kid) => ring.journalKey(kid)?.key ?? null, false)) {
    if (entry['t'] !== 'identity-key') continue
    const line = NewKey.parse(entry)
    if ((await knownActs(sql, [line.act])).has(line.act)) continue
    const key = identityKeyOf(line, (kid) => ring.journalKey(kid)?.key ?? null)
    if (key === null || journalKey === null)
      throw new Error('The journal brings an identity key that is sealed under a key of another installation.')
    await addIdentityKey(sql, masterKey, journalKey, key, now)
    const rehashed = await rehashIdentities(sql, wrapUnder(key.key))
    await insertAudit(
      sql,
      [
        {
          actId: line.act,
          act: 'identity-key',
          actor: 'journal',
          details: { kid: key.kid, generation: key.generation, rehashed, journal: true },
        },
      ],
      now,
    )
    added += 1
  }
  return added
}

/** Whether the folder is there and holds a journal. */
export async function hasJournal(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false
  for (const series of journalSeries) if ((await journalFiles(folder, series)).length > 0) return true
  return false
}

async function replayLift({ sql, now, done }: Replay, lift: Lift): Promise<void> {
  await ensureIdentities(sql, [{ hash: lift.hash, kind: 'email', role: false }], now)
  const holder = (await contactsOfIdentities(sql, [lift.hash])).get(lift.hash.toString('hex'))?.[0]
  const known = (await knownContacts(sql, [lift.contactId])).has(lift.contactId)
  const contactId = known || holder === undefined ? lift.contactId : holder
  if (!known && holder === undefined) await insertBareContact(sql, lift.contactId, now)
  const ended = await insertKnownLift(sql, {
    ...lift,
    contactId,
    cells: lift.cells.map(([channel, kind]) => ({ channel, kind })),
  })
  // What its system still shows blocked is the old no until it was seen open once.
  await noteLiftedBlocks(
    sql,
    lift.id,
    contactId,
    lift.cells.map(([channel, kind]) => ({ channel, kind })),
    now,
  )
  await noteLiftedAddresses(sql, lift.id, now)
  const objectionIds = [
    ...new Set([...ended.map((cell) => cell.objectionId), ...lift.cells.map(([, , , objectionId]) => objectionId)]),
  ]
  await freeTakenMobiles(
    sql,
    { liftId: lift.id, objectionIds, scopes: lift.cells.map(([channel, kind]) => ({ channel, kind })) },
    now,
  )
  await supersede(sql, objectionIds)
  await insertAudit(
    sql,
    [
      {
        actId: lift.act,
        act: 'lift',
        actor: 'journal',
        contactId,
        details: {
          ended: lift.cells.map(([channel, kind]) => (kind === '' ? channel : `${channel}:${kind}`)),
          objectionIds,
          journal: true,
        },
      },
    ],
    now,
  )
  await forgetVerdicts(sql, [contactId])
  done.lifts += 1
}

/**
 * A plan or a request that the backup does not know: all that is left of it is its number, which is not given again.
 * One that it knows may have been taken back since.
 */
async function replayNumbers(replay: Replay, entries: readonly Numbered[]): Promise<void> {
  const { sql, now, done } = replay
  for (const { act, of, number } of entries) {
    noteNumber(done, of === 'plan' ? 'removal' : 'erasure', number)
    await replayTakenBack(replay, act)
  }
  await insertAudit(
    sql,
    entries.map(({ act, of, number }) => ({
      actId: act,
      act: of,
      actor: 'journal',
      details: { number, journal: true },
    })),
    now,
  )
}
