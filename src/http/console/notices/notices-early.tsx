import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { EarlyContact } from '../../../store/notices/notices.ts'
import type { View } from '../app/view.ts'

interface Props {
  view: View
  rows: readonly EarlyContact[]
  total: number
}

/** Who was written to before they were informed, by which tool and when (docs/reference/law.md#d2). */
export function EarlyCard({ view, rows, total }: Props) {
  const { f } = view
  const s = view.t.fieldFacts.late
  return (
    <section class="card" id="early">
      <div class="card-head">
        <h2>{s.title}</h2>
        {rows.length === 0 ? null : <span class="hint">{s.more(rows.length, total)}</span>}
      </div>
      {rows.length === 0 ? (
        <p class="empty">{s.empty}</p>
      ) : (
        <>
          <p class="card-body hint">{s.lead}</p>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{s.person}</th>
                <th scope="col">{s.on}</th>
                <th scope="col">{s.where}</th>
                <th scope="col">{s.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td data-label={s.person}>
                    <a href={`/contacts/${row.contactId}`}>
                      {row.email === null ? view.t.common.unknown : maskEmail(row.email)}
                    </a>
                  </td>
                  <td data-label={s.on}>{f.day(row.on)}</td>
                  <td data-label={s.where}>{seenIn(view, row)}</td>
                  <td data-label={s.state}>{s.states[row.state] ?? row.state}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

function seenIn({ app, t, f, language }: View, { seenIn: seen }: EarlyContact): string {
  if (seen === null) return t.common.unknown
  const words = app.connectors.get(seen.connector)?.facts?.firstContact[seen.by ?? '']
  return words === undefined ? seen.label : `${seen.label}${f.colon}${words[language]}`
}
