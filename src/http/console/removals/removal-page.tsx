import { dayOf } from '../../../domain/app/day.ts'
import { ownTermsOn } from '../../../domain/removals/retention-rules.ts'
import { objectedWaitDays } from '../../../domain/removals/removal-kinds.ts'
import { sourceSearchDays } from '../../../domain/sources/tables/source-kinds.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import { emptyForm } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { ownTerm } from '../../documents/own-term.ts'
import { Page } from '../ui/page.tsx'
import { PlanPill } from './plan-pill.tsx'
import { AgainstCard, CertificateCard, OutcomeCard, WhereCard } from './removal-cards.tsx'
import { KeptCard } from './kept/kept-pages.tsx'
import { ApprovalBar } from './approval-bar.tsx'
import { PeopleCard } from './brakes/people-page.tsx'
import { SampleCard } from './sample-card.tsx'
import { WaterfallCard } from './waterfall-card.tsx'
import { StageTrack } from './stage-track.tsx'
import { RelatedCard } from './removal-related.tsx'
import type { View } from '../app/view.ts'
import { isOfNobody, type PlanFacts, type PlanFailure } from './plan-facts.ts'

/** A step that is tried again later than this waits for a system, and not for the next second. */
const longWaitMs = 60_000

/** One removal plan: stages, guards, what goes where, a sample to read, the decision. */
export function removalPage(view: View, facts: PlanFacts, failure: PlanFailure | null): string {
  const { t, f } = view
  const r = t.removals
  const { plan } = facts
  return html(
    <Page
      view={view}
      nav="removals"
      title={titleOf(view, facts)}
      tab={plan.number}
      crumbs={[[r.title, '/removals']]}
      context={
        <p>
          {whyOf(view, facts)} {r.madeBy(authorOf(view, plan), f.dateTime(plan.createdAt))} {whenOf(view, plan)}
        </p>
      }
      actions={
        <>
          {isToDecide(plan) ? (
            <a class="skip" href="#decide">
              {r.bar.jump}
            </a>
          ) : null}
          <PlanPill view={view} plan={plan} />
        </>
      }
    >
      <div id="plan" data-live={isMoving(plan) ? '2' : undefined} class="stack">
        <PlanNotices view={view} facts={facts} failure={failure} />
        {isOfNobody(plan) ? null : <StageTrack view={view} facts={facts} />}
        <div class={plan.kind === 'erasure' ? undefined : 'grid'}>
          {plan.kind === 'erasure' ? null : <WaterfallCard view={view} plan={plan} settings={facts.settings} />}
          <div class="stack">
            <Results view={view} facts={facts} failure={failure} />
          </div>
        </div>
        {facts.where.length === 0 || (facts.fates.countedAt === null && isGivenUp(plan)) ? null : (
          <RelatedCard view={view} where={facts.where} fates={facts.fates} />
        )}
        <Readers view={view} facts={facts} />
        <KeptCard view={view} props={facts.kept} />
        {isToDecide(plan) ? (
          <ApprovalBar
            view={view}
            plan={plan}
            firstApprover={facts.firstApprover}
            refusal={facts.refusal}
            author={authorOf(view, plan)}
            failure={failure}
          />
        ) : null}
      </div>
    </Page>,
  )
}

/** It waits for its approval, or was stopped before it. */
const isToDecide = ({ state, planned }: RemovalPlan): boolean =>
  (state === 'planned' || state === 'stopped') && planned > 0

/** What came of it, or how it differs from the last one; what goes where, and what proves it. */
function Results({ view, facts, failure }: { view: View; facts: PlanFacts; failure: PlanFailure | null }) {
  const { plan } = facts
  return (
    <>
      {['held', 'binning', 'done'].includes(plan.state) ? (
        <OutcomeCard view={view} plan={plan} removed={facts.removed} />
      ) : plan.empties ? null : (
        <AgainstCard view={view} against={facts.against} />
      )}
      {isOfNobody(plan) ? null : <WhereCard view={view} where={facts.where} />}
      {plan.certified ? <CertificateCard view={view} plan={plan} form={failure ?? emptyForm} /> : null}
    </>
  )
}

/** Who is in it: some to read before the decision, where they stand after it. */
function Readers({ view, facts }: { view: View; facts: PlanFacts }) {
  if (facts.sample.length === 0 || facts.plan.kind === 'erasure') return null
  return facts.people === null ? (
    <SampleCard view={view} facts={facts} />
  ) : (
    <PeopleCard view={view} props={facts.people} />
  )
}

/** The system is at work on it. */
function isMoving({ state }: RemovalPlan): boolean {
  return state === 'approved' || state === 'binning'
}

/** Nothing of it is carried out as it stands. */
function isGivenUp({ state }: RemovalPlan): boolean {
  return ['stopped', 'refused', 'expired', 'superseded'].includes(state)
}

/** Why these people: the term, the objection or the missing source that the plan goes by. */
function whyOf(view: View, { plan, settings }: PlanFacts): string {
  const r = view.t.removals
  switch (plan.kind) {
    case 'erasure':
      return r.whyErasure
    case 'silent': {
      const own = ownTermsOn(settings.retentionRules, dayOf(plan.createdAt))
      return r.why(
        settings.inactivityMonths,
        own.map((term) => ownTerm(term, view.language)),
      )
    }
    case 'objected':
      return r.whyObjected(objectedWaitDays)
    default:
      return r.whySource(sourceSearchDays)
  }
}

/** From which day records go; '' where that is past or nobody can say. */
function whenOf(view: View, plan: RemovalPlan): string {
  const r = view.t.removals
  if (plan.heldUntil !== null && (plan.state === 'approved' || plan.state === 'held'))
    return r.notBefore(view.f.date(plan.heldUntil))
  return plan.state === 'planned' && plan.planned > 0 ? r.ifApproved(view.settings.restoreDays) : ''
}

/** Above the stages: what went wrong, what stands still, and what the plan waits for. */
function PlanNotices({ view, facts, failure }: { view: View; facts: PlanFacts; failure: PlanFailure | null }) {
  const { f } = view
  const r = view.t.removals
  const { plan } = facts
  const failureText = failure === null ? null : textOfFailure(view, facts, failure.code)
  const shut =
    isMoving(plan) || plan.state === 'held' ? facts.where.filter((row) => !row.granted).map((row) => row.label) : []
  const waitsUntil = isMoving(plan) ? plan.nextStepAt : null
  return (
    <>
      {failureText === null ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <strong>{failureText}</strong>
        </div>
      )}
      {plan.state === 'superseded' ? <SupersededNotice view={view} facts={facts} /> : null}
      {plan.state === 'stopped' && plan.planned > 0 ? (
        <div class="notice broken">
          <Icon name="alert-triangle" />
          <strong>{stopText(view, facts)}</strong>
        </div>
      ) : null}
      {standingWords(view, facts).map((words) => (
        <div class="notice">
          <Icon name="info-circle" />
          <p>{words}</p>
        </div>
      ))}
      {shut.length === 0 ? null : (
        <div class="notice broken">
          <Icon name="lock" />
          <p>{r.shut(f.list(shut))}</p>
        </div>
      )}
      {waitsUntil !== null && waitsUntil.getTime() - view.now.getTime() > longWaitMs ? (
        <div class="notice">
          <Icon name="clock-hour-4" />
          <p>{r.waits(f.dateTime(waitsUntil))}</p>
        </div>
      ) : null}
    </>
  )
}

/** What is to be known of a plan as it stands. */
function standingWords({ t, f }: View, { plan, where, vanished }: PlanFacts): string[] {
  const records = isToDecide(plan) ? where.reduce((sum, row) => sum + row.vanished, 0) : 0
  return [
    ...(records === 0 ? [] : [t.removals.vanished(records, vanished, f.dateTime(plan.createdAt))]),
    ...(isOfNobody(plan) ? [t.removals.emptyPlanMore] : []),
    ...(plan.empties ? [t.refusedDeletions.emptying] : []),
    ...(plan.state === 'refused' && plan.refusal !== null ? [t.removals.bar.refusal(plan.refusal)] : []),
  ]
}

function textOfFailure({ t }: View, { plan, successor }: PlanFacts, code: PlanFailure['code']): string | null {
  const r = t.removals
  switch (code) {
    case 'reason':
    case 'email':
      return null
    case null:
      return r.digestMissing
    case 'new-account':
    case 'same-hand':
      return t.approvals.refusals[code]
    case 'superseded':
      return r.superseded.nothingDecided(plan.number, successor?.number ?? null)
    case 'asked-for':
    case 'nobody-back':
      return t.brakes.restore.errors[code]
    default:
      return r.errors[code]
  }
}

/** Leads from a plan that a later run replaced to the one that counts. */
function SupersededNotice({ view, facts: { plan, successor } }: { view: View; facts: PlanFacts }) {
  const s = view.t.removals.superseded
  return (
    <div class="notice wait">
      <Icon name="arrow-narrow-right" />
      <div>
        <p>
          {s.replaced(successor?.number ?? null)}{' '}
          {successor === null ? null : <a href={`/removals/${successor.id}`}>{s.read}</a>}
        </p>
        {plan.firstApprovedBy === null ? null : <p>{s.approvalLost}</p>}
      </div>
    </div>
  )
}

function stopText(view: View, { plan, settings }: PlanFacts): string {
  const { stops } = view.t.removals
  if (plan.stoppedReason === 'cap') return stops.cap(plan.planned, settings.maxRemovalPeople)
  return plan.stoppedReason === 'jump'
    ? stops.jump(plan.planned)
    : stops.share(view.f.share(plan.planned, plan.baseCount), view.f.share(settings.maxRemovalShare, 1))
}

function authorOf(view: View, plan: RemovalPlan): string {
  const { nightly, lostEvents, commandLine } = view.t.removals
  return { 'nightly run': nightly, 'lost events': lostEvents, 'command line': commandLine }[plan.author] ?? plan.author
}

/** Whoever was anonymised or taken out of a bin is told apart from who is gone: their record is there. */
function titleOf(view: View, { plan, removed }: Pick<PlanFacts, 'plan' | 'removed'>): string {
  const r = view.t.removals
  if (isOfNobody(plan)) return r.emptyPlan
  const { anonymised = 0, back = 0 } = plan.kind === 'erasure' ? {} : (removed ?? {})
  switch (plan.state) {
    case 'planned':
    case 'approved':
      return r.would[plan.kind](plan.planned)
    case 'stopped':
      return r.stoppedTitle(plan.planned)
    case 'held':
    case 'binning':
      return r.held[plan.kind](plan.held)
    case 'done':
      return r.goneBut(r.gone[plan.kind](plan.binned - anonymised - back), anonymised, back)
    case 'refused':
      return r.refusedTitle(plan.planned)
    case 'expired':
      return r.expiredTitle(plan.planned)
    case 'superseded':
      return r.supersededTitle
  }
}
