import type { ComponentChildren } from 'preact'

interface DiffRow {
  person: string
  record: string
  field: ComponentChildren
  now: string
  after: string
}

/** What will be written: before and after, with signs as well as colour. */
export function DiffTable({
  caption,
  heads,
  rows,
}: {
  caption: string
  heads: { person: string; record: string; field: string; now: string; after: string }
  rows: readonly DiffRow[]
}) {
  return (
    <table class="rows diff">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.person}</th>
          <th scope="col">{heads.record}</th>
          <th scope="col">{heads.field}</th>
          <th scope="col">{heads.now}</th>
          <th scope="col">{heads.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td data-label={heads.person}>{row.person}</td>
            <td data-label={heads.record}>{row.record}</td>
            <td data-label={heads.field}>{row.field}</td>
            <td data-label={heads.now}>
              <span class="minus">− {row.now}</span>
            </td>
            <td data-label={heads.after}>
              <span class="plus">+ {row.after}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
