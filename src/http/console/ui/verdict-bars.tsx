import { verdicts as order } from '../../../domain/decisions/tables/verdicts.ts'
import type { View } from '../app/view.ts'

/**
 * People per verdict as one bar (parts of a whole) with its figures; `linked`: they are contacts of the base, and lead
 * there.
 */
export function VerdictBars({
  view,
  verdicts,
  linked = true,
}: {
  view: View
  verdicts: Readonly<Record<string, number>>
  linked?: boolean
}) {
  const { t, f } = view
  const rows = order.map((name) => ({ name, count: verdicts[name] ?? 0 }))
  const total = rows.reduce((sum, row) => sum + row.count, 0)
  if (total === 0) return null
  let from = 0
  return (
    <div class="verdicts">
      <svg
        width="100%"
        height="20"
        viewBox="0 0 1000 20"
        preserveAspectRatio="none"
        aria-hidden="true"
        class="stack-bar"
      >
        {rows
          .filter((row) => row.count > 0)
          .map((row) => {
            const width = (1000 * row.count) / total
            const x = from
            from += width
            return <rect x={x} width={Math.max(1, width - 2)} height="20" class={`v-${row.name}`} />
          })}
      </svg>
      <ul class="verdict-legend">
        {rows.map((row) => (
          <li>
            <svg width="10" height="10" aria-hidden="true">
              <rect width="10" height="10" rx="2" class={`v-${row.name}`} />
            </svg>
            {linked ? (
              <a href={`/contacts?verdict=${row.name}`}>{t.common.verdicts[row.name]}</a>
            ) : (
              <span>{t.common.verdicts[row.name]}</span>
            )}
            <strong>{f.number(row.count)}</strong>
            <span class="hint">{f.share(row.count, total)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
