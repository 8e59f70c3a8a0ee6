import { randomBytes } from 'node:crypto'
import type { Answer, Call } from '../../core/call.ts'
import { dayMs } from '../../core/clock.ts'
import type { Router } from '../../core/router.ts'
import type { SfContext } from './context.ts'
import { enter } from './context.ts'
import { refuse } from '../account/errors.ts'
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

/** docs/reference/salesforce.md#query: the server chooses the page size; a cursor lives two days. */
export function addQueryRoutes(router: Router, context: SfContext): void {
  const cursors = new Map<string, Cursor>()
  for (const [path, all, tooling] of [
    ['query', false, false],
    ['queryAll', true, false],
    ['tooling/query', false, true],
  ] as const) {
    router.on('GET', `/services/data/:version/${path}`, (call) => {
      const version = enter(context, call)
      const text = call.url.searchParams.get('q')
      if (text === null || text === '') return refuse(400, 'MALFORMED_QUERY', 'The q parameter is missing')
      if (call.url.href.length > 16_384) return { status: 414, text: 'URI Too Long' }
      return first(context, cursors, text, version, all, tooling, pageSize(context, call))
    })
    router.on('GET', `/services/data/:version/${path}/:locator`, (call) => {
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

function first(
  context: SfContext,
  cursors: Map<string, Cursor>,
  text: string,
  version: string,
  all: boolean,
  tooling: boolean,
  size: number,
): Answer {
  const { store } = context
  try {
    const query = parseSoql(text)
    const run = { store, all, version, asUser: true }
    if ((query.from.toLowerCase() === 'customfield') !== tooling)
      throw new SoqlError('INVALID_TYPE', `sObject type '${query.from}' is not supported.`)
    const result = runSoql(run, query)
    // Two or more long-text fields cap the page at 200.
    const longText = query.select.filter(
      (item) => item.kind === 'field' && /(^|\.)(Description|TextBody)$/i.test(item.path),
    ).length
    return page(
      context,
      cursors,
      { result, offset: 0, size: longText >= 2 ? Math.min(size, 200) : size, expiresAt: store.clock.now() + 2 * dayMs },
      version,
    )
  } catch (error) {
    if (error instanceof SoqlError) return refuse(400, error.code, error.message)
    throw error
  }
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
