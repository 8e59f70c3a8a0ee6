import type { CheckLine } from '../../../connector/contract.ts'
import { PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

const testTones: Readonly<Record<CheckLine['state'], Tone>> = {
  works: 'done',
  hidden: 'broken',
  missing: 'broken',
  off: 'quiet',
}

/** One line per check: what works is folded, what does not says what it prevents. */
export function SelfTestCard({
  view,
  facts: { connection },
  admin,
}: {
  view: View
  facts: ConnectionFacts
  admin: boolean
}) {
  const { f } = view
  const t = view.t.connections.test
  const report = connection.checkReport
  const wrong = (report?.lines ?? [])
    .filter((line) => line.state !== 'works')
    .toSorted((a, b) => Number(a.state === 'off') - Number(b.state === 'off'))
  const works = (report?.lines ?? []).filter((line) => line.state === 'works')
  const broken = wrong.filter((line) => line.state !== 'off')
  return (
    <section class="card" id="self-test">
      <div class="card-head">
        <h2>{t.title}</h2>
        {connection.checkedAt === null ? null : (
          <span class="hint">
            <Time at={connection.checkedAt}>{t.at(f.dateTime(connection.checkedAt))}</Time>
          </span>
        )}
      </div>
      {report === null ? (
        <p class="empty">{t.never}</p>
      ) : (
        <ul class="checks">
          {broken.map((line) => (
            <TestLine view={view} line={line} />
          ))}
          {report.dailyCalls === null ? null : (
            <li>
              <Pill tone="done">{t.works}</Pill>
              <div>
                <p class="strong">{t.calls}</p>
                <p class="hint">{t.callsUsed(f.number(report.dailyCalls.used), f.number(report.dailyCalls.max))}</p>
              </div>
            </li>
          )}
          {works.length === 0 ? null : (
            <li>
              <Pill tone="done">{t.works}</Pill>
              <details>
                <summary class="strong">{t.worksCount(works.length)}</summary>
                <ul class="plain-list hint">
                  {works.map((line) => (
                    <li>{vendorText(view, line.name)}</li>
                  ))}
                </ul>
              </details>
            </li>
          )}
          {wrong.length === broken.length ? null : (
            <li>
              <Pill tone="quiet">{t.off}</Pill>
              <details>
                <summary class="strong">{t.offCount(wrong.length - broken.length)}</summary>
                <ul class="plain-list">
                  {wrong
                    .filter((line) => line.state === 'off')
                    .map((line) => (
                      <li>
                        <p class="strong">{vendorText(view, line.name)}</p>
                        {line.prevents === null ? null : <p class="hint">{vendorText(view, line.prevents)}</p>}
                      </li>
                    ))}
                </ul>
              </details>
            </li>
          )}
        </ul>
      )}
      {admin && connection.state !== 'disconnected' ? (
        <div class="card-foot">
          <PostButton view={view} action={`/connections/${connection.id}/check`}>
            <Icon name="refresh" />
            {t.again}
          </PostButton>
        </div>
      ) : null}
    </section>
  )
}

function TestLine({ view, line }: { view: View; line: CheckLine }) {
  return (
    <li>
      <Pill tone={testTones[line.state]}>{view.t.connections.test[line.state]}</Pill>
      <div>
        <p class="strong">{vendorText(view, line.name)}</p>
        {line.prevents === null ? null : <p class="hint">{vendorText(view, line.prevents)}</p>}
      </div>
    </li>
  )
}
