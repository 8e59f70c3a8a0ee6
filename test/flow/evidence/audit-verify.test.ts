import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSigningKey, signDocument } from '../../../src/crypto/receipt.ts'
import { insertAudit } from '../../../src/store/app/audit.ts'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'

// What `lawbase audit verify` says of a log that was cut or changed, with a head and without one.
let line: CommandLine
const at = (name: string) => join(line.folder, name)
const act = async (...names: string[]) =>
  insertAudit(
    line.pool,
    names.map((actId) => ({ actId, act: 'view', actor: 'dpo@example.test' })),
    new Date(),
  )
const keepHead = async (name: string) => writeFileSync(at(name), (await line.run(['audit', 'head'])).stdout)
const verify = async (...words: string[]) => {
  const { code, stdout } = await line.run(['audit', 'verify', ...words])
  return { code, said: stdout.trim().split('\n') }
}
const last = async () =>
  (await line.pool.query<{ seq: number }>('select max(seq)::int as seq from audit_events')).rows[0]?.seq ?? 0
const cut = (after: number) => line.pool.query('delete from audit_events where seq > $1', [after])

beforeAll(async () => {
  line = await openCommandLine()
  await act('one', 'two', 'three')
  await keepHead('early.json')
  await act('four', 'five', 'six')
  await keepHead('late.json')
})
afterAll(() => line.close())

it('says that nothing is known of what was cut behind the end, or behind an older head', async () => {
  const seq = await last()
  expect(await verify()).toEqual({
    code: 0,
    said: [
      `The log is intact up to act ${seq}; 0 not sealed yet.`,
      `Whether acts after ${seq} were cut off cannot be known without a head: give --head with one that was kept elsewhere.`,
    ],
  })
  const { code, said } = await verify('--head', at('early.json'))
  expect([code, said[1]]).toEqual([0, expect.stringMatching(/^It holds what the head of \S+ says, up to act 3\.$/u)])
  expect(said[2]).toBe('Whether acts after 3 were cut off cannot be known with this head: give a later one.')
  expect((await verify('--head', at('late.json'))).said[2]).toContain(`Whether acts after ${seq} were cut off`)
})

it('names the key of a head that was not compared, and refuses that of another installation', async () => {
  const { code, said } = await verify('--head', at('late.json'))
  const fingerprint = /key ([\w: -]+)\. Give/u.exec(said.at(-1) ?? '')?.[1] ?? ''
  expect([code, fingerprint.length > 20]).toEqual([0, true])
  const compared = await verify('--head', at('late.json'), '--fingerprint', fingerprint)
  expect([compared.code, compared.said.some((text) => text.includes('Give --fingerprint'))]).toEqual([0, false])
  const { publicKey, privateKey } = newSigningKey()
  const { rows } = await line.pool.query<{ seq: number; chain: Buffer }>(
    'select seq::int, chain from audit_events order by seq desc limit 1',
  )
  const forged = { type: 'lawbase-audit-head', version: 1, at: new Date().toISOString(), seq: rows[0]?.seq }
  writeFileSync(
    at('forged.json'),
    signDocument({ ...forged, chain: rows[0]?.chain.toString('hex') }, publicKey, privateKey),
  )
  expect(await verify('--head', at('forged.json'))).toMatchObject({
    code: 1,
    said: [expect.any(String), 'The head is signed with another key.'],
  })
})

it('finds acts that were cut before the head, and a changed one', async () => {
  const rows = await line.pool.query('select * from audit_events where seq > 4 order by seq')
  await cut(4)
  expect((await verify('--head', at('early.json'))).code).toBe(0)
  expect(await verify('--head', at('late.json'))).toMatchObject({
    code: 1,
    said: [expect.any(String), 'The log does not hold what this head says: it was rewritten or cut since.'],
  })
  expect(rows.rowCount).toBe(2)
  await line.pool.query(`update audit_events set actor = 'x' where seq = 2`)
  expect(await verify()).toMatchObject({
    code: 1,
    said: ['The log was changed: act 2 does not fit. Everything up to 1 holds.', expect.any(String)],
  })
  await line.pool.query('delete from audit_events where seq = 2')
  expect((await verify()).said[0]).toBe('The log was changed: act 3 does not fit. Everything up to 1 holds.')
})
