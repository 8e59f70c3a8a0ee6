import { formFactsOf, type FormFacts } from './facts.ts'
import { finding, formRows, type FormFinding, type FormRow, type RowState } from './finding.ts'
import { flat, quoteOf } from './flat.ts'
import type { FormModel } from './model.ts'
import { noPolicy, type PolicyRead } from './policy.ts'
import {
  checkBalance,
  checkBoxes,
  checkCondition,
  checkPartners,
  checkRefusal,
  type PartnerList,
} from './rows-choice.ts'
import { checkCalls, checkFields, checkMarking } from './rows-fields.ts'
import { isRead } from './language.ts'
import {
  checkExit,
  checkLanguage,
  checkPeriod,
  checkSeparate,
  checkVersion,
  checkVisible,
  formPrivacy,
} from './rows-notice.ts'
import { namesCompany } from './notice.ts'
import type { FormReason } from './tables/form-reasons.ts'
import { request } from './tables/form-words.ts'

/** Moves when a check is changed: the same page may then have another result. */
export const rulesVersion = 2

/** Rows a page cannot show; a person's answer settles them until the form changes. */
export const askedRows: readonly FormRow[] = ['J9', 'J10', 'J14']

export interface FormAnswer {
  row: FormRow
  met: boolean
}

export interface FormRowResult {
  id: FormRow
  state: RowState
  findings: readonly FormFinding[]
  /** A person said so; the page could not. */
  answered: boolean
}

interface FormScore {
  passed: number
  failed: number
  /** Rows a person must look at. They are no pass. */
  open: number
  /** Rows that concern this form. */
  of: number
}

/**
 * What the text in front of the reader says of the points of art. 13; a quote, or null. Told beside the rows, in no
 * score.
 */
interface NoticePoints {
  controller: string | null
  purpose: string | null
  period: string | null
  rights: string | null
  complaint: string | null
}

export interface FormAudit {
  key: string
  name: string
  purpose: FormFacts['purpose']
  basis: FormFacts['basis']
  fields: readonly string[]
  rows: readonly FormRowResult[]
  score: FormScore
  notice: NoticePoints
}

interface AuditContext {
  policy?: PolicyRead
  policyText?: string
  partnerList?: PartnerList | null
  anchors?: readonly string[]
  answers?: readonly FormAnswer[]
}

/**
 * One form against J1 to J14 (docs/reference/law.md#j). Pure: what lies behind links is passed in, and what is not
 * known stays open.
 */
export function auditForm(
  form: FormModel,
  { policy = noPolicy, policyText = '', partnerList = null, anchors = [], answers = [] }: AuditContext,
): FormAudit {
  const facts = formFactsOf(form)
  const found: Readonly<Record<FormRow, readonly FormFinding[]>> = {
    J1: checkFields(facts),
    J2: checkMarking(facts),
    J3: checkRefusal(facts),
    J4: checkBoxes(facts),
    J5: checkBalance(facts),
    J6: checkSeparate(facts),
    J7: checkPeriod(facts, policy),
    J8: checkVisible(facts, policy, anchors),
    J9: checkExit(facts, policyText),
    J10: checkVersion(facts),
    J11: checkPartners(facts, partnerList),
    J12: checkCondition(facts),
    J13: checkCalls(facts),
    J14: checkLanguage(facts, policyText),
  }
  const known = isRead(
    form.language,
    [
      form.heading,
      ...form.fields.map(({ label, help }) => `${label} ${help}`),
      ...form.pieces.map(({ text }) => text),
      ...form.buttons.map(({ text }) => text),
    ].join('\n'),
  )
  const rows = withAnswers(
    formRows.map((id) => (known ? rowOf(id, found[id]) : seenOnly(rowOf(id, found[id])))),
    answers,
  )
  const own = formPrivacy(facts)
  return {
    key: form.key,
    name: form.name,
    purpose: facts.purpose,
    basis: facts.basis,
    fields: facts.data.map(({ called }) => called),
    rows,
    score: scoreOf(rows),
    notice: {
      controller: quoteOr(facts.sentences.find(({ shown }) => namesCompany(shown))?.shown),
      purpose: quoteOr(
        facts.sentences.find(
          ({ words }) =>
            request.test(words) &&
            /utilis|traite|servent|pour|use|process|to |verwend|nutz|zur|utiliz|usar|\busa\b|gebruik/u.test(words) &&
            /donnees|data|details|daten|angaben|adresse|address|number|nummer|datos|dati\b|gegevens/u.test(words),
        )?.shown,
      ),
      period: own.period,
      rights: own.rightsQuote,
      complaint: own.complaint,
    },
  }
}

const quoteOr = (text: string | undefined) => (text === undefined ? null : quoteOf(text))

/** The worst of what was found; only findings of that state are told. */
function rowOf(id: FormRow, findings: readonly FormFinding[]): FormRowResult {
  const state =
    (['fail', 'unsure', 'pass', 'not-applicable'] as const).find((one) =>
      findings.some((found) => found.state === one),
    ) ?? 'unsure'
  return { id, state, findings: findings.filter((found) => found.state === state), answered: false }
}

/** What is seen without knowing the words. */
const seen: readonly FormReason[] = [
  'sensitive-field',
  'private-field',
  'phone-required',
  'preticked',
  'hidden-yes',
  'yes-preset',
  'unequal',
  'link-nowhere',
  'link-login',
  'link-dead',
  'link-home',
]

/** Of a language nobody taught us, neither a missing nor a found word says anything. */
function seenOnly(row: FormRowResult): FormRowResult {
  if (askedRows.includes(row.id) && row.state === 'unsure') return row
  const kept = row.findings.filter(({ state, reason }) => state === 'fail' && seen.includes(reason))
  return kept.length > 0
    ? { ...row, findings: kept }
    : { ...row, state: 'unsure', findings: [finding('unsure', 'language-unread')] }
}

/** Puts the answers of people in the place of what a page cannot show; what the page does show stays. */
export function withAnswers(rows: readonly FormRowResult[], answers: readonly FormAnswer[]): FormRowResult[] {
  return rows.map((row) => {
    const answer = answers.find((one) => one.row === row.id)
    if (answer === undefined || !askedRows.includes(row.id) || (row.state !== 'unsure' && !row.answered)) return row
    const state = answer.met ? 'pass' : 'fail'
    return { id: row.id, state, findings: [finding(state, answer.met ? 'person-yes' : 'person-no')], answered: true }
  })
}

export function scoreOf(rows: readonly FormRowResult[]): FormScore {
  const count = (state: RowState) => rows.filter((row) => row.state === state).length
  return {
    passed: count('pass'),
    failed: count('fail'),
    open: count('unsure'),
    of: rows.length - count('not-applicable'),
  }
}

/** The form somebody means who gives only a page: the one that asks for most about a person; among equals the first. */
export function mainForm(forms: readonly FormModel[]): FormModel | null {
  const weight = (form: FormModel) => {
    const facts = formFactsOf(form)
    return (
      facts.data.length +
      facts.boxes.length +
      (facts.data.some(({ kind }) => kind === 'email' || kind === 'phone') ? 10 : 0) +
      (/contact|demo|devis|quote|livre|download|newsletter/u.test(flat(form.heading)) ? 1 : 0)
    )
  }
  return forms.toSorted((a, b) => weight(b) - weight(a))[0] ?? null
}
