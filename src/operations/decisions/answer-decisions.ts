import type { z } from 'zod'
import { CaseContact } from '../../domain/decisions/case.ts'
import { clockOf, factsOf } from '../../domain/decisions/decide-case.ts'
import { decide } from '../../domain/decisions/decide.ts'
import { changesOf, reasonsOf, type DecisionReason } from '../../domain/decisions/explain.ts'
import type { Ask, ContactFacts, MailHold, SourceFact } from '../../domain/decisions/facts.ts'
import { inputsHasher } from '../../domain/decisions/inputs-hash.ts'
import type { Decision } from '../../domain/decisions/decision.ts'
import { comparePermissiveness } from '../../domain/decisions/tables/verdicts.ts'
import { noticeDisputed, type FormDispute } from '../../domain/forms/form-dispute.ts'
import { sinceRemoval, withObjections } from '../../domain/screening/screening.ts'
import {
  holdersOfIdentities,
  journalAnswers,
  objectionsOfIdentities,
  type AnsweredDecision,
} from '../../store/decisions/answered-decisions.ts'
import { consentsOfIdentities, type ConsentRow } from '../../store/consents/standing-consents.ts'
import { doEach, type Sql } from '../../store/app/database.ts'
import { prepared, preparedOnOne } from '../../store/app/prepared.ts'
import { removalsOfIdentities } from '../../store/removals/removal-memory.ts'
import { answerSources, type AnswerSource } from '../../store/consents/questionnaires.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { contactClock } from './contact-clock.ts'
import { consentFacts, contactFacts } from './contact-facts.ts'
import { cacheFor } from '../app/cache-for.ts'
import { grouped } from '../app/grouped.ts'
import { objectionsUnder } from '../../domain/objections/domain-order.ts'
import { knownConsent, lastRemoval, loadCommon, loadKnown, type CommonFacts } from './load-known.ts'

/** One question of a mailing tool, read and with its offer found. */
export interface DecisionQuestion {
  /** Normal forms; at least one of them. */
  email: string | null
  phone: string | null
  ask: Ask
  /** What the asker knows of somebody who is not in the base; then the rules of screening apply. */
  contact: z.infer<typeof CaseContact> | null
  askedBy: string
}

interface DecisionAnswer extends Decision {
  /** In the base; the verdict is then made from what the systems say, not from `contact`. */
  known: boolean
  contactId: string | null
  reasons: readonly DecisionReason[]
  change: { fr: string; en: string }
  /** Where and when it was seen that mail to them comes back; null = nowhere. */
  mailHold: MailHold | null
  inputsHash: string
}

/** As many questions as share one round of statements. */
const maxBatchSize = 2_000

/** How long settings and what else is about nobody are taken as they were. */
const momentMs = 250

interface Answers {
  /** In force now, or a moment ago. */
  settings: () => Promise<Settings>
  answer: (questions: readonly DecisionQuestion[]) => Promise<readonly DecisionAnswer[]>
}

/**
 * Answers questions from the live base: what stands in the systems, every objection of this second; rules as of a
 * moment ago. Questions that come while a round is under way go together in the next. Somebody who holds the address in
 * several records under several names gets the strictest verdict.
 */
export function openAnswers(app: App): Answers {
  const sql = prepared(app.askPool)
  const rules = cacheFor<void, Rules>(momentMs, async () => {
    const [{ settings }, common] = await Promise.all([loadSettings(sql), loadCommon(sql, app.clock.now())])
    return { settings, common }
  })
  let asked = 0
  const judge = grouped<readonly DecisionQuestion[], readonly DecisionAnswer[]>(
    maxBatchSize,
    () => String((asked += 1)),
    async (lists) => {
      const answers = await judgeAll(app, await rules(), lists.flat())
      let from = 0
      return lists.map((list) => answers.slice(from, (from += list.length)))
    },
  )
  // Groups of their own: while one round is written down, the next is read.
  const writeDown = grouped<readonly AnsweredDecision[], null>(
    maxBatchSize,
    () => String((asked += 1)),
    async (lists) => {
      await journalAnswers(sql, lists.flat(), app.clock.now())
      return lists.map(() => null)
    },
  )
  return {
    settings: async () => (await rules()).settings,
    answer: async (questions) => {
      const answers = await judge(questions)
      // Nobody hears an answer that is not written down.
      await writeDown(journalRows(questions, answers))
      return answers
    },
  }
}

/** What is kept of answers about people of the base (docs/reference/law.md#h1). */
function journalRows(
  questions: readonly DecisionQuestion[],
  answers: readonly DecisionAnswer[],
): readonly AnsweredDecision[] {
  return answers.flatMap((answer, place): AnsweredDecision[] => {
    const question = questions[place]
    return answer.contactId === null || question === undefined
      ? []
      : [
          {
            contactId: answer.contactId,
            decision: answer,
            purpose: question.ask.purpose,
            channel: question.ask.channel,
            askedBy: question.askedBy,
            inputsHash: answer.inputsHash,
          },
        ]
  })
}

/** Rules as of a moment ago. */
interface Rules {
  settings: Settings
  common: CommonFacts
}

async function judgeAll(
  app: App,
  rules: Rules,
  questions: readonly DecisionQuestion[],
): Promise<readonly DecisionAnswer[]> {
  const now = app.clock.now()
  const hashed = questions.map((question) => [
    ...(question.email === null ? [] : [app.keys.hashEmail(question.email)]),
    ...(question.phone === null ? [] : [app.keys.hashPhone(question.phone)]),
  ])
  const round = await loadRound(app, rules, hashed, now)
  const policy = { strictSoleTraders: rules.settings.strictSoleTraders }
  return questions.map((question, place): DecisionAnswer => {
    const keys = (hashed[place] ?? []).map((hash) => hash.toString('hex'))
    const hasher = inputsHasher(question.ask, policy, now)
    return meantBy(question, keys, round, rules, now)
      .map(({ id, facts }) => {
        const decision = decide(facts, question.ask, now, policy)
        return {
          ...decision,
          known: id !== null,
          contactId: id,
          reasons: reasonsOf(decision),
          change: changesOf(decision),
          mailHold: facts.mailHold ?? null,
          inputsHash: hasher(facts),
        }
      })
      .reduce((a, b) => (comparePermissiveness(b.verdict, a.verdict) < 0 ? b : a))
  })
}

/** All that is known of the identities that a round of questions names. */
async function loadRound(app: App, { settings, common }: Rules, hashed: readonly Buffer[][], now: Date) {
  return preparedOnOne(app.askPool, async (sql) => {
    const [holders, objections] = await doEach(sql, [
      (on) => holdersOfIdentities(on, hashed.flat()),
      (on) => objectionsOfIdentities(on, hashed.flat()),
    ])
    const strangers = hashed.filter((hashes) => hashes.every((hash) => !holders.has(hash.toString('hex')))).flat()
    const contactIds = [...new Set([...holders.values()].flat())]
    const [known, ofStrangers] = await doEach(sql, [
      (on) => loadKnown(on, contactIds, { keys: app.keys, settings, now }, { common }),
      (on) => loadStrangers(on, strangers),
    ])
    return { holders, objections, known, ofStrangers }
  })
}

/** The contacts that hold what a question names; where none does, somebody of whom only the asker and we know. */
function meantBy(
  question: DecisionQuestion,
  keys: readonly string[],
  { holders, objections, known, ofStrangers }: Awaited<ReturnType<typeof loadRound>>,
  { settings, common }: Rules,
  now: Date,
): readonly { id: string | null; facts: ContactFacts }[] {
  // Whoever the base knows by the number alone has no opt-out of their own for an address at a company that said no.
  const orders = holders.has(keys[0] ?? '') ? [] : objectionsUnder(common.orders, question.email)
  const standing = [...keys.flatMap((key) => objections.get(key) ?? []), ...orders]
  const contacts = [...new Set(keys.flatMap((key) => holders.get(key) ?? []))].flatMap((id) => {
    const one = known.get(id)
    if (one === undefined) return []
    const facts = contactFacts(one, contactClock(one, settings, now), settings, question)
    return [{ id, facts: withObjections(facts, standing) }]
  })
  if (contacts.length > 0) return contacts
  const removedOn = lastRemoval(ofStrangers.removals, keys)
  const stranger = withObjections(strangerFacts(question, removedOn, settings.inactivityMonths, now), standing)
  const given = { ...ofStrangers, disputes: common.disputes }
  return [{ id: null, facts: withAnswers(stranger, question, keys, given, settings) }]
}

/** What may be known of identities that no system holds. */
interface OfStrangers {
  consents: readonly ConsentRow[]
  sources: readonly AnswerSource[]
  removals: ReadonlyMap<string, Date>
}

async function loadStrangers(sql: Sql, hashes: readonly Buffer[]): Promise<OfStrangers> {
  if (hashes.length === 0) return { consents: [], sources: [], removals: new Map() }
  const [consents, sources, removals] = await doEach(sql, [
    (on) => consentsOfIdentities(on, hashes),
    (on) => answerSources(on, hashes),
    (on) => removalsOfIdentities(on, hashes),
  ])
  return { consents, sources, removals }
}

/**
 * Somebody who answered a questionnaire and is in no system yet: what they agreed to and where they told us count
 * already.
 */
function withAnswers(
  facts: ContactFacts,
  question: DecisionQuestion,
  keys: readonly string[],
  given: OfStrangers & { disputes: readonly FormDispute[] },
  settings: Settings,
): ContactFacts {
  const numbers = new Map(question.phone === null ? [] : [[keys.at(-1) ?? '', question.phone]])
  const consents = given.consents
    // What one of us heard at a shared mailbox was the word of one person.
    .filter((row) => keys.includes(row.identity) && (row.of === null || facts.email?.nature !== 'generic'))
    .map((row) => knownConsent(row, numbers, given.disputes))
  const sources = given.sources
    .filter((row) => keys.includes(row.identity))
    .map(
      ({ event, obtainedOn }): SourceFact => ({
        kind: 'C4',
        name: event,
        obtainedOn,
        noticeShown: noticeDisputed(given.disputes, { kind: 'C4', name: event, obtainedOn }) === null,
        approved: false,
        visibility: null,
        refusedCanvassing: false,
        diligence: 'passed',
      }),
    )
  return {
    ...facts,
    sources: [...facts.sources, ...sources],
    consents: [...facts.consents, ...consentFacts(consents, facts.objections, question, settings)],
  }
}

function strangerFacts(
  question: DecisionQuestion,
  removedOn: string | null,
  inactivityMonths: number,
  now: Date,
): ContactFacts {
  const contact = sinceRemoval(
    { ...(question.contact ?? CaseContact.parse({})), email: question.email, phone: question.phone },
    removedOn,
  )
  return factsOf({ contact }, clockOf(contact, inactivityMonths, now))
}
