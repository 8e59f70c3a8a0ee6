import type { EyesRefusal } from '../../../domain/approvals/four-eyes.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { addMonths, dayOf } from '../../../domain/inactivity/retention.ts'
import { ownTermsOn } from '../../../domain/removals/retention-rules.ts'
import { sourceSearchDays } from '../../../domain/sources/tables/source-kinds.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import { Csrf, Field, FieldError, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import type { PlanFacts, PlanFailure } from './removal-page.tsx'
import type { View } from '../app/view.ts'

/** Stages with their dates: planned, approval, held, bin, read back absent. */
export function StageTrack({
  view,
  facts: { plan, approver, firstApprover, where },
}: {
  view: View
  facts: PlanFacts
}) {
  const { f } = view
  const t = view.t.removals.track
  const position = {
    planned: 1,
    stopped: 1,
    approved: 2,
    held: 2,
    binning: 3,
    done: 5,
    refused: 1,
    expired: 1,
    superseded: 1,
  }[plan.state]
  const bins = where.flatMap((row) =>
    row.erases ? [t.forGood(row.label)] : row.binDays === null ? [] : [t.binDay(row.label, row.binDays)],
  )
  const stages = [
    { name: t.planned, more: f.dateTime(plan.createdAt) },
    {
      name: t.approval,
      more:
        plan.approvedAt !== null
          ? `${f.dateTime(plan.approvedAt)}, ${f.list([firstApprover, approver].filter((who) => who !== null))}`
          : plan.state === 'planned'
            ? `${firstApprover === null ? (plan.approvals > 1 ? t.two : t.someone) : t.second(firstApprover)}, ${t.by(f.date(plan.expiresAt))}`
            : view.t.removals.states[
                plan.state === 'stopped' ||
                plan.state === 'refused' ||
                plan.state === 'expired' ||
                plan.state === 'superseded'
                  ? plan.state
                  : 'planned'
              ],
    },
    plan.kind === 'erasure'
      ? { name: t.blocked, more: t.blockedMore }
      : {
          name: t.held(view.settings.restoreDays),
          more: plan.heldUntil === null ? t.restorable : `${t.until(f.date(plan.heldUntil))}, ${t.restorable}`,
        },
    { name: t.bin, more: f.list(bins) },
    { name: t.done, more: plan.finishedAt !== null && plan.state === 'done' ? f.dateTime(plan.finishedAt) : '' },
  ]
  const stopped = ['stopped', 'refused', 'expired', 'superseded'].includes(plan.state)
  return (
    <ol class="card track" aria-label={t.label}>
      {stages.map((stage, index) => (
        <li
          class={index < position ? 'done' : index === position && !stopped ? 'now' : 'later'}
          aria-current={index === position && !stopped ? 'step' : undefined}
        >
          <span class="track-mark" aria-hidden="true">
            {index < position ? <Icon name="check" size={14} /> : null}
          </span>
          <strong>{stage.name}</strong>
          <span class="hint">{stage.more}</span>
        </li>
      ))}
    </ol>
  )
}

const chartWidth = 100

/** From the candidates through each guard to the plan: it shows what protected whom. */
export function WaterfallCard({ view, plan }: { view: View; plan: RemovalPlan }) {
  const { f } = view
  const t = view.t.removals.guards
  const total = plan.candidateCount
  const since = addMonths(plan.createdAt, -view.settings.inactivityMonths)
  let left = total
  const guards = plan.guards.map((guard) => {
    left -= guard.count
    return { ...guard, from: left }
  })
  const x = (count: number) => (total === 0 ? 0 : (chartWidth * count) / total)
  const bar = (from: number, count: number, kind: string) => (
    <svg viewBox="0 0 100 14" width="100%" height="14" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="14" class="track" />
      <rect x={x(from)} width={count === 0 ? 0 : Math.max(0.5, x(count))} height="14" class={kind} />
    </svg>
  )
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{t.titles[plan.kind](total, plan.planned)}</h2>
        <span class="hint">{t.order}</span>
      </div>
      <table class="rows waterfall">
        <caption class="sr-only">{t.drawings[plan.kind](total, plan.planned)}</caption>
        <tbody>
          <tr>
            <th scope="row">
              {t.all[plan.kind]}
              <span class="hint">
                {plan.kind === 'silent'
                  ? ownTermsOn(view.settings.retentionRules, dayOf(plan.createdAt)).length > 0
                    ? t.pastOwn
                    : t.pastMore(f.day(since))
                  : plan.kind === 'objected'
                    ? t.objectedMore(sourceSearchDays)
                    : t.noSourceMore(sourceSearchDays)}
              </span>
            </th>
            <td class="bar-cell">{bar(0, total, 'w-all')}</td>
            <td class="num strong">{f.number(total)}</td>
          </tr>
          {guards.map((guard) => (
            <tr class={guard.count === 0 ? 'zero' : undefined}>
              <th scope="row">
                {t[guard.name][0]}
                <span class="hint">{t[guard.name][1]}</span>
              </th>
              <td class="bar-cell">{bar(guard.from, guard.count, 'w-guard')}</td>
              <td class="num">{guard.count === 0 ? '0' : `− ${f.number(guard.count)}`}</td>
            </tr>
          ))}
          <tr class="sum">
            <th scope="row">
              {t.plan}
              <span class="hint">
                {t.planMore(f.share(plan.planned, plan.baseCount), f.share(view.settings.maxRemovalShare, 1))}
              </span>
            </th>
            <td class="bar-cell">{bar(0, plan.planned, 'w-plan')}</td>
            <td class="num strong">{f.number(plan.planned)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

export function AgainstCard({ view, against }: { view: View; against: PlanFacts['against'] }) {
  const { f } = view
  const t = view.t.removals.against
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
        {against === null ? null : <span class="hint">{t.base(f.date(against.createdAt), against.people)}</span>}
      </div>
      {against === null ? (
        <p class="empty">{t.none}</p>
      ) : (
        <dl class="three card-body">
          <div>
            <dt>{t.fresh}</dt>
            <dd>+ {f.number(against.fresh)}</dd>
          </div>
          <div>
            <dt>{t.still}</dt>
            <dd>{f.number(against.still)}</dd>
          </div>
          <div>
            <dt>{t.out}</dt>
            <dd>− {f.number(against.out)}</dd>
          </div>
        </dl>
      )}
    </section>
  )
}

export function OutcomeCard({ view, plan }: { view: View; plan: RemovalPlan }) {
  const { f } = view
  const t = view.t.removals.outcome
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      <dl class="facts card-body">
        {(
          [
            [t.held, plan.held],
            [t.binned, plan.binned],
            [t.out, plan.takenOut],
            [t.refused, plan.refusedItems],
          ] as const
        ).map(([label, count]) => (
          <div>
            <dt>{label}</dt>
            <dd class="num">{f.number(count)}</dd>
          </div>
        ))}
      </dl>
      {plan.state === 'held' && plan.held > 0 ? (
        <form method="post" action={`/removals/${plan.id}/restore`} class="card-body stack">
          <Csrf token={view.csrf} />
          <p class="hint">{t.restoreMore}</p>
          <button type="submit" class="btn">
            {t.restore(plan.held)}
          </button>
        </form>
      ) : null}
    </section>
  )
}

/** What proves a removal, to hand over. */
export function CertificateCard({ view, plan, form }: { view: View; plan: RemovalPlan; form: FormState }) {
  const { certificate: c } = view.t
  const error = form.errors['email']
  const shown: FormState = {
    values: form.values,
    errors: error === 'email' || error === 'not-in-it' ? { email: c.errors[error] } : {},
  }
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.card}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{c.cardMore}</p>
        <p class="actions">
          <a class="btn small" href={`/removals/${plan.id}/certificate.pdf`} download>
            {c.pdf}
          </a>{' '}
          <a class="btn small" href={`/removals/${plan.id}/certificate.json`} download>
            {c.json}
          </a>
        </p>
        <form method="post" action={`/removals/${plan.id}/certificate`} class="stack">
          <Csrf token={view.csrf} />
          <Field
            name="email"
            type="email"
            label={c.email}
            hint={c.emailHint}
            form={shown}
            autocomplete="off"
            spellcheck={false}
          />
          <div>
            <button type="submit" class="btn">
              {c.forOne}
            </button>
          </div>
        </form>
      </div>
    </section>
  )
}

export function WhereCard({ view, where }: { view: View; where: PlanFacts['where'] }) {
  const { f } = view
  const t = view.t.removals.where
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.system}</th>
            <th scope="col" class="num">
              {t.records}
            </th>
            <th scope="col">{t.how}</th>
          </tr>
        </thead>
        <tbody>
          {where.map((row) => {
            const gone = (
              [
                [row.binned, t.binned],
                [row.erased, t.erased],
                [row.anonymised, t.anonymised],
              ] as const
            ).flatMap(([count, name]) => (count > 0 ? [`${f.number(count)} ${name}`] : []))
            const state =
              gone.length > 0
                ? f.list(gone)
                : row.held > 0
                  ? `${f.number(row.held)} ${t.held}`
                  : row.erases
                    ? t.forGood
                    : row.binDays === null
                      ? ''
                      : t.bin(row.binDays)
            return (
              <tr>
                <td class="strong">{row.label}</td>
                <td data-label={t.records} class="num">
                  {f.number(row.records)}
                </td>
                <td data-label={t.how}>
                  {state}
                  {row.refused > 0 ? <p class="hint">{t.refusedHere(row.refused)}</p> : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/**
 * The term of a former customer runs from the end of the relationship, unless an act came later
 * (docs/reference/law.md#g2).
 */
export function runsFromEnd({
  relationEndedOn,
  lastActAt,
}: {
  relationEndedOn: string | null
  lastActAt: Date | null
}): boolean {
  return relationEndedOn !== null && (lastActAt === null || relationEndedOn > lastActAt.toISOString().slice(0, 10))
}

/** The same people for every approver: drawn by the list's own digest. */
export function SampleCard({ view, facts: { plan, sample, where } }: { view: View; facts: PlanFacts }) {
  const { t, f } = view
  const s = t.removals.sample
  const acts = t.common.acts as Readonly<Record<string, string>>
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title(sample.length)}</h2>
        <span class="hint">{s.same}</span>
        <a class="btn small" href={`/removals/${plan.id}/list.csv`} download>
          <Icon name="download" />
          {t.removals.list.open(plan.planned)}
        </a>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.title(sample.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{s.contact}</th>
            <th scope="col">{s.act}</th>
            <th scope="col">{s.term}</th>
            {where.map((row) => (
              <th scope="col">{s.in(row.label)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((person) => (
            <tr>
              <td>
                <p class="strong">
                  <a href={`/contacts/${person.contactId}`}>
                    {person.email === null ? person.contactId.slice(0, 8).toUpperCase() : maskEmail(person.email)}
                  </a>
                </p>
                <p class="hint">{person.jobTitle ?? ''}</p>
              </td>
              <td data-label={s.act}>
                {runsFromEnd(person) ? (
                  s.ended(f.day(person.relationEndedOn ?? ''))
                ) : person.lastActAt === null ? (
                  s.noAct
                ) : (
                  <>
                    <Time
                      at={person.lastActAt}
                    >{`${acts[person.lastActKind ?? 'act'] ?? ''}, ${f.date(person.lastActAt)}`}</Time>
                    <p class="hint">{s.seenIn(person.lastActIn ?? t.removals.list.ownPages)}</p>
                  </>
                )}
              </td>
              <td data-label={s.term} class="nowrap">
                {f.day(person.termOn)}
              </td>
              {where.map((row) => {
                const theirs = person.records.filter((record) => record.connectionId === row.connectionId)
                return (
                  <td data-label={s.in(row.label)}>
                    {theirs.length === 0
                      ? s.noRecord
                      : s.record(theirs.map((record) => record.object.toLowerCase()).join(', '))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Sticky: who made it, the digest both saw, refuse with a reason, approve in red. */
export function ApprovalBar({
  view,
  plan,
  author,
  firstApprover,
  refusal,
  failure,
}: {
  view: View
  plan: RemovalPlan
  author: string
  firstApprover: string | null
  refusal: EyesRefusal | null
  failure: PlanFailure | null
}) {
  const { f } = view
  const t = view.t.removals.bar
  const mine = plan.firstApprovedBy === view.user.id
  const why =
    refusal === null || mine
      ? ''
      : refusal === 'own'
        ? view.t.removals.errors['own-plan']
        : view.t.eyes.refusals[refusal]
  const unreleased = failure?.errors['releaseReason'] === undefined ? undefined : t.reasonWrong
  const wrong = failure?.errors['reason'] === undefined ? undefined : t.reasonWrong
  return (
    <section class="card approval" aria-label={refusal === null ? t.title : t.titleOwn}>
      <div>
        <p class="strong">{refusal === null ? t.title : t.titleOwn}</p>
        <p class="hint">
          {t.author(author)} {t.digest(`${plan.digest.slice(0, 4)}…${plan.digest.slice(-4)}`)}{' '}
          {plan.state === 'planned' ? t.expires(f.date(plan.expiresAt)) : ''}
          {why === '' ? '' : ` ${why}`}
          {plan.approvals > 1
            ? ` ${firstApprover === null ? t.needsTwo : mine ? t.mine : t.secondNow(firstApprover)}`
            : ''}
        </p>
      </div>
      <details class="refuse" open={wrong !== undefined}>
        <summary class="btn">{t.refuse}</summary>
        <form method="post" action={`/removals/${plan.id}/refuse`} class="stack">
          <Csrf token={view.csrf} />
          <div class="field">
            <label for="reason">{t.reason}</label>
            <textarea
              id="reason"
              name="reason"
              rows={3}
              maxLength={500}
              required
              aria-invalid={wrong === undefined ? undefined : 'true'}
              aria-describedby={wrong === undefined ? undefined : 'reason-error'}
            >
              {failure?.values['reason'] ?? ''}
            </textarea>
            <FieldError id="reason" error={wrong} />
          </div>
          <button type="submit" class="btn">
            {t.refuseGo}
          </button>
        </form>
      </details>
      {plan.state !== 'stopped' || plan.stoppedReason !== 'jump' || refusal !== null ? null : (
        <details class="refuse" open={unreleased !== undefined}>
          <summary class="btn">{t.release}</summary>
          <form method="post" action={`/removals/${plan.id}/release`} class="stack">
            <Csrf token={view.csrf} />
            <div class="field">
              <label for="releaseReason">{t.reason}</label>
              <textarea
                id="releaseReason"
                name="releaseReason"
                rows={3}
                maxLength={500}
                required
                aria-invalid={unreleased === undefined ? undefined : 'true'}
                aria-describedby={unreleased === undefined ? undefined : 'releaseReason-error'}
              />
              <FieldError id="releaseReason" error={unreleased} />
            </div>
            <button type="submit" class="btn">
              {t.releaseGo}
            </button>
          </form>
        </details>
      )}
      {plan.state !== 'planned' ? null : refusal !== null ? (
        <button type="button" class="btn danger" disabled>
          {t.approve(plan.planned)}
        </button>
      ) : (
        <form method="post" action={`/removals/${plan.id}/approve`} class="inline">
          <Csrf token={view.csrf} />
          <input type="hidden" name="digest" value={plan.digest} />
          <button type="submit" class="btn danger">
            {t.approve(plan.planned)}
          </button>
        </form>
      )}
    </section>
  )
}
