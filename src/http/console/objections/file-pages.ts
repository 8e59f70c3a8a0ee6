import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { datedColumns } from '../../../domain/objections/dated-columns.ts'
import { widthOf } from '../../../domain/objections/file-columns.ts'
import { guessColumns, type ColumnMapping } from '../../../domain/objections/objection-file.ts'
import { fileColumns } from '../../../domain/objections/tables/objection-columns.ts'
import { peopleCsv } from '../../../domain/spreadsheets/people-csv.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  askToRecord,
  keepFile,
  openFile,
  type FileReport,
  type KeptFile,
} from '../../../operations/objections/record-file.ts'
import { listLimits, TableFault, type Table } from '../../../operations/spreadsheets/table-file.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { faultText, filePage, mappingPage, recordingPage, fileResultPage } from './file-view.tsx'
import { addListedPages } from './listed-pages.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload, type Upload } from '../app/upload.ts'
import { openView, type View } from '../app/view.ts'

/** Above the largest file, so that one a little too large is answered at its field. */
const maxBodyBytes = listLimits.bytes + 6 * 1024 * 1024

/** Files of one user that are read in an hour by the clock, good or bad (docs/reference/security.md#limits). */
const uploadsPerHour = 10
const hourMs = 3_600_000

/** Objections that come as a list: choose the file, say which column holds what, see what became of each row. */
export function addFilePages(server: FastifyInstance, app: App): void {
  addListedPages(server, app)
  addRoute(server, app, 'GET /objections/file', { roles: may.person }, async (visit) =>
    filePage(await openView(visit), emptyForm),
  )

  void server.register(async (scope) => {
    readUpload(scope, maxBodyBytes)
    addRoute(scope, app, 'POST /objections/file', { roles: may.person }, keep)
  })

  addRoute(server, app, 'GET /objections/file/:id', { roles: may.person }, async (visit) => {
    const kept = await keptFile(visit)
    const view = await openView(visit)
    if ('report' in kept) return fileResultPage(view, kept.file, kept.report)
    if ('recording' in kept) return recordingPage(view, kept.file)
    const guess = guessColumns(kept.table.rows[0] ?? [])
    const values = Object.fromEntries(Object.entries(guess).map(([column, place]) => [column, String(place)]))
    return mappingPage(view, kept.file, kept.table, {
      values,
      errors: namesSomebody(guess) ? {} : { email: view.t.file.errors.heading },
    })
  })

  addRoute(server, app, 'POST /objections/file/:id', { roles: may.person }, async (visit) => {
    const kept = await keptFile(visit)
    if (!('table' in kept)) return visit.reply.redirect(`/objections/file/${kept.file.id}`, 303)
    const view = await openView(visit, `/objections/file/${kept.file.id}`)
    const { mapping, errors } = readMapping(view, visit.form, kept.table)
    const { _csrf, ...values } = visit.form
    if (Object.keys(errors).length > 0)
      return sendPage(visit.reply, mappingPage(view, kept.file, kept.table, { values, errors }), 422)
    const country = /^[A-Z]{2}$/u.test(visit.form['country'] ?? '') ? (visit.form['country'] ?? '') : ''
    await askToRecord(app, kept.file.id, { mapping, country })
    return visit.reply.redirect(`/objections/file/${kept.file.id}`, 303)
  })

  addRoute(server, app, 'GET /objections/file/:id/report.csv', { roles: may.person }, async (visit) => {
    const kept = await keptFile(visit)
    if (!('report' in kept)) throw new HttpProblem(404, 'not-found')
    const view = await openView(visit)
    return visit.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="report.csv"')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(reportCsv(view, kept.report))
  })
}

async function keptFile({ app, params, login }: Visit): Promise<KeptFile> {
  const kept = isUuid(params['id'] ?? '') ? await openFile(app, params['id'] ?? '', login.user.email) : null
  if (kept === null) throw new HttpProblem(404, 'not-found')
  return kept
}

async function keep(visit: Visit): Promise<FastifyReply> {
  const { app, request, reply, login } = visit
  const view = await openView(visit, '/objections/file')
  const again = (error: string, status = 422) =>
    sendPage(reply, filePage(view, { values: {}, errors: { file: error } } satisfies FormState), status)
  const upload = (request.body as Record<string, unknown>)['file'] as Upload | string | undefined
  if (typeof upload !== 'object' || !Buffer.isBuffer(upload.bytes) || upload.name === '')
    return again(view.t.file.errors.required)
  if ((await countHit(app.pool, `upload ${login.user.id}`, hourMs / 1_000)) > uploadsPerHour)
    return again(view.t.file.errors.often(view.f.time(new Date(Math.ceil(Date.now() / hourMs) * hourMs))), 429)
  try {
    return await reply.redirect(
      `/objections/file/${await keepFile(app, { name: upload.name, bytes: upload.bytes }, login.user.email)}`,
      303,
    )
  } catch (error) {
    if (!(error instanceof TableFault)) throw error
    const text = view.t.file.errors[error.code]
    return again(typeof text === 'function' ? text(error.where) : text)
  }
}

function namesSomebody(mapping: ColumnMapping): boolean {
  return mapping.email !== undefined || mapping.phone !== undefined
}

function readMapping(
  view: View,
  form: Readonly<Record<string, string>>,
  table: Table,
): { mapping: ColumnMapping; errors: Record<string, string> } {
  const e = view.t.file.errors
  const width = widthOf(table.rows)
  const chosen = fileColumns.flatMap((column) => {
    const place = form[column] ?? ''
    return /^\d{1,3}$/u.test(place) && Number(place) < width ? [[column, Number(place)] as const] : []
  })
  const mapping: ColumnMapping = Object.fromEntries(chosen)
  const errors: Record<string, string> = {}
  if (!namesSomebody(mapping)) errors['email'] = e.heading
  const dated = (form['date'] ?? '') === '' ? datedColumns(table.rows, mapping) : []
  const names = dated.map((place) => (table.rows[0]?.[place] ?? '').trim() || view.t.file.column(place + 1))
  if (dated.length > 0) errors['date'] = e.dated(names.join(', '))
  for (const [index, [column, place]] of chosen.entries())
    if (chosen.slice(0, index).some(([, other]) => other === place)) errors[column] = e.twice
  return { mapping, errors }
}

/** Result of each row, and what stood in those that were refused. */
function reportCsv(view: View, report: FileReport): string {
  const f = view.t.file
  return peopleCsv(
    [
      [f.row, f.status, f.number, f.reason, ...report.headings],
      ...report.rows.map((row) => [
        String(row.row),
        f.statuses[row.status],
        ...(row.status === 'refused' ? ['', faultText(view, row.faults), ...row.cells] : [row.number, '']),
      ]),
    ],
    view.language === 'fr' ? ';' : ',',
  )
}
