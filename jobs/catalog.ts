import { z } from 'zod'
import { job, type JobDeclaration } from './declare-job.ts'

const id = z.uuid()

/** Drains of one Connection that may run at once, each with rows of its own (DESIGN 6). */
export const drainSlots = 4

/** Every job of Lawbase. The database row is the truth; a job only says "look there". */
export const catalog = {
  /** Carries what is due at one Connection. */
  'drain-connection': job({
    queue: 'objections',
    payload: z.object({
      connectionId: id,
      slot: z
        .int()
        .min(0)
        .max(drainSlots - 1),
    }),
    deduplicationId: ({ connectionId, slot }) => `drain-${connectionId}-${slot}`,
    deadlineMs: 80_000,
  }),
  /** Carries holds ("not for now") that are due at one Connection. */
  'carry-holds': job({
    queue: 'objections',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `holds-${connectionId}`,
    deadlineMs: 80_000,
  }),
  /** Takes blocks off that a person lifted, at one Connection. */
  'carry-lifts': job({
    queue: 'objections',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `lifts-${connectionId}`,
    deadlineMs: 80_000,
  }),
  /** Sends one mail whose button a person must press. */
  'send-person-mail': job({
    queue: 'polls',
    payload: z.object({ mailId: id }),
    deduplicationId: ({ mailId }) => `mail-${mailId}`,
    deadlineMs: 60_000,
  }),
  /** Makes whoever answered a questionnaire known to the chosen CRM. */
  'create-contact': job({
    queue: 'polls',
    payload: z.object({ answerId: id }),
    deduplicationId: ({ answerId }) => `create-${answerId}`,
    deadlineMs: 90_000,
  }),
  /** Mails one alarm to the people who must know. */
  'send-alarm': job({
    queue: 'polls',
    payload: z.object({ alarmId: id }),
    deduplicationId: ({ alarmId }) => `alarm-${alarmId}`,
    deadlineMs: 110_000,
  }),
  /** Mails who may approve from now on. */
  'tell-approver': job({
    queue: 'polls',
    payload: z.object({ newsId: id }),
    deduplicationId: ({ newsId }) => `approver-${newsId}`,
    deadlineMs: 110_000,
  }),
  /** Tells one address which verdicts changed. */
  'tell-changes': job({
    queue: 'polls',
    payload: z.object({ hookId: id }),
    deduplicationId: ({ hookId }) => `hook-${hookId}`,
    deadlineMs: 80_000,
  }),
  /** Mails notices that are due. */
  'mail-notices': job({
    queue: 'polls',
    payload: z.object({}),
    deduplicationId: () => 'notices',
    deadlineMs: 110_000,
  }),
  /** Asks people before their term if they still want to hear from us. */
  'ask-repermission': job({
    queue: 'polls',
    payload: z.object({}),
    deduplicationId: () => 'asks',
    deadlineMs: 110_000,
  }),
  /** Asks whether the links answer from outside. */
  'probe-links': job({
    queue: 'polls',
    payload: z.object({ probeId: id }),
    deduplicationId: ({ probeId }) => `probe-${probeId}`,
    deadlineMs: 120_000,
  }),
  /** Reads a form that is followed and keeps what was found. */
  'audit-form': job({
    queue: 'polls',
    payload: z.object({ formId: id }),
    deduplicationId: ({ formId }) => `form-${formId}`,
    deadlineMs: 120_000,
  }),
  /** Takes a round of the mystery shopper as far as it goes. */
  'advance-shopper': job({
    queue: 'polls',
    payload: z.object({ roundId: id }),
    deduplicationId: ({ roundId }) => `shopper-${roundId}`,
    deadlineMs: 90_000,
  }),
  /** Reads the records that stored webhook events point at, and acts on what they show. */
  'process-deliveries': job({
    queue: 'webhooks',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `deliveries-${connectionId}`,
    deadlineMs: 60_000,
  }),
  /** Pulls what changed at one Connection, between two nightly runs. */
  'poll-connection': job({
    queue: 'polls',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `poll-${connectionId}`,
    deadlineMs: 120_000,
  }),
  /** Looks again at records whose opt-out our user could not see at one Connection. */
  'read-hidden': job({
    queue: 'polls',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `hidden-${connectionId}`,
    deadlineMs: 120_000,
  }),
  /** Sets or takes off our own do-not-contact while a question about a person is open. */
  'carry-review-hold': job({
    queue: 'objections',
    payload: z.object({ holdId: id }),
    deduplicationId: ({ holdId }) => `review-hold-${holdId}`,
    deadlineMs: 80_000,
  }),
  /** Records a list of noes that somebody uploaded. */
  'record-file': job({
    queue: 'objections',
    payload: z.object({ fileId: id }),
    deduplicationId: ({ fileId }) => `file-${fileId}`,
    deadlineMs: 300_000,
  }),
  /** Screens a list that somebody uploaded. Beside the runs, because it keeps a processor busy. */
  'screen-file': job({
    queue: 'hygiene',
    payload: z.object({ screeningId: id }),
    deduplicationId: ({ screeningId }) => `screening-${screeningId}`,
    deadlineMs: 3_600_000,
  }),
  /** Takes a hygiene run as far as it goes. */
  'advance-run': job({
    queue: 'hygiene',
    payload: z.object({ runId: id }),
    deduplicationId: ({ runId }) => `run-${runId}`,
    deadlineMs: 3_600_000,
  }),
  /** Takes an approved removal plan as far as its dates allow. */
  'advance-plan': job({
    queue: 'hygiene',
    payload: z.object({ planId: id }),
    deduplicationId: ({ planId }) => `plan-${planId}`,
    deadlineMs: 3_600_000,
  }),
}

export type Catalog = typeof catalog
export type JobName = keyof Catalog
export type PayloadOf<Name extends JobName> = Catalog[Name] extends JobDeclaration<infer Payload> ? Payload : never
/** Puts one job on its queue. Losing it is harmless: the sweep finds the row again. */
export type Enqueue = <Name extends JobName>(name: Name, payload: PayloadOf<Name>) => Promise<void>
