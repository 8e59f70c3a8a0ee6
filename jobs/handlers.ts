import type { App } from '../src/operations/app/app.ts'
import type { Handlers } from '../src/queue/work.ts'
import { handlePlan } from './advance-plan.ts'
import { handleRun } from './advance-run.ts'
import { handleForm } from './audit-form.ts'
import { handleShopper } from './advance-shopper.ts'
import { handleCreation } from './create-contact.ts'
import { handleReviewHold } from './carry-review-hold.ts'
import { handleHolds } from './carry-holds.ts'
import { handleLifts } from './carry-lifts.ts'
import { drainConnection } from './drain-connection.ts'
import { handleAsks } from './ask-repermission.ts'
import { handleNotices } from './mail-notices.ts'
import { pollConnection } from './poll-connection.ts'
import { lookAtHidden } from './read-hidden.ts'
import { handleProbe } from './probe-links.ts'
import { handleDeliveries } from './process-deliveries.ts'
import { handleFile } from './record-file.ts'
import { handleScreening } from './screen-file.ts'
import { handleAlarm } from './send-alarm.ts'
import { handlePersonMail } from './send-person-mail.ts'
import { handleApproverNews } from './tell-approver.ts'
import { handleChanges } from './tell-changes.ts'

/** Every job of the catalog with its handler; a missing or ill-typed one does not compile. */
export function handlersFor(app: App) {
  return {
    'drain-connection': drainConnection(app),
    'carry-holds': handleHolds(app),
    'carry-lifts': handleLifts(app),
    'send-person-mail': handlePersonMail(app),
    'create-contact': handleCreation(app),
    'send-alarm': handleAlarm(app),
    'tell-approver': handleApproverNews(app),
    'tell-changes': handleChanges(app),
    'mail-notices': handleNotices(app),
    'ask-repermission': handleAsks(app),
    'probe-links': handleProbe(app),
    'audit-form': handleForm(app),
    'advance-shopper': handleShopper(app),
    'process-deliveries': handleDeliveries(app),
    'poll-connection': pollConnection(app),
    'read-hidden': lookAtHidden(app),
    'carry-review-hold': handleReviewHold(app),
    'record-file': handleFile(app),
    'screen-file': handleScreening(app),
    'advance-run': handleRun(app),
    'advance-plan': handlePlan(app),
  } satisfies Handlers
}
