import type { SightUse } from '../../../../domain/inactivity/sight.ts'
import type { SightRow } from '../../../../store/inactivity/sight.ts'
import type { View } from '../../app/view.ts'
import { Check, Csrf } from '../../ui/form.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Time } from '../../ui/time.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'

/** What the clock and the guards read there, what is not seen, and the word of an admin that it does not exist. */
export function SightCard({ view, facts, admin }: { view: View; facts: ConnectionFacts; admin: boolean }) {
  const t = view.t.sight
  const { connection, sight } = facts
  const [first] = sight
  if (first === undefined) return null
  const lost = sight.filter(({ name }) => facts.unseen.some((part) => part.name === name))
  const said = sight.filter(({ name }) => view.settings.notThere[connection.id]?.includes(name) === true)
  return (
    <section class="card" id="sight">
      <div class="card-head">
        <h2>{t.title}</h2>
        <span class="hint">
          <Time at={first.lookedAt}>{view.f.dateTime(first.lookedAt)}</Time>
        </span>
      </div>
      <p class="card-body hint">{lost.length === 0 ? t.all : t.some(lost.length)}</p>
      <table class="rows">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.fields}</th>
            <th scope="col">{t.state}</th>
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(sight, ({ use }) => use)].map(([use, rows]) => (
            <UseRow view={view} use={use} rows={rows} facts={facts} />
          ))}
        </tbody>
      </table>
      {admin && connection.state !== 'disconnected' && lost.length + said.length > 0 ? (
        <details class="card-foot">
          <summary>{t.legend}</summary>
          <form method="post" action={`/connections/${connection.id}/sight`} class="stack">
            <Csrf token={view.csrf} />
            <p class="hint">{t.statementMore}</p>
            {[...lost, ...said].map(({ name }) => (
              <Check
                name="notThere"
                value={name}
                label={t.statement(name)}
                checked={said.some((part) => part.name === name)}
              />
            ))}
            <button type="submit" class="btn">
              {t.save}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

function UseRow({
  view,
  use,
  rows,
  facts,
}: {
  view: View
  use: SightUse
  rows: readonly SightRow[]
  facts: ConnectionFacts
}) {
  const { f } = view
  const t = view.t.sight
  const lost = facts.unseen.filter((part) => part.use === use)
  return (
    <tr>
      <th scope="row">{t.uses[use]}</th>
      <td data-label={t.fields}>{f.list(rows.filter(({ shown }) => shown).map(({ name }) => name)) || '–'}</td>
      <td data-label={t.state}>
        {lost.length === 0 ? <Pill tone="done">{t.seen}</Pill> : null}
        {lost.map(({ name, why }) => {
          const row = rows.find((part) => part.name === name)
          const since = row?.hiddenSince ?? row?.emptiedSince ?? null
          return (
            <p>
              <Pill tone="broken">{name}</Pill>{' '}
              <span class="hint">{t.why[why](since === null ? t.unknownDay : f.date(since))}</span>
            </p>
          )
        })}
      </td>
    </tr>
  )
}
