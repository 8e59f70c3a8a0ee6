import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decisionVersions, upsertDecisions, type DecisionToStore } from '../../../src/store/decisions/decisions.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const [first, second] = [new Date('2026-11-25T10:00:00Z'), new Date('2026-11-26T10:00:00Z')]
let database: TestDatabase
let contactId: string
let row: DecisionToStore
const stored = async () =>
  (
    await database.pool.query(
      `select verdict, rule, detail, last_act_kind as "lastActKind", decided_at as "decidedAt", xmin::text || ' ' || xmax::text as version from decisions where contact_id = $1`,
      [contactId],
    )
  ).rows[0] as Record<string, unknown>
const write = async (rows: readonly DecisionToStore[], at: Date, touch = false) =>
  upsertDecisions(
    database.pool,
    rows,
    {
      versions: await decisionVersions(
        database.pool,
        rows.map((one) => one.contactId),
      ),
      touch,
    },
    at,
  )
beforeAll(async () => {
  database = await openDatabase('migrated')
  contactId = randomUUID()
  await database.pool.query('insert into contacts (id, created_at) values ($1, $2)', [contactId, first])
  row = {
    contactId,
    decision: {
      verdict: 'ALLOW',
      basis: 'legitimate-interest',
      rule: 'FR2',
      rules: ['FR2'],
      changesOn: null,
    } as unknown as DecisionToStore['decision'],
    clockState: 'running',
    startedAt: first,
    startedAssumed: false,
    lastActAt: null,
    lastActKind: null,
    termOn: '2029-11-25',
    detail: { channels: { email: { verdict: 'ALLOW' } } },
  }
})
afterAll(() => database.close())

it('a decision is written once, and not again while it stays the same', async () => {
  expect(await write([row], first)).toEqual({
    changed: [{ contactId, verdict: 'ALLOW', previous: null, rule: 'FR2' }],
    overtaken: [],
  })
  const before = await stored()
  expect(await write([row], second)).toEqual({ changed: [], overtaken: [] })
  expect(await stored()).toEqual(before)
})

it.each([
  ['its detail', { detail: { channels: { email: { verdict: 'ALLOW' }, phone: { verdict: 'BLOCK' } } } }, {}],
  ['its last act', { lastActKind: 'click' }, {}],
  ['its verdict', {}, { verdict: 'BLOCK' }],
  ['its rule', {}, { rule: 'FR3' }],
] as const)(
  'a decision is written when only %s differs, and its date moves with verdict and rule alone',
  async (_name, more, decided) => {
    await write([row], first)
    const before = await stored()
    const changed = { ...row, ...more, decision: { ...row.decision, ...decided } } as DecisionToStore
    const moved = 'verdict' in decided
    expect(await write([changed], second)).toEqual({
      changed: moved ? [{ contactId, verdict: 'BLOCK', previous: 'ALLOW', rule: 'FR2' }] : [],
      overtaken: [],
    })
    const { version, ...after } = await stored()
    expect(after).toEqual({
      verdict: changed.decision.verdict,
      rule: changed.decision.rule,
      detail: changed.detail,
      lastActKind: changed.lastActKind,
      decidedAt: Object.keys(decided).length > 0 ? second : before['decidedAt'],
    })
    expect(version).not.toBe(before['version'])
  },
)

it('a decision is written over the version that stood when its facts were read, and over no other', async () => {
  const other = { ...row, lastActKind: 'reply' }
  await write([row], first)
  const versions = await decisionVersions(database.pool, [contactId])
  // It is found as it stands, which says so to whoever read before.
  expect(await write([row], first, true)).toEqual({ changed: [], overtaken: [] })
  expect(await upsertDecisions(database.pool, [other], { versions, touch: false }, second)).toEqual({
    changed: [],
    overtaken: [contactId],
  })
  const unseen = { versions: new Map<string, number>(), touch: false }
  expect(await upsertDecisions(database.pool, [other], unseen, second)).toEqual({
    changed: [],
    overtaken: [contactId],
  })
  expect((await stored())['lastActKind']).toBe(row.lastActKind)
})
