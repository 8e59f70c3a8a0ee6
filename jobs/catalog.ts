import { z } from 'zod'
import { job, type JobDeclaration } from './declare-job.ts'

const id = z.uuid()

/** Drains of one Connection that may run at once, each with rows of its own (docs/reference/promises.md#lanes). */
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
  /**
   * Carries due holds ("not for now") of one Connection. Safe to repeat: what is wanted is worked out anew from the
   * holds that are active, and a carrying asked for again meanwhile stays due.
   */
  'carry-holds': job({
    queue: 'objections',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `holds-${connectionId}`,
    deadlineMs: 80_000,
  }),
  /**
   * Takes blocks off that a person lifted, at one Connection. Safe to repeat: what still stands is read again before
   * each write, and a cell that somebody said no to meanwhile is blocked again at once.
   */
  'carry-lifts': job({
    queue: 'objections',
    payload: z.object({ connectionId: id }),
    deduplicationId: ({ connectionId }) => `lifts-${connectionId}`,
    deadlineMs: 80_000,
  }),
  /**
   * Sends one mail whose button a person must press. Safe to repeat: the mail is claimed first, and each try makes a
   * new token, so that only the button of the last mail sent is alive.
   */
  'send-person-mail': job({
    queue: 'polls',
    payload: z.object({ mailId: id }),
    deduplicationId: ({ mailId }) => `mail-${mailId}`,
    deadlineMs: 60_000,
  }),
  /**
   * Answers one colleague who passed an opt-out on. Safe to repeat: the mail is claimed first, and has one Message-ID.
   */
  'answer-colleague': job({
    queue: 'polls',
    payload: z.object({ mailId: id }),
    deduplicationId: ({ mailId }) => `colleague-${mailId}`,
    deadlineMs: 60_000,
  }),
  /**
   * Makes whoever answered a questionnaire known to the chosen CRM. Safe to repeat: the order's row is claimed first,
   * and the address is looked for there before anything is made.
   */
  'create-contact': job({
    queue: 'polls',
    payload: z.object({ answerId: id }),
    deduplicationId: ({ answerId }) => `create-${answerId}`,
    deadlineMs: 90_000,
  }),
  /**
   * Mails one alarm. Safe to repeat: who was told is noted after each mail, and the alarm is claimed first.
   */
  'send-alarm': job({
    queue: 'polls',
    payload: z.object({ alarmId: id }),
    deduplicationId: ({ alarmId }) => `alarm-${alarmId}`,
    deadlineMs: 110_000,
  }),
  /**
   * Mails each admin and DPO that somebody may approve from now on. Safe to repeat: who was told is noted after each
   * mail, and the row is claimed first.
   */
  'tell-approver': job({
    queue: 'polls',
    payload: z.object({ newsId: id }),
    deduplicationId: ({ newsId }) => `approver-${newsId}`,
    deadlineMs: 110_000,
  }),
  /**
   * Tells one address which verdicts changed. Safe to repeat: the address is claimed first, and a message keeps its id
   * and its changes until it is taken, so that the receiver knows a second one for the first.
   */
  'tell-changes': job({
    queue: 'polls',
    payload: z.object({ hookId: id }),
    deduplicationId: ({ hookId }) => `hook-${hookId}`,
    deadlineMs: 80_000,
  }),
  /**
   * Mails queued notices. Safe to repeat and to run beside another: each mail is claimed first, and whether its person
   * is still to be informed is asked again then. One whose worker died after the server took it is mailed twice, with
   * the same Message-ID.
   */
  'mail-notices': job({
    queue: 'polls',
    payload: z.object({}),
    deduplicationId: () => 'notices',
    deadlineMs: 110_000,
  }),
  /**
   * Asks queued questions before a term (docs/reference/law.md#g4). Safe to repeat and to run beside another: each row
   * is claimed first and marked before its mail is handed over; one whose worker died meanwhile is shown as unclear and
   * never sent again.
   */
  'ask-repermission': job({
    queue: 'polls',
    payload: z.object({}),
    deduplicationId: () => 'asks',
    deadlineMs: 110_000,
  }),
  /**
   * Asks whether the links answer from outside. Safe to repeat: the probe's row is claimed first, and its token records
   * nothing but that it was asked.
   */
  'probe-links': job({
    queue: 'polls',
    payload: z.object({ probeId: id }),
    deduplicationId: ({ probeId }) => `probe-${probeId}`,
    deadlineMs: 120_000,
  }),
  /**
   * Looks at one form that is followed. Safe to repeat: the form's row is claimed first, and what was found is kept
   * only where it differs from what is known.
   */
  'audit-form': job({
    queue: 'polls',
    payload: z.object({ formId: id }),
    deduplicationId: ({ formId }) => `form-${formId}`,
    deadlineMs: 120_000,
  }),
  /**
   * Takes a round of the mystery shopper as far as it goes. Safe to repeat: the round's row is claimed first, and each
   * step reads what is true before it acts.
   */
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
  /**
   * Sets or takes off our own do-not-contact on a person's records while a question is open. Safe to repeat: the
   * vendor's state is read back, and writing the same date again changes nothing.
   */
  'carry-review-hold': job({
    queue: 'objections',
    payload: z.object({ holdId: id }),
    deduplicationId: ({ holdId }) => `review-hold-${holdId}`,
    deadlineMs: 80_000,
  }),
  /**
   * Records a list of objections that somebody uploaded. Safe to repeat: the list's row is claimed first, and each of
   * its rows has a key of its own, so what a worker left behind is only gone on with.
   */
  'record-file': job({
    queue: 'objections',
    payload: z.object({ fileId: id }),
    deduplicationId: ({ fileId }) => `file-${fileId}`,
    deadlineMs: 300_000,
  }),
  /**
   * Screens a list that somebody uploaded. Safe to repeat: its row is claimed first, and each block of results is
   * written once, with how far it is. Beside the runs, because it keeps a processor busy.
   */
  'screen-file': job({
    queue: 'hygiene',
    payload: z.object({ screeningId: id }),
    deduplicationId: ({ screeningId }) => `screening-${screeningId}`,
    deadlineMs: 3_600_000,
  }),
  /**
   * Takes a hygiene run as far as it goes. Safe to repeat: the run is claimed with a lease, each step saves where it
   * stands after each page, and every page can be taken in again.
   */
  'advance-run': job({
    queue: 'hygiene',
    payload: z.object({ runId: id }),
    deduplicationId: ({ runId }) => `run-${runId}`,
    deadlineMs: 3_600_000,
  }),
  /**
   * Takes an approved removal plan as far as its dates allow. Safe to repeat: each record notes what was read back of
   * it, and holding or deleting twice changes nothing.
   */
  'advance-plan': job({
    queue: 'hygiene',
    payload: z.object({ planId: id }),
    deduplicationId: ({ planId }) => `plan-${planId}`,
    deadlineMs: 3_600_000,
  }),
}

type Catalog = typeof catalog
export type JobName = keyof Catalog
export type PayloadOf<Name extends JobName> = Catalog[Name] extends JobDeclaration<infer Payload> ? Payload : never
/** Puts one job on its queue. Losing it is harmless: the sweep finds the row again. */
export type Enqueue = <Name extends JobName>(name: Name, payload: PayloadOf<Name>) => Promise<void>
