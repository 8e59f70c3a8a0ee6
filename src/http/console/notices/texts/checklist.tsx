import type { NoticeCheck } from '../../../../domain/notices/notice-check.ts'
import type { NoticeLanguage } from '../../../../domain/notices/tables/notice-words.ts'
import { Pill } from '../../ui/pill.tsx'
import type { View } from '../../app/view.ts'

/** What a text does not say yet, first; what was found in it, folded. */
export function Checklist({
  view,
  code,
  check,
  empty,
}: {
  view: View
  code: NoticeLanguage
  check: NoticeCheck
  empty: boolean
}) {
  const s = view.t.notices
  const missing = check.points.filter(({ found }) => found === null)
  const found = check.points.filter((point) => point.found !== null)
  return (
    <div>
      <h3>
        {s.checklist} ({s.languages[code]})
      </h3>
      {check.complete ? <p>{s.nothingMissing}</p> : null}
      <ul class="plain-list checklist">
        {check.gaps.map((gap) => (
          <li>
            <Pill tone="wait" icon="circle-dashed">
              {s.gap}
            </Pill>{' '}
            <span lang={code}>{gap}</span>
          </li>
        ))}
        {empty ? null : <Missing view={view} points={missing} tone="wait" />}
        {check.faults.map((fault) => (
          <li>
            <Pill tone="broken" icon="alert-triangle">
              {s.refused}
            </Pill>{' '}
            <span>
              {s.faults[fault.id]}
              <span class="hint block" lang={code}>
                {fault.found}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {empty ? (
        <details>
          <summary>{s.toSay(missing.length)}</summary>
          <ul class="plain-list checklist">
            <Missing view={view} points={missing} tone="quiet" />
          </ul>
        </details>
      ) : null}
      {found.length === 0 ? null : (
        <details>
          <summary>{s.foundCount(found.length)}</summary>
          <ul class="plain-list checklist">
            {found.map((point) => (
              <li>
                <Pill tone="done" icon="circle-check">
                  {s.found}
                </Pill>{' '}
                <span>
                  {s.points[point.id][0]}
                  <span class="hint block" lang={code}>
                    {point.found}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Missing({ view, points, tone }: { view: View; points: NoticeCheck['points']; tone: 'wait' | 'quiet' }) {
  const s = view.t.notices
  return (
    <>
      {points.map(({ id }) => (
        <li>
          <Pill tone={tone} icon="circle-dashed">
            {s.missing}
          </Pill>{' '}
          <span>
            {s.points[id][0]}
            <span class="hint block">{s.points[id][1]}</span>
          </span>
        </li>
      ))}
    </>
  )
}
