// Taking pages of records in, in one process: against a bare insert of the same rows, and when nothing changed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { RemoteRecord } from '../../src/connector/records.ts'
import { ingestPage } from '../../src/operations/intake/ingest-page.ts'
import { openApp } from '../../src/operations/app/open-app.ts'
import { insertConnection } from '../../src/store/connections/connections.ts'
import { insertRows } from '../floor/insert-rows.ts'

const pageSize = 2_000
const pageCount = 10
const record = (index: number): RemoteRecord => ({
  ref: { object: 'contact', id: String(index) },
  email: `person.${index}@company-${index % 997}.example.test`,
  additionalEmails: [],
  phone: null,
  mobile: null,
  firstName: 'Anne',
  lastName: `Roy${index}`,
  jobTitle: 'DSI',
  company: 'Company',
  country: 'France',
  sourceValue: 'Web',
  blocks: { email: index % 25 === 0 ? 'enforced' : 'open' },
  optedOutAt: null,
  acts: [{ kind: 'click', at: new Date('2026-01-01T00:00:00Z') }],
  lastOpenAt: null,
  createdAt: new Date('2025-01-01T00:00:00Z'),
  modifiedAt: new Date('2026-01-01T00:00:00Z'),
  relation: 'none',
  tags: {},
  holdUntil: null,
  formerIds: [],
})
const pages = Array.from({ length: pageCount }, (_unused, page) =>
  Array.from({ length: pageSize }, (_each, index) => record(page * pageSize + index)),
)

/** Milliseconds for 20,000 records the first time and again unchanged, with the ratio to a bare insert. */
export async function intake(): Promise<Record<string, number>> {
  const home = mkdtempSync(join(tmpdir(), 'lawbase-bench-'))
  const opened = await openApp(configOf(home), [], { now: () => new Date() }, pino({ level: 'silent' }))
  const { app } = opened

  try {
    const connectionId = randomUUID()
    await insertConnection(app.pool, connectionOf(connectionId), new Date())
    const take = async () => {
      const startedAt = performance.now()
      for (const records of pages)
        await ingestPage(
          app,
          { records, tombstones: [] },
          { connectionId, askedAt: new Date(), door: 'found', lane: 'backfill' },
        )
      return performance.now() - startedAt
    }
    const floorMs = await insertRows(
      app.pool,
      pages.map((page) => page.map((row) => ({ id: row.ref.id, email: row.email ?? '', name: row.lastName ?? '' }))),
    )
    const figures = {
      records: pageSize * pageCount,
      floorMs: Math.round(floorMs),
      firstTimeMs: Math.round(await take()),
      unchangedMs: Math.round(await take()),
    }
    const ratios = {
      firstTimeOverFloor: round(figures.firstTimeMs / floorMs),
      unchangedOverFirstTime: round(figures.unchangedMs / figures.firstTimeMs),
    }
    return { ...figures, ...ratios }
  } finally {
    await opened.close()
    rmSync(home, { recursive: true, force: true })
  }
}

function configOf(home: string): Parameters<typeof openApp>[0] {
  return {
    home,
    masterKey: undefined,
    databaseUrl: undefined,
    redisUrl: undefined,
    vendors: {},
    outboundHosts: [],
    publicUrl: undefined,
    consoleUrl: 'http://localhost:4100',
    pollSeconds: 30,
    sandboxClock: false,
    migrationsFolder: join(import.meta.dirname, '../../migrations'),
    owner: 'first',
  }
}

function connectionOf(id: string): Parameters<typeof insertConnection>[1] {
  return {
    id,
    connector: 'hubspot',
    label: 'HubSpot',
    registrationId: null,
    accountId: '1',
    credentials: '',
    scopes: [],
    sourceProperty: '',
    defaultSource: null,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
