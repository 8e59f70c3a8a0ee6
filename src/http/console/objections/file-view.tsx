import { isHeadless } from '../../../domain/objections/file-columns.ts'
import { datedColumns } from '../../../domain/objections/dated-columns.ts'
import { guessColumns } from '../../../domain/objections/objection-file.ts'
import { fileColumns, type FileColumn } from '../../../domain/objections/tables/objection-columns.ts'
import type { FieldFault } from '../../../domain/objections/objection-entry.ts'
import type { FileReport } from '../../../operations/objections/record-file.ts'
import type { Table } from '../../../operations/spreadsheets/table-file.ts'
import type { ObjectionFile } from '../../../store/objections/objection-files.ts'
import { Choice, Csrf, ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { ListFileField } from '../spreadsheets/list-file-field.tsx'
import { columnNames, ListSample } from '../spreadsheets/list-sample.tsx'
import { Page } from '../ui/page.tsx'
import { ProgressBar } from '../ui/progress.tsx'
import { Tile } from '../ui/tile.tsx'
import type { View } from '../app/view.ts'

const shownRefusals = 50
const countries = ['FR', 'BE', 'CH', 'DE', 'ES', 'GB', 'IT', 'LU', 'NL'] as const

/** Step 1: the file. */
export function filePage(view: View, form: FormState): string {
  const { t } = view
  const f = t.file
  const error = form.errors['file']
  return html(
    <Page
      view={view}
      nav="objections"
      title={f.title}
      tab={f.tab}
      crumbs={[[t.objections.tab, '/objections']]}
      context={<p>{f.context}</p>}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ file: f.choose }}
      />
      <form class="card" method="post" action="/objections/file" enctype="multipart/form-data">
        <div class="card-body stack">
          <Csrf token={view.csrf} />
          <ListFileField label={f.choose} hint={f.hint} error={error} />
        </div>
        <div class="card-foot form-foot">
          <button type="submit" class="btn primary">
            {f.next}
          </button>
          <a class="btn quiet" href="/objections">
            {f.cancel}
          </a>
        </div>
      </form>
    </Page>,
  )
}

/** Step 2: which column holds what, with the first rows to judge accents and columns by. */
export function mappingPage(view: View, file: { id: string; name: string }, table: Table, form: FormState): string {
  const { t } = view
  const f = t.file
  const names = columnNames(view, table)
  const headless = isHeadless(table.rows[0] ?? [])
  const body = table.rows.slice(headless ? 0 : 1)
  const count = body.filter((row) => row.some((cell) => cell.trim() !== '')).length
  const columns = names.map((name, place) => [String(place), name] as const)
  // Whoever has days in the file says whether they are those of the opt-outs.
  const asked = datedColumns(table.rows, guessColumns(table.rows[0] ?? [])).length > 0
  const optionsOf = (column: FileColumn) =>
    column === 'date' && asked
      ? [['', f.chooseDate] as const, ['none', f.noDate] as const, ...columns]
      : [['', f.absent] as const, ...columns]
  const regions = new Intl.DisplayNames([view.language], { type: 'region' })
  return html(
    <Page
      view={view}
      nav="objections"
      title={f.mapTitle(file.name)}
      tab={f.tab}
      crumbs={[
        [t.objections.tab, '/objections'],
        [f.tab, '/objections/file'],
      ]}
      context={<p>{f.mapContext(count)}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={f.columns} />
      <ListSample view={view} start={table} />
      <form class="card" method="post" action={`/objections/file/${file.id}`}>
        <div class="card-body stack">
          <Csrf token={view.csrf} />
          {fileColumns.map((column) => (
            <Choice
              name={column}
              label={f.columns[column]}
              form={form}
              options={optionsOf(column)}
              {...(f.columnHints[column] === '' ? {} : { hint: f.columnHints[column] })}
            />
          ))}
          <Choice
            name="country"
            label={f.country}
            form={form}
            value="FR"
            options={[
              ['', f.noCountry] as const,
              ...countries.map((code) => [code, regions.of(code) ?? code] as const),
            ]}
          />
        </div>
        <div class="card-foot form-foot">
          <button type="submit" class="btn primary">
            {f.record(count)}
          </button>
          <a class="btn quiet" href="/objections/file">
            {f.cancel}
          </a>
          <span class="hint">{f.final}</span>
        </div>
      </form>
    </Page>,
  )
}

/** While the rows are recorded: how far it is. The page looks again by itself, with or without a script. */
export function recordingPage(view: View, file: Pick<ObjectionFile, 'id' | 'name' | 'done' | 'total'>): string {
  const { t } = view
  return html(
    <Page
      view={view}
      nav="objections"
      title={file.name}
      tab={t.file.tab}
      crumbs={[
        [t.objections.tab, '/objections'],
        [t.file.tab, '/objections/file'],
      ]}
      context={<p>{t.file.recording}</p>}
      refreshSeconds={2}
    >
      <div id="list" data-live="2">
        <section class="card">
          <div class="card-body">
            <ProgressBar view={view} name={t.file.recordingBar} done={file.done} total={file.total} />
          </div>
        </section>
        <p>
          <a class="btn" href={`/objections/file/${file.id}`}>
            <Icon name="refresh" />
            {t.file.refresh}
          </a>
        </p>
      </div>
    </Page>,
  )
}

/** What is wrong with a row, in the reader's language. */
export function faultText(view: View, faults: readonly FieldFault[]): string {
  const f = view.t.file
  return faults
    .map(({ field, code }) =>
      code === 'nobody' || code === 'no-no'
        ? f.faults[code]
        : `${(f.columns as Readonly<Record<string, string>>)[field] ?? field} ${f.faults[code]}`,
    )
    .join(', ')
}

/** Step 3: what became of the rows. */
export function fileResultPage(view: View, file: { id: string; name: string }, report: FileReport): string {
  const { t, f: format } = view
  const f = t.file
  const refused = report.rows.flatMap((row) => (row.status === 'refused' ? [row] : []))
  const total = f.of(report.rows.length)
  return html(
    <Page
      view={view}
      nav="objections"
      title={f.resultTitle(report.recorded + report.repeated)}
      tab={f.tab}
      crumbs={[
        [t.objections.tab, '/objections'],
        [f.tab, '/objections/file'],
      ]}
      context={<p>{f.resultContext(file.name)}</p>}
      actions={
        <>
          <a class="btn" href="/objections/file">
            {f.another}
          </a>
          <a class="btn primary" href={`/objections/file/${file.id}/report.csv`} download>
            <Icon name="download" />
            {f.report}
          </a>
        </>
      }
    >
      <div id="list">
        <div class="tiles">
          <Tile label={f.recorded} figure={format.number(report.recorded)} context={total} />
          <Tile label={f.repeated} figure={format.number(report.repeated)} context={f.repeatedMore} />
          <Tile label={f.refused} figure={format.number(report.refused)} context={f.refusedMore} />
        </div>
        <section class="card">
          <div class="card-head">
            <h2>{f.refusedList}</h2>
          </div>
          {refused.length === 0 ? (
            <p class="empty">
              {f.noneRefused} <a href="/objections?state=all">{f.all}</a>
            </p>
          ) : (
            <>
              <table class="rows">
                <caption class="sr-only">{f.refusedList}</caption>
                <thead>
                  <tr>
                    <th scope="col">{f.row}</th>
                    <th scope="col">{f.reason}</th>
                  </tr>
                </thead>
                <tbody>
                  {refused.slice(0, shownRefusals).map((row) => (
                    <tr>
                      <th scope="row" data-label={f.row}>
                        {format.number(row.row)}
                      </th>
                      <td data-label={f.reason}>{faultText(view, row.faults)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p class="card-foot hint">{f.refusedShown(Math.min(shownRefusals, refused.length), refused.length)}</p>
            </>
          )}
        </section>
      </div>
    </Page>,
  )
}
