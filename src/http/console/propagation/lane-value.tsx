import type { View } from '../app/view.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { PropagationView } from '../../../store/objections/objections-view.ts'
import { Detail } from '../app/detail.tsx'
import { RefusedWhy } from './refused-why.tsx'
import { cellText } from './scope-text.ts'
import { seenWords } from '../../documents/records/seen-words.ts'
import { SendAgain } from './send-again.tsx'
import type { TimeLane } from './lane-times.ts'

/** What was read back from the system, or why there is nothing to read. */
export function ValueCell({ view, row, lane }: { view: View; row: PropagationView; lane: TimeLane }) {
  const { f, t } = view
  const o = t.objections.lanes
  if (row.state === 'accepted')
    return (
      <>
        <p class="mono clip">{o.ticket(row.ticket ?? '')}</p>
        <p class="hint">
          {lane.endAt === null ? '' : `${f.proof(lane.endAt).slice(11, 23)}, `}
          {o.cannot}
        </p>
      </>
    )
  if (row.state === 'refused') return <RefusedCell view={view} row={row} />
  if (row.state === 'waiting')
    return (
      <p class="hint">
        {row.detail === null ? o.since(f.dateTime(row.createdAt)) : <Detail view={view} text={row.detail} asSentence />}
      </p>
    )
  if (row.state === 'absent') return <p class="hint">{t.common.absentMore}</p>
  const values = seenWords(row.items, t, (cell) => cellText(view, cell))
  if (values.length === 0)
    return row.state === 'superseded' ? null : (
      <p class="hint">{row.firstSentAt === null ? o.notSent : o.notReadBack}</p>
    )
  return (
    <>
      {values.slice(0, 3).map(({ words, value }) => (
        <>
          <p>{words}</p>
          <p class="mono value hint" lang="en">
            {value}
          </p>
        </>
      ))}
      <p class="hint">
        {[
          ...(lane.endAt === null ? [] : [f.proof(lane.endAt).slice(11, 23)]),
          ...(lane.endMs === null ? [] : [o.after(f.duration(lane.endMs))]),
        ].join(', ')}
      </p>
    </>
  )
}

/** Why it was refused, how it was settled, and what its owner can do. */
function RefusedCell({ view, row }: { view: View; row: PropagationView }) {
  const { t, f } = view
  const { settled } = row
  return (
    <>
      <p class="hint">
        <RefusedWhy view={view} row={row} />
      </p>
      {settled === null ? null : (
        <p>
          {t.objections.lanes.settled(settled.by, f.dateTime(new Date(settled.at)))}
          {settled.note}
          {settled.evidence === null ? null : (
            <>
              {' '}
              <a href={`/evidence/${settled.evidence.id}`} download>
                {settled.evidence.name}
              </a>
            </>
          )}
        </p>
      )}
      {!allowed(view.role, may.person) ? null : (
        <div class="acts">
          <SendAgain view={view} row={row} kind="plain" />
          {settled !== null ? null : (
            <a class="btn quiet" href={`/propagations/${row.id}`}>
              {t.refusals.settle}
            </a>
          )}
        </div>
      )}
    </>
  )
}
