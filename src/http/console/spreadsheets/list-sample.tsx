import { isHeadless } from '../../../domain/objections/file-columns.ts'
import type { ListStart } from '../../../operations/screening/screen-file.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'

const sampleRows = 5
const sampleColumns = 8

/** Names of a list's columns as they are offered: the heading, or the place where there is none. */
export function columnNames(view: View, { rows }: Pick<ListStart, 'rows'>): string[] {
  const [first = []] = rows
  const width = Math.max(0, ...rows.slice(0, sampleRows + 1).map((row) => row.length))
  const headless = isHeadless(first)
  return Array.from(
    { length: width },
    (_, place) => (headless ? '' : (first[place] ?? '').trim().slice(0, 60)) || view.t.file.column(place + 1),
  )
}

/** What a list was taken for, and its first rows to judge accents and columns by. */
export function ListSample({ view, start }: { view: View; start: ListStart }) {
  const { file } = view.t
  const { format, rows } = start
  const names = columnNames(view, start).slice(0, sampleColumns)
  const above = isHeadless(rows[0] ?? []) ? 0 : 1
  return (
    <>
      <p class="notice" role="status">
        <Icon name="info-circle" />
        <span>
          {format.type === 'xlsx'
            ? file.detectedXlsx
            : file.detected(file.encodings[format.encoding], file.separators[format.separator])}
        </span>
      </p>
      <section class="card">
        <table class="rows">
          <caption class="sr-only">{file.sample}</caption>
          <thead>
            <tr>
              <th scope="col">{file.sampleRow}</th>
              {names.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(above, above + sampleRows).map((row, index) => (
              <tr>
                <th scope="row" data-label={file.sampleRow}>
                  {view.f.number(index + above + 1)}
                </th>
                {names.map((name, place) => (
                  <td data-label={name}>{(row[place] ?? '').slice(0, 80)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
