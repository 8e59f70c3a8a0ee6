import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { ShareBar } from '../ui/bars.tsx'
import type { View } from '../app/view.ts'

/** Share of the vendor's limit: the day's figure when the vendor gives one, else its window. */
export function Limit({
  view,
  row,
}: {
  view: View
  row: Pick<ConnectionRow, 'dailyCalls' | 'vendorMax' | 'vendorUsed'>
}) {
  const { f } = view
  const t = view.t.today.systems
  const daily = row.dailyCalls
  if (daily !== null)
    return (
      <>
        <ShareBar part={daily.used} base={daily.max} />
        <span class="hint">{t.perDay(f.number(daily.used), f.number(daily.max))}</span>
      </>
    )
  if (row.vendorMax !== null && row.vendorUsed !== null)
    return (
      <>
        <ShareBar part={row.vendorUsed} base={row.vendorMax} />
        <span class="hint">{t.window(f.number(row.vendorUsed), f.number(row.vendorMax))}</span>
      </>
    )
  return <span class="hint">{t.noLimit}</span>
}
