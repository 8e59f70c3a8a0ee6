import { judgeFound } from '../../../../store/contacts/relation-values.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import type { View } from '../../app/view.ts'
import { Pill } from '../../ui/pill.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'

/** Asked before the first plan: what the words of this system mean (docs/decisions/0036). */
export function RelationCard({ view, facts: { connection, found } }: { view: View; facts: ConnectionFacts }) {
  const r = view.t.relationValues
  const values = found.flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]))
  const judged = values.map((one) => judgeFound(view.settings, one))
  const isConfirmed = view.settings.relationValues[connection.connector] !== undefined
  if (values.length === 0) return null
  return (
    <section class="card" id="relation-values">
      <div class="card-head">
        <h2>{r.title}</h2>
        <Pill tone={isConfirmed ? 'done' : 'wait'}>{isConfirmed ? r.confirmed : r.unconfirmed}</Pill>
      </div>
      <div class="card-body stack">
        <p>
          {r.diagnosis(
            values.length,
            judged.filter(({ means, by }) => means !== null && by === null).length,
            judged.filter(({ means }) => means === null).length,
          )}
        </p>
        <p class="hint">{r.taskMore}</p>
        {(may.configure as readonly string[]).includes(view.role) ? (
          <p>
            <a class="btn" href="/settings/customers">
              {r.taskAct}
            </a>
          </p>
        ) : null}
      </div>
    </section>
  )
}
