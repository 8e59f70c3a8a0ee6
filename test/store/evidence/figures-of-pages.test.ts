import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  diagnose,
  countTags,
  sampleBlocks,
  sampleTags,
  sampleWithoutSource,
} from '../../../src/store/connections/diagnosis-view.ts'
import { countVerdicts } from '../../../src/store/decisions/decisions.ts'
import { peopleByFunction } from '../../../src/store/decisions/offers-view.ts'
import { loadStatus } from '../../../src/store/runs/status.ts'
import { registerCounts, peopleBySource } from '../../../src/store/evidence/register-view.ts'
import { countNoticeList, noticeList } from '../../../src/store/notices/notice-list.ts'
import { namedSources } from '../../../src/store/sources/source-dossiers.ts'
import { sourceOverview } from '../../../src/store/sources/sources-view.ts'
import { countList, rowsOfList } from '../../../src/store/sql/paged-list.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
const today = '2026-11-25'

interface Person {
  id: string
  purged: boolean
  decision: null | {
    verdict: string
    rule: string
    source: string
    termOn: string
    clock: string
    assumed: boolean
    notice: string | null
    dueOn: string | null
  }
  sources: { kind: string; name: string; proven: boolean }[]
}
interface Held {
  person: Person
  system: string
  object: string
  gone: boolean
  named: boolean
  role: boolean
  tag: string | null
  block: string
  stopped: boolean
}

/** The same base each time. */
let seed = 11
const random = (below: number) => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}
const one = <T>(list: readonly T[]): T => list[random(list.length)] as T
const systems = [randomUUID(), randomUUID()] as const
const [here] = systems

const people = Array.from({ length: 80 }, (): Person => {
  const purged = random(12) === 0
  return {
    id: randomUUID(),
    purged,
    decision:
      // A purge deletes the verdict.
      purged || random(8) === 0
        ? null
        : {
            verdict: one(['ALLOW', 'BLOCK', 'QUARANTINE']),
            rule: one(['FR1', 'FR3', 'B1f']),
            source: one(['', 'C1 Form']),
            termOn: one(['2026-11-25', '2026-11-26', '2025-01-01']),
            clock: one(['running', 'blind']),
            assumed: random(2) === 0,
            notice: one(['DUE', 'OVERDUE', 'NOT_REQUIRED', null]),
            dueOn: one([null, '2026-12-01', '2026-11-01', '2025-12-31']),
          },
    sources: Array.from({ length: random(4) }, () => ({
      kind: one(['C1', 'C7']),
      name: one(['Form', 'FORM', 'Salon']),
      proven: random(3) === 0,
    })),
  }
})
const records = people.flatMap((person) =>
  Array.from(
    { length: random(4) },
    (): Held => ({
      person,
      system: one(systems),
      object: one(['contact', 'lead']),
      gone: random(4) === 0,
      named: random(2) === 0,
      role: random(3) === 0,
      tag: one([null, 'ALLOW', 'BLOCK']),
      block: one(['open', 'blocked', 'hidden']),
      stopped: random(4) === 0,
    }),
  ),
)
const live = records.filter(({ gone }) => !gone)
const theirs = (person: Person) => live.filter((held) => held.person === person)
const known = people.filter((person) => theirs(person).length > 0)
const ofHere = live.filter(({ system }) => system === here)

let database: TestDatabase
const query = (text: string, values: unknown[]) => database.pool.query(text, values)
beforeAll(async () => {
  database = await openDatabase('migrated')
  for (const [place, id] of systems.entries())
    await query(
      `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', $2, 'HubSpot', 'active', $3)`,
      [id, String(place), now],
    )
  await putPeople()
  await putRecords()
})
afterAll(() => database.close())

async function putPeople(): Promise<void> {
  for (const { id, purged, decision, sources } of people) {
    await query('insert into contacts (id, created_at, purged_at) values ($1, $2, $3)', [id, now, purged ? now : null])
    if (decision !== null)
      await query(
        `insert into decisions (contact_id, verdict, rule, rules, detail, clock_state, started_assumed, term_on, decided_at, content_hash)
         values ($1, $2, $3, '{}', $4, $5, $6, $7, $8, '\\x00')`,
        [
          id,
          decision.verdict,
          decision.rule,
          JSON.stringify({
            source: decision.source,
            functions: ['it'],
            noticeState: decision.notice,
            ...(decision.dueOn === null ? {} : { noticeDueOn: decision.dueOn }),
          }),
          decision.clock,
          decision.assumed,
          decision.termOn,
          now,
        ],
      )
    for (const { kind, name, proven } of sources)
      await query(
        `insert into sources (contact_id, kind, name, assumed, created_at, proof) values ($1, $2, $3, false, $4, $5) on conflict do nothing`,
        [id, kind, name, now, proven ? 'answer' : null],
      )
  }
}

async function putRecords(): Promise<void> {
  for (const [place, held] of records.entries()) {
    const hash = Buffer.from(String(place).padStart(32, '0'))
    await query(`insert into identities (hash, kind, value, role, created_at) values ($1, 'email', $2, $3, $4)`, [
      hash,
      `p${place}@example.test`,
      held.role,
      now,
    ])
    await query(
      `with made as (insert into remote_records (connection_id, object, remote_id, contact_id, last_name, created_remote_at, modified_remote_at, seen_at, changed_at, blocks, tags, written_tags, content_hash, relation, acts, gone_at)
         values ($1, $2, $3, $4, $5, $6, $6, $6, $6, $7, $8, '{}', '\\x00', 'none', '[]', $9) returning id)
       insert into record_identities (record_id, identity_hash, position) select id, $10, 0 from made`,
      [
        held.system,
        held.object,
        String(place),
        held.person.id,
        held.named ? 'Martin' : null,
        now,
        JSON.stringify({ email: held.block }),
        JSON.stringify(held.tag === null ? {} : { verdict: held.tag }),
        held.gone ? now : null,
        hash,
      ],
    )
    if (held.stopped) await stop(hash)
  }
}

async function stop(hash: Buffer): Promise<void> {
  const id = randomUUID()
  await query(
    `insert into objections (id, number, channels, received_at, recorded_at, door, lane, reason, actor) values ($1::uuid, $1::uuid::text, '{email}', $2, $2, 'post', 'objection', 'objection', 'dpo')`,
    [id, now],
  )
  await query(`insert into suppressions (identity_hash, channel, since, objection_id) values ($1, 'email', $2, $3)`, [
    hash,
    now,
    id,
  ])
}

const sorted = <T>(rows: readonly T[]) => rows.map((row) => JSON.stringify(row)).toSorted()

describe('figures of pages, beside the same counted one by one', () => {
  it('in the register', async () => {
    const { people: count, sourceless } = await registerCounts(database.pool)
    expect([count, sourceless]).toEqual([
      known.length,
      known.filter(({ decision }) => decision === null || decision.source === '').length,
    ])
    const names = new Map<string, Set<string>>()
    for (const { id, sources } of known)
      for (const { kind, name } of sources)
        names.set(`${kind} ${name}`, (names.get(`${kind} ${name}`) ?? new Set()).add(id))
    expect(
      sorted((await peopleBySource(database.pool, 50)).map((row) => [`${row.kind} ${row.name}`, row.people])),
    ).toEqual(sorted([...names].map(([name, ids]) => [name, ids.size])))
  })

  it('of verdicts, without whoever is gone from every system', async () => {
    const judged = known.filter(({ decision }) => decision !== null)
    expect(judged.length).toBeLessThan(people.filter(({ decision }) => decision !== null).length)
    const expected = Object.fromEntries(
      ['ALLOW', 'BLOCK', 'QUARANTINE'].map((name) => [
        name,
        judged.filter(({ decision }) => decision?.verdict === name).length,
      ]),
    )
    expect(await countVerdicts(database.pool)).toEqual(expected)
    expect((await loadStatus(database.pool)).verdicts).toEqual(expected)
    expect(await peopleByFunction(database.pool)).toEqual(new Map([['it', judged.length]]))
  })

  it('of sources', async () => {
    const kinds = ['C1', 'C7'].map((kind) => {
      const having = known.filter(({ sources }) => sources.some((source) => source.kind === kind))
      const proven = having.filter(({ id }) => provenOf(id).has(kind)).length
      return { kind, proven, declared: having.length - proven }
    })
    const seen = await sourceOverview(database.pool, now)
    expect(sorted(seen.kinds.map(({ kind, proven, declared }) => ({ kind, proven, declared })))).toEqual(sorted(kinds))
    const missing = known.filter(({ sources }) => sources.length === 0).length
    expect(seen).toMatchObject({
      people: known.length,
      missing,
      overdue: missing,
      onlyDeclared: known.filter(({ id, sources }) => sources.length > 0 && provenOf(id).size === 0).length,
    })
    const named = new Map<string, Set<string>>()
    for (const { id, sources } of known.filter(({ purged }) => !purged))
      for (const { kind, name } of sources) {
        const key = `${kind} ${name.toLowerCase()}`
        named.set(key, (named.get(key) ?? new Set()).add(id))
      }
    const rows = await namedSources(database.pool, 50)
    expect(sorted(rows.map(({ kind, name, people: n }) => [`${kind} ${name.toLowerCase()}`, n]))).toEqual(
      sorted([...named].map(([key, ids]) => [key, ids.size])),
    )
  })

  it('of a system', async () => {
    const count = (fits: (held: Held) => boolean) => ofHere.filter(fits).length
    const isOpen = ({ person, ...held }: Held) => {
      const own = theirs(person).filter(({ stopped, role }) => stopped && !role)
      return own.length > 0 || (held.stopped && held.role) ? held.block === 'open' : false
    }
    expect(await diagnose(database.pool, here, today)).toEqual({
      records: ofHere.length,
      byObject: expect.arrayContaining(
        ['contact', 'lead'].map((object) => ({ object, count: count((held) => held.object === object) })),
      ),
      contactableRecords: count(isOpen),
      elsewhere: count(
        (held) =>
          held.block === 'blocked' &&
          theirs(held.person).some((other) => other.system !== here && other.block === 'open'),
      ),
      noSource: count(({ person }) => person.sources.length === 0),
      past: count(({ person }) => person.decision !== null && person.decision.termOn <= today),
      blind: count(({ person }) => person.decision?.clock === 'blind'),
      assumed: count(({ person }) => person.decision?.assumed === true),
      role: count(({ person, role, named }) => person.decision?.rule === 'FR3' || (role && !named)),
      undecided: count(({ person }) => person.decision === null),
      unknownTitle: count(({ person: { decision } }) => decision?.rule === 'B1f' && decision.verdict === 'QUARANTINE'),
    })
    expect((await sampleBlocks(database.pool, here, 5)).total).toBe(count(isOpen))
    const tags = await sampleTags(database.pool, here, 5)
    expect([tags.length, await countTags(database.pool, here)]).toEqual([
      5,
      count(({ person, tag }) => person.decision !== null && person.decision.verdict !== tag),
    ])
    expect(await sampleTags(database.pool, here, 5)).toEqual(tags)
    const sourceless = await sampleWithoutSource(database.pool, here, 200)
    expect(sorted(sourceless.map(({ contactId }) => contactId))).toEqual(
      sorted(ofHere.filter(({ person }) => person.decision?.source === '').map(({ person }) => person.id)),
    )
  })
})

describe('the list of people to inform', () => {
  const toInform = known.filter(
    ({ purged, decision }) =>
      !purged && decision !== null && decision.notice !== null && decision.notice !== 'NOT_REQUIRED',
  )
  it('is counted as it is listed', async () => {
    for (const state of [null, 'DUE', 'OVERDUE', 'FAILED'])
      expect([state, await countNoticeList(database.pool, state)]).toEqual([
        state,
        await countList(database.pool, noticeList, { filters: state === null ? {} : { state }, zone: 'UTC' }),
      ])
  })

  it('is in the order of its days, whoever has none last, and its pages hold everyone once', async () => {
    const rows: { contactId: string; dueOn: string | null }[] = []
    const ask = { filters: {}, sort: 'due', isDescending: false, after: null, before: null, zone: 'UTC' } as const
    for await (const page of rowsOfList<
      { contactId: string; dueOn: string | null },
      'due' | 'state' | 'source' | 'early',
      'state' | 'early' | 'from' | 'to'
    >(database.pool, noticeList, ask, 7))
      rows.push(...page)
    expect(rows.map(({ contactId, dueOn }) => [dueOn, contactId])).toEqual(
      toInform
        .map(({ id, decision }) => [decision?.dueOn ?? null, id])
        .toSorted((a, b) => ((a[0] ?? 'x') + (a[1] ?? '') < (b[0] ?? 'x') + (b[1] ?? '') ? -1 : 1)),
    )
    expect(rows.length).toBeGreaterThan(15)
  })
})

/** Kinds of which something was seen for somebody; of twins that differ in their proof alone the first was kept. */
function provenOf(id: string): Set<string> {
  const kept = new Map<string, boolean>()
  const found = people.find((person) => person.id === id)
  for (const { kind, name, proven } of found?.sources ?? [])
    if (!kept.has(`${kind} ${name}`)) kept.set(`${kind} ${name}`, proven)
  return new Set([...kept].flatMap(([key, proven]) => (proven ? [key.slice(0, 2)] : [])))
}
