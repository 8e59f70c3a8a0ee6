import type { DependencyKind } from '../../../../domain/removals/dependencies.ts'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'
import { Check, Csrf } from '../../ui/form.tsx'
import { Time } from '../../ui/time.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'

/** What keeps people there, what of it could not be read, and the word of an admin that there is no more. */
export function OpenWorkCard({ view, facts, admin }: { view: View; facts: ConnectionFacts; admin: boolean }) {
  const { f } = view
  const t = view.t.openWork.connection
  const { connector, connection, openWork } = facts
  const kinds = connector.dependencies ?? []
  if (kinds.length === 0) return null
  const said = view.settings.openWork.complete[connection.id] ?? []
  const rowOf = (kind: DependencyKind) => openWork.kinds.find((row) => row.kind === kind)
  return (
    <section class="card" id="open-work">
      <div class="card-head">
        <h2>{t.title}</h2>
        {openWork.readAt === null ? null : (
          <span class="hint">
            <Time at={openWork.readAt}>{f.dateTime(openWork.readAt)}</Time>
          </span>
        )}
      </div>
      <p class="card-body hint">{t.more}</p>
      <table class="rows">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.kind}</th>
            <th scope="col" class="num">
              {t.people}
            </th>
            <th scope="col">{t.state}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const row = rowOf(kind)
            return (
              <tr>
                <th scope="row">{view.t.openWork.kinds[kind]}</th>
                <td data-label={t.people} class="num">
                  {openWork.readAt === null ? '–' : f.number(row?.people ?? 0)}
                </td>
                <td data-label={t.state}>
                  {openWork.readAt === null
                    ? t.never
                    : row !== undefined && row.unread > 0
                      ? row.unread === openWork.asked
                        ? t.unread
                        : t.some(row.unread)
                      : said.includes(kind)
                        ? t.said
                        : t.all}
                  {row?.detail == null ? null : <p class="hint">{vendorText(view, row.detail)}</p>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {admin && connection.state !== 'disconnected' ? <Statement view={view} kinds={kinds} facts={facts} /> : null}
    </section>
  )
}

function Statement({
  view,
  kinds,
  facts: { connection },
}: {
  view: View
  kinds: readonly DependencyKind[]
  facts: ConnectionFacts
}) {
  const t = view.t.openWork.connection
  const said = view.settings.openWork.complete[connection.id] ?? []
  return (
    <details class="card-foot">
      <summary>{t.legend}</summary>
      <form method="post" action={`/connections/${connection.id}/open-work`} class="stack">
        <Csrf token={view.csrf} />
        <p class="hint">{t.statementMore}</p>
        {kinds.map((kind) => (
          <Check
            name="complete"
            value={kind}
            label={t.statement(view.t.openWork.kinds[kind])}
            checked={said.includes(kind)}
          />
        ))}
        <button type="submit" class="btn">
          {t.save}
        </button>
      </form>
    </details>
  )
}
