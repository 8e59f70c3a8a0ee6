import type { App } from '../src/operations/app/app.ts'
import { sendAlarm } from '../src/operations/alarms/raise-alarms.ts'
import { tellApprover } from '../src/operations/approvals/tell-approvers.ts'
import { createContact } from '../src/operations/consents/create-contact.ts'
import { tellChanges } from '../src/operations/decisions/tell-changes.ts'
import { auditForm } from '../src/operations/forms/audit-followed.ts'
import { probeLinks } from '../src/operations/links/probe-links.ts'
import { mailNotices } from '../src/operations/notices/mail-notices.ts'
import { answerColleague } from '../src/operations/mailbox/colleagues/answer-colleague.ts'
import { carryHolds } from '../src/operations/objections/carry-holds.ts'
import { carryLifts } from '../src/operations/objections/carry-lifts.ts'
import { carryReviewHold } from '../src/operations/objections/carry-review-hold.ts'
import { sendPersonMail } from '../src/operations/objections/person-mail.ts'
import { recordAskedFile } from '../src/operations/objections/record-file.ts'
import { advancePlan } from '../src/operations/removals/advance-plan.ts'
import { sendAsks } from '../src/operations/removals/repermission/send-asks.ts'
import { advanceRun } from '../src/operations/runs/advance-run.ts'
import { screenAsked } from '../src/operations/screening/screen-file.ts'
import { advanceShopper } from '../src/operations/shopper/advance-shopper.ts'
import type { Handlers } from '../src/queue/work.ts'
import { drainConnection } from './drain-connection.ts'
import { pollConnection } from './poll-connection.ts'
import { handleDeliveries } from './process-deliveries.ts'
import { lookAtHidden } from './read-hidden.ts'

/** Every job of the catalog with its handler; a missing or ill-typed one does not compile. */
export function handlersFor(app: App) {
  return {
    'drain-connection': drainConnection(app),
    'carry-holds': async ({ connectionId }, { signal }) => {
      while (!signal.aborted && (await carryHolds(app, connectionId, signal)) > 0);
    },
    'carry-lifts': async ({ connectionId }, { signal }) => {
      while (!signal.aborted && (await carryLifts(app, connectionId, signal)) > 0);
    },
    'send-person-mail': ({ mailId }) => sendPersonMail(app, mailId),
    'answer-colleague': ({ mailId }) => answerColleague(app, mailId),
    'create-contact': ({ answerId }, { signal }) => createContact(app, answerId, signal),
    'send-alarm': ({ alarmId }) => sendAlarm(app, alarmId),
    'tell-approver': ({ newsId }) => tellApprover(app, newsId),
    'tell-changes': ({ hookId }, { signal }) => tellChanges(app, hookId, signal),
    'mail-notices': (_payload, { signal }) => mailNotices(app, signal),
    'ask-repermission': (_payload, { signal }) => sendAsks(app, signal),
    'probe-links': ({ probeId }) => probeLinks(app, probeId),
    'audit-form': ({ formId }, { signal }) => auditForm(app, formId, signal),
    'advance-shopper': ({ roundId }, { signal }) => advanceShopper(app, roundId, signal),
    'process-deliveries': handleDeliveries(app),
    'poll-connection': pollConnection(app),
    'read-hidden': lookAtHidden(app),
    'carry-review-hold': ({ holdId }, { signal }) => carryReviewHold(app, holdId, signal),
    'record-file': ({ fileId }, { signal }) => recordAskedFile(app, fileId, signal),
    'screen-file': ({ screeningId }, { signal }) => screenAsked(app, screeningId, signal),
    'advance-run': ({ runId }, { signal }) => advanceRun(app, runId, signal),
    'advance-plan': ({ planId }, { signal }) => advancePlan(app, planId, signal),
  } satisfies Handlers
}
