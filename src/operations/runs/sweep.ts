import { randomInt } from 'node:crypto'
import { drainSlots } from '../../../jobs/catalog.ts'
import { lookAgainMs } from '../../domain/propagation/states.ts'
import { sealAudit } from '../../store/app/audit.ts'
import { claimDuePolls } from '../../store/connections/pull-state.ts'
import { connectionsWithDeliveries } from '../../store/intake/deliveries.ts'
import { claimHidden } from '../../store/intake/hidden-records.ts'
import { dueReviewHolds } from '../../store/objections/review-holds.ts'
import { forgetUnconfirmed } from '../../store/consents/consents.ts'
import { eraseOldCopies } from '../../store/mailbox/mailbox.ts'
import { countDue } from '../../store/propagation/propagations.ts'
import { duePlans } from '../../store/removals/removals.ts'
import { idleRuns } from '../../store/runs/runs.ts'
import { screeningsToRun } from '../../store/screening/screenings.ts'
import type { App } from '../app/app.ts'
import { wakeAsks } from '../removals/ask-repermission.ts'
import { settleAnswers } from '../brokers/broker-answers.ts'
import { endDueHolds, wakeHolds } from '../objections/hold-contact.ts'
import { wakeLifts } from '../objections/carry-lifts.ts'
import { wakeMails } from '../objections/person-mail.ts'
import { wakeCreations } from '../consents/create-contact.ts'
import { confirmMs } from '../consents/record-answer.ts'
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

/**
 * Looks at the rows and queues what is due: at start, then each second. Because of it the queue may be lost with
 * everything in it (docs/reference/promises.md#propagation). Each part stands for itself: one that fails does not stop
 * the others.
 */
export async function sweep(app: App): Promise<void> {
  const now = app.clock.now()
  const parts: Record<string, () => Promise<void>> = {
    propagations: async () => {
      for (const due of await countDue(app.pool, now)) {
        const slots = new Set<number>()
        if (due.objection > 0) slots.add(randomInt(drainSlots))
        // Either of the slots that may do it, so that one which hangs does not stand in the way.
        if (due.backfill > 0) slots.add(drainSlots / 2 + randomInt(drainSlots / 2))
        for (const slot of slots) await app.enqueue('drain-connection', { connectionId: due.connectionId, slot })
      }
    },
    holds: async () => {
      await endDueHolds(app)
      await wakeHolds(app)
    },
    lifts: () => wakeLifts(app),
    mails: () => wakeMails(app),
    creations: () => wakeCreations(app),
    hooks: () => wakeHooks(app),
    notices: () => wakeNotices(app),
    asks: () => wakeAsks(app),
    requests: async () => {
      await forgetUnconfirmed(app.pool, new Date(now.getTime() - confirmMs))
    },
    files: () => wakeFiles(app),
    screenings: () => wakeScreenings(app),
    accounts: () => settleDueAccounts(app),
    proposals: () => expireProposals(app),
    approverNews: () => wakeApproverNews(app),
    counters: () => forgetCounters(app),
    alarms: () => raiseAlarms(app),
    otherPurges: () => watchPurges(app),
    answers: () => settleAnswers(app),
    brokers: () => chaseBrokers(app),
    probe: () => startDueProbe(app),
    forms: () => wakeForms(app),
    shopper: () => startDueShopper(app),
    deliveries: async () => {
      for (const connectionId of await connectionsWithDeliveries(app.pool))
        await app.enqueue('process-deliveries', { connectionId })
    },
    polls: async () => {
      for (const connectionId of await claimDuePolls(app.pool, now, new Date(now.getTime() + app.pollMs)))
        await app.enqueue('poll-connection', { connectionId })
    },
    hidden: async () => {
      for (const connectionId of await claimHidden(app.pool, now, new Date(now.getTime() + lookAgainMs)))
        await app.enqueue('read-hidden', { connectionId })
    },
    runs: async () => {
      await startDueRun(app)
      for (const runId of await idleRuns(app.pool, now)) await app.enqueue('advance-run', { runId })
    },
    plans: async () => {
      for (const planId of await duePlans(app.pool, now)) await app.enqueue('advance-plan', { planId })
    },
    reviewHolds: async () => {
      for (const holdId of await dueReviewHolds(app.pool, now)) await app.enqueue('carry-review-hold', { holdId })
    },
    auditHead: () => exportDueHead(app),
    mailCopies: async () => {
      await eraseOldCopies(app.pool, now)
    },
    seal: async () => {
      while ((await sealAudit(app.pool)) > 0);
    },
  }
  for (const [name, part] of Object.entries(parts)) {
    await part().catch((error: unknown) =>
      app.log.error(
        { part: name, fault: error instanceof Error ? error.message.slice(0, 120) : 'unknown' },
        'sweep failed',
      ),
    )
  }
}
