import { Detail } from '../app/detail.tsx'
import type { ActivitySource } from '../../../connector/activities.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import { Csrf, emptyForm, Field, PostButton, type FormState } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

/**
 * Which units of a vendor's tool beside its records are read for what people did there, how far they are read, and what
 * is missing.
 */
export function ActivitiesCard({
  view,
  facts: { connection },
  source,
  form,
  admin,
}: {
  view: View
  facts: ConnectionFacts
  source: ActivitySource
  form: FormState | null
  admin: boolean
}) {
  const words = view.t.connections.activities
  const [name] = source.names
  const { activityUnits: units, scopes } = connection
  const closed = units.length > 0 && scopes.length > 0 && !scopes.includes(source.scope) && !scopes.includes('full')
  return (
    <section class="card" id="activities">
      <div class="card-head">
        <h2>{words.title(name)}</h2>
        {closed ? (
          <Pill tone="broken">{view.t.common.states.scope}</Pill>
        ) : (
          <Reading view={view} connection={connection} />
        )}
      </div>
      <div class="card-body stack">
        <p class="hint">{words.why(name)}</p>
        {connection.activitiesFailedAt === null || closed ? null : (
          <p class="hint" role="status">
            <strong>{words.failing(view.f.dateTime(connection.activitiesFailedAt))}</strong>{' '}
            {connection.activitiesFailure === null ? null : <Detail view={view} text={connection.activitiesFailure} />}
          </p>
        )}
        {closed && admin ? (
          <div class="stack">
            <p class="hint">{words.closed(source.scope)}</p>
            <p>
              <PostButton view={view} action={`/connections/${connection.id}/reauthorise`} kind="primary">
                {words.allow(connection.label)}
              </PostButton>
            </p>
          </div>
        ) : null}
        {admin ? (
          <form method="post" action={`/connections/${connection.id}/activities`} class="stack">
            <Csrf token={view.csrf} />
            <Field
              name="units"
              label={vendorText(view, source.unit.label)}
              hint={vendorText(view, source.unit.hint)}
              form={form ?? emptyForm}
              value={units.join('\n')}
              lines={Math.max(2, units.length)}
              mono
              spellcheck={false}
              autocomplete="off"
            />
            <p class="actions">
              <button type="submit" class="btn">
                {words.save}
              </button>
            </p>
          </form>
        ) : units.length === 0 ? null : (
          <ul class="plain-list mono">
            {units.map((unit) => (
              <li>{unit}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Reading({ view, connection }: { view: View; connection: Connection }) {
  const words = view.t.connections.activities
  const { activityUnits, activitiesReadAt, activitiesFailedAt, activitiesUpTo } = connection
  if (activityUnits.length === 0) return <Pill tone="quiet">{words.off}</Pill>
  if (activitiesFailedAt !== null) return <Pill tone="broken">{words.fails}</Pill>
  if (activitiesReadAt !== null)
    return <Pill tone="done">{words.read(view.f.relative(activitiesReadAt, view.now))}</Pill>
  return <Pill tone="moving">{activitiesUpTo === null ? words.soon : words.upTo(view.f.date(activitiesUpTo))}</Pill>
}
