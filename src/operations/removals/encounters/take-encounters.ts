import { randomUUID } from 'node:crypto'
import type { Encounter } from '../../../connector/related.ts'
import { addMonths, dayOf } from '../../../domain/app/day.ts'
import { judgeEncounter, type JudgedEncounter } from '../../../domain/inactivity/encounters.ts'
import { longestTerm } from '../../../domain/removals/retention-rules.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { newNotes, saveEncounters } from '../../../store/inactivity/encounters.ts'
import { insertReview } from '../../../store/mailbox/reviews.ts'
import type { App } from '../../app/app.ts'
import { judgeWords } from '../../mailbox/judge-messages.ts'

/** A call, meeting or note at one of our rows. */
interface MetRecord extends Encounter {
  recordId: number
  contactId: string
}

/** What a person has to be asked within: an opt-out that somebody wrote down waits already. */
const answerDays = 2

/** From when calls and meetings say something: none of the terms in force reaches farther back. */
export function encountersSince(settings: Settings, now: Date): Date {
  return new Date(`${addMonths(now, -longestTerm(settings))}T00:00:00Z`)
}

/**
 * Keeps the calls and meetings that a system told of these records, judged by what the company said of their outcomes
 * (docs/decisions/0041). A note that reads like an opt-out opens a question, once. Gives how many are undecided at each
 * record, and whose clock is to run anew: whoever has one that counts.
 */
export async function takeEncounters(
  app: App,
  { connectionId, connector, whole }: { connectionId: string; connector: string; whole: readonly number[] },
  met: readonly MetRecord[],
  settings: Settings,
): Promise<{ undecided: ReadonlyMap<number, number>; acted: string[] }> {
  const now = app.clock.now()
  const rows = met.flatMap((one) => {
    const { kind, note } = one
    if (kind === 'note') return []
    const facts = { ...one, kind, noted: note !== null && note.trim() !== '' }
    return [{ ...facts, judged: judgeEncounter(facts, settings.encounterOutcomes[connector] ?? []) }]
  })
  const telling = await tellingNotes(app, met)
  await inTransaction(app.pool, async (sql) => {
    await saveEncounters(sql, whole, rows, now)
    await askAboutNotes(sql, connectionId, telling, now)
  })
  const undecided = new Map<number, number>()
  for (const { recordId, judged } of rows)
    if (judged === 'undecided') undecided.set(recordId, (undecided.get(recordId) ?? 0) + 1)
  return { undecided, acted: [...new Set(rows.filter(isAct).map(({ contactId }) => contactId))] }
}

const isAct = ({ judged }: { judged: JudgedEncounter }): boolean => judged !== 'no' && judged !== 'undecided'

/** Those whose note a person has to read, judged before a transaction begins: a hard text takes seconds. */
async function tellingNotes(app: App, met: readonly MetRecord[]): Promise<MetRecord[]> {
  const telling: MetRecord[] = []
  for (const one of met) if (one.note !== null && (await reportsObjection(app, one.note))) telling.push(one)
  return telling
}

async function askAboutNotes(sql: Sql, connectionId: string, telling: readonly MetRecord[], now: Date): Promise<void> {
  if (telling.length === 0) return
  for (const recordId of await newNotes(sql, telling, now)) {
    const { contactId, at } = telling.find((one) => one.recordId === recordId) ?? {}
    await insertReview(
      sql,
      {
        id: randomUUID(),
        kind: 'crm-note',
        contactId: contactId ?? null,
        objectionId: null,
        connectionId,
        messageId: null,
        facts: at === undefined ? {} : { notedAt: at.toISOString() },
        dueOn: dayOf(new Date(now.getTime() + answerDays * 86_400_000)),
        meanwhileBlocked: false,
      },
      now,
    )
  }
}

/**
 * Words of a note that would be an objection, or a wish to be erased, if the person had written them; also those that
 * could not be read.
 */
async function reportsObjection(app: App, note: string): Promise<boolean> {
  const judgement = await judgeWords(app, {
    subject: '',
    text: null,
    html: note,
    headers: {},
    from: null,
    token: false,
    feedbackType: null,
    delivery: null,
    attachments: 0,
    attached: [],
  })
  if (judgement === null) return true
  return judgement.judged.verdicts.some(
    (verdict) => verdict === 'objection' || verdict === 'erasure' || verdict === 'employer',
  )
}
