import { randomInt } from 'node:crypto'
import { drainSlots } from '../../../jobs/catalog.ts'
import { lookAgainMs } from '../../domain/propagation/states.ts'
import { foldFigures } from '../../store/monitoring/noted-figures.ts'
import { sealAudit } from '../../store/app/audit.ts'
import { claimDuePolls } from '../../store/connections/pull-state.ts'
import { connectionsWithDeliveries } from '../../store/intake/deliveries.ts'
import { claimHidden } from '../../store/intake/hidden-records.ts'
import { dueReviewHolds } from '../../store/objections/review-holds.ts'
import { eraseOldCopies } from '../../store/mailbox/mailbox.ts'
import { countDue } from '../../store/propagation/propagations.ts'
import { duePlans } from '../../store/removals/removals.ts'
import { foldCounts } from '../../store/runs/fold-counts.ts'
import { idleRuns } from '../../store/runs/runs.ts'
import { screeningsToRun } from '../../store/screening/screenings.ts'
import type { App } from '../app/app.ts'
import { endExpiredPlans } from '../removals/approve-removal.ts'
import { wakeAsks } from '../removals/repermission/ask-repermission.ts'
import { settleAnswers } from '../brokers/broker-answers.ts'
import { endDueHolds, wakeHolds } from '../objections/hold-contact.ts'
import { wakeLifts } from '../objections/carry-lifts.ts'
import { wakeMails } from '../objections/person-mail.ts'
import { wakeColleagueMails } from '../mailbox/colleagues/answer-colleague.ts'
import { wakeCreations } from '../consents/create-contact.ts'
import { forgetRequests } from '../consents/forget-requests.ts'
import { exportDueHead } from '../evidence/audit-head.ts'
import { wakeNotices } from '../notices/mail-notices.ts'
import { raiseAlarms } from '../alarms/raise-alarms.ts'
import { wakeForms } from '../forms/follow-form.ts'
import { startDueProbe } from '../links/probe-links.ts'
import { wakeFiles } from '../objections/record-file.ts'
import { wakeScreenings } from '../screening/screen-file.ts'
import { chaseBrokers } from '../brokers/remind-brokers.ts'
import { startDueRun } from './start-run.ts'
import { startDueShopper } from '../shopper/start-shopper.ts'
import { forgetCounters } from './forget-counters.ts'
import { settleDueAccounts } from '../approvals/four-eyes.ts'
import { expireProposals } from '../settings/setting-proposals.ts'
import { wakeApproverNews } from '../approvals/tell-approvers.ts'
import { wakeHooks } from '../decisions/tell-changes.ts'
import { watchPurges } from '../removals/watch-purges.ts'

/** Whether a run, an approved removal or a list to be screened waits for somebody to take it further. */
export async function hasHygieneWork(app: App): Promise<boolean> {
  const now = app.clock.now()
  return (
    (await idleRuns(app.pool, now)).length > 0 ||
    (await duePlans(app.pool, now)).length > 0 ||
    (await screeningsToRun(app.pool)).length > 0
  )
}

/** What is looked at, in this order. */
const parts: Readonly<Record<string, (app: App, now: Date) => Promise<void>>> = {
  propagations: async (app, now) => {
    for (const due of await countDue(app.pool, now)) {
      const slots = new Set<number>()
      if (due.objection > 0) slots.add(randomInt(drainSlots))
      // Either of the slots that may do it, so that one which hangs does not stand in the way.
      if (due.backfill > 0) slots.add(drainSlots / 2 + randomInt(drainSlots / 2))
      for (const slot of slots) await app.enqueue('drain-connection', { connectionId: due.connectionId, slot })
    }
  },
  holds: async (app) => {
    await endDueHolds(app)
    await wakeHolds(app)
  },
  lifts: wakeLifts,
  mails: wakeMails,
  colleagues: wakeColleagueMails,
  creations: wakeCreations,
  hooks: wakeHooks,
  notices: wakeNotices,
  asks: wakeAsks,
  requests: forgetRequests,
  files: wakeFiles,
  screenings: wakeScreenings,
  accounts: settleDueAccounts,
  proposals: expireProposals,
  approverNews: wakeApproverNews,
  counters: forgetCounters,
  counts: (app) => foldCounts(app.pool),
  figures: async (app) => {
    while ((await foldFigures(app.pool)) > 0);
  },
  alarms: raiseAlarms,
  otherPurges: watchPurges,
  answers: settleAnswers,
  brokers: chaseBrokers,
  probe: startDueProbe,
  forms: wakeForms,
  shopper: startDueShopper,
  deliveries: async (app) => {
    for (const connectionId of await connectionsWithDeliveries(app.pool))
      await app.enqueue('process-deliveries', { connectionId })
  },
  polls: async (app, now) => {
    for (const connectionId of await claimDuePolls(app.pool, now, new Date(now.getTime() + app.pollMs)))
      await app.enqueue('poll-connection', { connectionId })
  },
  hidden: async (app, now) => {
    for (const connectionId of await claimHidden(app.pool, now, new Date(now.getTime() + lookAgainMs)))
      await app.enqueue('read-hidden', { connectionId })
  },
  runs: async (app, now) => {
    await startDueRun(app)
    for (const runId of await idleRuns(app.pool, now)) await app.enqueue('advance-run', { runId })
  },
  plans: async (app, now) => {
    await endExpiredPlans(app, now)
    for (const planId of await duePlans(app.pool, now)) await app.enqueue('advance-plan', { planId })
  },
  reviewHolds: async (app, now) => {
    for (const holdId of await dueReviewHolds(app.pool, now)) await app.enqueue('carry-review-hold', { holdId })
  },
  auditHead: exportDueHead,
  mailCopies: async (app, now) => {
    await eraseOldCopies(app.pool, now)
  },
  seal: async (app) => {
    while ((await sealAudit(app.pool)) > 0);
  },
}

/**
 * Looks at the rows and queues what is due: at start, then each second. Because of it the queue may be lost with
 * everything in it (docs/reference/promises.md#propagation). Each part stands for itself: one that fails does not stop
 * the others. After `signal` no part is begun.
 */
export async function sweep(app: App, signal?: AbortSignal): Promise<void> {
  const now = app.clock.now()
  for (const [name, part] of Object.entries(parts)) {
    if (signal?.aborted === true) return
    await part(app, now).catch((error: unknown) =>
      app.log.error(
        { part: name, fault: error instanceof Error ? error.message.slice(0, 120) : 'unknown' },
        'sweep failed',
      ),
    )
  }
}
