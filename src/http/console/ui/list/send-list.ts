import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { peopleCsvLine } from '../../../../domain/spreadsheets/people-csv.ts'
import { noteExport } from '../../../../operations/app/note-use.ts'
import { rowsOfList, type ListAsk, type ListOf } from '../../../../store/sql/paged-list.ts'
import type { Visit } from '../../app/route.ts'
import type { View } from '../../app/view.ts'

/** A list as a file: what it is called in the audit log and on disk, its headings and the cells of a row. */
interface ListFile<Row> {
  name: string
  heads: readonly string[]
  cells: (rows: readonly Row[]) => Promise<readonly (readonly string[])[]> | readonly (readonly string[])[]
}

/**
 * Everything under the filters of a list as a CSV, in its order, to be opened in a spreadsheet. One act in the audit
 * log with the filters, before the first byte.
 */
export async function sendList<Row extends object, Sort extends string, Filter extends string>(
  { app, login, reply }: Visit,
  view: View,
  { list, ask }: { list: ListOf<Sort, Filter>; ask: ListAsk<Sort, Filter> },
  file: ListFile<Row>,
): Promise<FastifyReply> {
  await noteExport(app, login.user, { what: `list of ${file.name}`, filters: ask.filters })
  const separator = view.language === 'fr' ? ';' : ','
  const lines = async function* () {
    yield `\uFEFF${peopleCsvLine(file.heads, separator)}`
    for await (const rows of rowsOfList<Row, Sort, Filter>(app.pool, list, ask))
      yield (await file.cells(rows)).map((cells) => peopleCsvLine(cells, separator)).join('')
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="lawbase-${file.name}-${view.today}.csv"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(Readable.from(lines()))
}
