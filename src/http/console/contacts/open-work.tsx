import { dependencyKinds, type OpenWork } from '../../../domain/removals/dependencies.ts'
import type { RecordWork } from '../../../store/removals/dependencies.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'
import { Time } from '../ui/time.tsx'

type Counted = OpenWork['found'][number]
type Unread = OpenWork['unread'][number]

/** `2 open cases, 1 contract` and where, system by system. */
export function countsLine(view: View, found: readonly Counted[], labels: ReadonlyMap<string, string>): string {
  const { counts, in: inSystem } = view.t.openWork
  return [...Map.groupBy(found, ({ connectionId }) => connectionId)]
    .map(([id, rows]) => {
      const kinds = Map.groupBy(rows, ({ kind }) => kind)
      const words = dependencyKinds.flatMap((kind) => {
        const count = (kinds.get(kind) ?? []).reduce((sum, row) => sum + row.count, 0)
        return count === 0 ? [] : [counts[kind](count)]
      })
      return inSystem(words.join(', '), labels.get(id) ?? '')
    })
    .join('; ')
}

/** What is not known of a person, each kind of each system once, with what is missing for it. */
export function UnreadLines({
  view,
  unread,
  labels,
}: {
  view: View
  unread: readonly Unread[]
  labels: ReadonlyMap<string, string>
}) {
  const { unknown, kinds } = view.t.openWork
  const once = new Map(unread.map((row) => [`${row.connectionId} ${row.kind}`, row]))
  return (
    <>
      {[...once.values()].map((row) => (
        <p>
          {unknown(kinds[row.kind], labels.get(row.connectionId) ?? '')}
          <span class="hint">{vendorText(view, row)}</span>
        </p>
      ))}
    </>
  )
}

/** What keeps the person out of every plan, as the systems said it last, and when that was. */
export function PersonWorkCard({ view, records }: { view: View; records: readonly RecordWork[] }) {
  const { f, now } = view
  const t = view.t.openWork.person
  const asked = records.filter(({ connector }) => view.app.connectors.get(connector)?.dependencies !== undefined)
  if (asked.length === 0) return null
  const labels = new Map(asked.map(({ connectionId, label }) => [connectionId, label]))
  const [found, unread] = [asked.flatMap(foundIn), asked.flatMap(unreadIn)]
  const oldest = asked
    .map(({ readAt }) => readAt)
    .reduce((first, at) => (first === null || at === null ? null : at < first ? at : first), asked[0]?.readAt ?? null)
  return (
    <section class="card" id="open-work">
      <div class="card-head">
        <h2>{t.title}</h2>
        {oldest === null ? null : (
          <span class="hint">
            <Time at={oldest}>{t.read(f.relative(oldest, now))}</Time>
          </span>
        )}
      </div>
      <div class="card-body stack">
        {found.length > 0 ? <p class="strong">{countsLine(view, found, labels)}</p> : null}
        <UnreadLines view={view} unread={unread} labels={labels} />
        {oldest === null ? <p>{t.never}</p> : found.length + unread.length === 0 ? <p>{t.nothing}</p> : null}
        <p class="hint">{t.more}</p>
      </div>
    </section>
  )
}

const entriesOf = <T extends object>(record: T) => Object.entries(record) as [Counted['kind'], T[keyof T]][]

/** What was found open on one record. */
export function foundIn({ connectionId, found }: RecordWork): Counted[] {
  return entriesOf(found).map(([kind, count]) => ({ connectionId, kind, count: count ?? 0 }))
}

/** What could not be read of one record. */
export function unreadIn({ connectionId, unread }: RecordWork): Unread[] {
  return entriesOf(unread).map(([kind, { en, fr }]) => ({ connectionId, kind, en, fr }))
}
