import { randomBytes } from 'node:crypto'
import type { Answer, Call } from '../../core/call.ts'
import { dayMs } from '../../core/clock.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { enter } from './context.ts'
import { refuse } from '../account/errors.ts'
import type { Query } from '../soql/soql-parse.ts'
import { parseSoql } from '../soql/soql-parse.ts'
import type { Result } from '../soql/soql-run.ts'
import { runSoql } from '../soql/soql-run.ts'
import { SoqlError } from '../soql/soql-tokens.ts'
import type { SfRow } from '../account/store.ts'

interface Cursor {
  readonly result: Result
  readonly offset: number
  readonly size: number
  readonly expiresAt: number
}

const doors = [
  { path: 'query', all: false, tooling: false },
  { path: 'queryAll', all: true, tooling: false },
  { path: 'tooling/query', all: false, tooling: true },
] as const
type Door = (typeof doors)[number]

/** docs/reference/salesforce.md#query: the server chooses the page size; a cursor lives two days. */
export function addQueryRoutes(router: Router, context: SfContext): void {
  const cursors = new Map<string, Cursor>()
  for (const door of doors) {
    router.on('GET', `/services/data/:version/${door.path}`, (call) => first(context, cursors, door, call))
    router.on('GET', `/services/data/:version/${door.path}/:locator`, (call) => {
      const version = enter(context, call)
      const cursor = cursors.get(call.params['locator'] ?? '')
      if (cursor === undefined || cursor.expiresAt < context.store.clock.now())
        return refuse(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
      return page(context, cursors, cursor, version)
    })
  }
}

function pageSize(context: SfContext, call: Call): number {
  const header = String(call.headers['sforce-query-options'] ?? '')
  const asked = /batchSize=(\d+)/i.exec(header)?.[1]
  const own = context.store.switches.pageSize
  return asked === undefined ? own : Math.min(own, Math.min(2_000, Math.max(200, Number(asked))))
}

function first(context: SfContext, cursors: Map<string, Cursor>, door: Door, call: Call): Answer {
  const version = enter(context, call)
  const { store } = context
  const text = call.url.searchParams.get('q')
  if (text === null || text === '') return refuse(400, 'MALFORMED_QUERY', 'The q parameter is missing')
  if (call.url.href.length > 16_384) return { status: 414, text: 'URI Too Long' }
  try {
    const query = parseSoql(text)
    if ((query.from.toLowerCase() === 'customfield') !== door.tooling)
      throw new SoqlError('INVALID_TYPE', `sObject type '${query.from}' is not supported.`)
    const result = runSoql({ store, all: door.all, version, asUser: true }, query)
    const size = Math.min(pageSize(context, call), hasLongTexts(query) ? 200 : Infinity)
    return page(context, cursors, { result, offset: 0, size, expiresAt: store.clock.now() + 2 * dayMs }, version)
  } catch (error) {
    if (error instanceof SoqlError) return refuse(400, error.code, error.message)
    throw error
  }
}

/** Two or more long-text fields cap the page at 200. */
function hasLongTexts(query: Query): boolean {
  const long = query.select.filter((item) => item.kind === 'field' && /(^|\.)(Description|TextBody)$/i.test(item.path))
  return long.length >= 2
}

function page(context: SfContext, cursors: Map<string, Cursor>, cursor: Cursor, version: string): Answer {
  const { result, offset, size } = cursor
  const rows: readonly SfRow[] = result.rows.slice(offset, offset + size)
  const done = offset + rows.length >= result.rows.length
  let next: string | null = null
  if (!done) {
    next = `0r8${randomBytes(12).toString('hex').slice(0, 15)}`
    cursors.set(next, { ...cursor, offset: offset + rows.length })
    for (const [key, old] of cursors) {
      if (cursors.size < 500 && old.expiresAt >= context.store.clock.now()) break
      cursors.delete(key)
    }
  }
  return {
    status: 200,
    json: {
      totalSize: result.total,
      done,
      ...(next === null ? {} : { nextRecordsUrl: `/services/data/${version}/query/${next}` }),
      records: rows.map((row) => result.present(row)),
    },
  }
}
