import { ClockDrawing } from './clock-drawing.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { ContactFacts } from './contact-facts.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { holdHref, keepOutHref } from '../app/hold-href.ts'
import type { View } from '../app/view.ts'

/** Until when the person may be kept, and from which act the term runs. */
export function ClockCard({ view, facts: { contact, decision, records } }: { view: View; facts: ContactFacts }) {
  const { f, now } = view
  const t = view.t.contact.clock
  if (decision === null) return null
  const term = decision.termOn
  const passed = term !== null && term <= now.toISOString().slice(0, 10)
  const kept = decision.relation === 'customer' || decision.relation === 'open-deal'
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
        {decision.clockState === 'blind' ? (
          <Pill tone="broken">{t.blind}</Pill>
        ) : term === null ? null : passed ? (
          kept ? (
            <Pill tone="done">{t.customer}</Pill>
          ) : (
            <Pill tone="broken">
              <Time at={new Date(term)}>{t.passed(f.day(term))}</Time>
            </Pill>
          )
        ) : (
          <Pill tone="done">
            <Time at={new Date(term)}>{t.until(f.day(term))}</Time>
          </Pill>
        )}
      </div>
      <div class="card-body">
        {decision.clockState === 'blind' ? <p class="hint">{t.blindMore}</p> : null}
        {decision.relationEndedOn === null ? null : <p class="hint">{t.ended(f.day(decision.relationEndedOn))}</p>}
        {decision.isEndUnknown ? <p class="hint">{t.endUnknown}</p> : null}
        <ClockDrawing view={view} decision={decision} records={records} />
        {contact.purgedAt !== null || !allowed(view.role, may.judge) ? null : (
          <p class="actions">
            <a class="btn small" href={keepOutHref(contact.id)}>
              {view.t.brakes.keepOut.one}
            </a>{' '}
            <a class="btn small" href={holdHref({ contact: contact.id })}>
              {t.keep}
            </a>
          </p>
        )}
      </div>
    </section>
  )
}
