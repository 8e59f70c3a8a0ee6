import { Refused } from '../../domain/app/refused.ts'
import { newMasterKey, parseMasterKey, wrappingKey } from '../../crypto/envelope.ts'
import type { Sql } from './database.ts'
import { ringColumns, unwrapOne, wrapOne, type RingRow } from './key-ring.ts'

/** Why a step of changing LAWBASE_KEY was not taken; the message says what to do. */
class KeyStepRefused extends Refused<'begun' | 'not-begun' | 'old-key' | 'new-key' | 'no-fit'> {}

/** A data key without its secret. */
interface ListedKey {
  kid: string
  purpose: string
  state: string
  createdAt: Date
}

export async function listKeys(sql: Sql): Promise<{ keys: ListedKey[]; changing: boolean }> {
  const { rows } = await sql.query<ListedKey & { next: boolean }>(
    'select kid, purpose, state, created_at as "createdAt", wrapped_next is not null as next from key_ring order by purpose, created_at',
  )
  return { keys: rows.map(({ next: _next, ...key }) => key), changing: rows.some((row) => row.next) }
}

/**
 * First step: makes a new LAWBASE_KEY and wraps every data key under it too. Gives the key, which is kept nowhere; from
 * now on both open. In the caller's transaction.
 */
export async function offerMaster(sql: Sql, masterKey: Buffer): Promise<string> {
  const { rows, which } = await lockedRing(sql, masterKey)
  if (which.changing)
    throw new KeyStepRefused(
      'begun',
      'A new key was printed already and is not confirmed: set it and run "lawbase keys confirm-master", or "lawbase keys cancel-master" to forget it.',
    )
  const text = newMasterKey()
  const [from, to] = [wrappingKey(masterKey), wrappingKey(parseMasterKey(text))]
  for (const row of rows) {
    const key = unwrapOne(row, row.wrapped, from)
    if (key === null) throw noFit()
    await sql.query('update key_ring set wrapped_next = $2 where kid = $1', [row.kid, wrapOne(row, key, to)])
  }
  return text
}

/** Second step, with the new key set: from now on only that one opens. That it opens everything is proved first. */
export async function confirmMaster(sql: Sql, masterKey: Buffer): Promise<void> {
  const { which } = await lockedRing(sql, masterKey)
  if (!which.changing)
    throw new KeyStepRefused('not-begun', 'No new key waits to be confirmed: run "lawbase keys rotate-master" first.')
  if (!which.isNew)
    throw new KeyStepRefused(
      'old-key',
      'LAWBASE_KEY is still the old one: set the new one, start the service with it, then confirm.',
    )
  await sql.query('update key_ring set wrapped = wrapped_next, wrapped_next = null')
}

/** Forgets the new key, with the old one set. */
export async function cancelMaster(sql: Sql, masterKey: Buffer): Promise<void> {
  const { which } = await lockedRing(sql, masterKey)
  if (!which.changing) throw new KeyStepRefused('not-begun', 'No new key waits to be confirmed.')
  if (which.isNew)
    throw new KeyStepRefused(
      'new-key',
      'LAWBASE_KEY is the new one: set the old one to forget the new one, or confirm it.',
    )
  await sql.query('update key_ring set wrapped_next = null')
}

const noFit = () => new KeyStepRefused('no-fit', 'LAWBASE_KEY does not fit this database.')

/** The ring, locked against every other step, and which of the two keys was given. */
async function lockedRing(
  sql: Sql,
  masterKey: Buffer,
): Promise<{ rows: RingRow[]; which: { changing: boolean; isNew: boolean } }> {
  await sql.query('lock table key_ring in exclusive mode')
  const { rows } = await sql.query<RingRow>(`select ${ringColumns} from key_ring`)
  const wrap = wrappingKey(masterKey)
  const opens = (wrapped: (row: RingRow) => string | null) =>
    rows.every((row) => {
      const text = wrapped(row)
      return text !== null && unwrapOne(row, text, wrap) !== null
    })
  const changing = rows.some((row) => row.wrappedNext !== null)
  const isNew = changing && opens((row) => row.wrappedNext)
  if (!isNew && !opens((row) => row.wrapped)) throw noFit()
  return { rows, which: { changing, isNew } }
}
