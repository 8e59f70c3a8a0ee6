import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newMasterKey, parseMasterKey } from '../../src/crypto/envelope.ts'
import { openKeyRing, readMasterKey } from '../../src/store/key-ring.ts'
import { openDatabase, type TestDatabase } from './database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const place = { table: 'connections', row: 'a', column: 'credentials' }

describe('the key ring', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openDatabase('migrated')
  })
  afterEach(() => database.close())
  const ring = async () => (await database.pool.query('select kid, purpose, state, wrapped from key_ring order by kid')).rows

  it('opens again with the same key: what was sealed opens and an address has the same hash', async () => {
    const key = parseMasterKey(newMasterKey())
    const first = await openKeyRing(database.pool, key, now)
    const again = await openKeyRing(database.another(), key, now)
    expect(again.open(first.seal('a secret', place), place)).toBe('a secret')
    expect(again.hashEmail('anne.roy@example.test')).toEqual(first.hashEmail('anne.roy@example.test'))
    expect(first.hashEmail('anne.roy@example.test')).not.toEqual(first.hashPhone('anne.roy@example.test'))
  })

  it('opens nothing at another place than where it was sealed', async () => {
    const keys = await openKeyRing(database.pool, parseMasterKey(newMasterKey()), now)
    const sealed = keys.seal('a secret', place)
    for (const other of [{ ...place, row: 'b' }, { ...place, column: 'client_secret' }, { ...place, table: 'app_registrations' }]) expect(() => keys.open(sealed, other)).toThrow()
  })

  it('refuses a LAWBASE_KEY that does not fit, says so, and changes nothing', async () => {
    await openKeyRing(database.pool, parseMasterKey(newMasterKey()), now)
    // A purpose that came with a later version has no key yet: a wrong key must not make one.
    await database.pool.query(`delete from key_ring where purpose = 'link'`)
    const before = await ring()
    await expect(openKeyRing(database.pool, parseMasterKey(newMasterKey()), now)).rejects.toThrow('LAWBASE_KEY does not fit this database: its credentials were stored under another key. Set the key that was used before')
    expect(await ring()).toEqual(before)
  })

  it('is made once when several programs start at the same time', async () => {
    const key = parseMasterKey(newMasterKey())
    const rings = await Promise.all(Array.from({ length: 5 }, () => openKeyRing(database.another(), key, now)))
    expect(new Set(rings.map((one) => one.hashEmail('anne.roy@example.test').toString('hex'))).size).toBe(1)
    expect((await ring()).length).toBe(4)
  })

  it('writes a key of its own once, for its user only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lawbase-key-'))
    const file = join(folder, 'home', 'key')
    const first = readMasterKey(undefined, file)
    expect(readMasterKey(undefined, file)).toEqual(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    rmSync(folder, { recursive: true, force: true })
  })
})
