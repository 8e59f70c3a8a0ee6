import {
  ageOrRhythm,
  companyForm,
  complaintWords,
  controllerWords,
  customers,
  dataNouns,
  finiteVerb,
  lastContact,
  limitOrSilence,
  notCustomers,
  officerWords,
  otherFigure,
  otherPeople,
  otherThing,
  periodFigure,
  prospectWords,
  retentionWords,
  rightsWords,
  termNouns,
  vagueTerm,
} from './tables/form-words.ts'
import { flat, quoteOf, sentencesOf } from './flat.ts'

/**
 * What a text says of the points a privacy text must make (docs/reference/law.md#d, #j7). A quote, or null where it is
 * silent.
 */
export interface PrivacyFacts {
  period: string | null
  /** A term without a figure, or a figure that is about something else. */
  vague: string | null
  /** A figure that may be the storage period: it is not said for what, or not that it is one. */
  unclear: string | null
  rights: readonly string[]
  rightsQuote: string | null
  controller: string | null
  officer: string | null
  complaint: string | null
  source: string | null
  changedOn: string | null
}

/** How the privacy link was answered. */
type PolicyState = 'read' | 'not-opened' | 'none' | 'pdf' | 'dead' | 'login' | 'home' | 'refused' | 'unclear'
export interface PolicyRead {
  state: PolicyState
  url: string | null
  /** HTTP status, or what went wrong, in a few words. */
  detail: string | null
  facts: PrivacyFacts | null
}
export const noPolicy: PolicyRead = { state: 'none', url: null, detail: null, facts: null }

/** No privacy text has more; a page that has is read so far. */
const maxFigures = 1_000
const shortLine = 160
const listLines = 8
/** Longer ones are running text, no heading and no cell. */
const maxLabelLength = 90
const sectionLines = 6
const rowCells = 4
/** The head of a table stands above all of its rows. */
const tableLines = 40
const headCells = 3

/**
 * What is said of the time that data are kept: a figure, words without one, a figure that may be about something else.
 */
function periodIn(
  lines: readonly string[],
  shown: readonly string[],
): Pick<PrivacyFacts, 'period' | 'vague' | 'unclear'> {
  let vague: string | null = null
  let unsaid: string | null = null
  let unnamed: string | null = null
  let figures = 0
  let period: string | null = null
  lines.forEach((line, at) => {
    const quote = () => quoteOf(shown[at] ?? '')
    if (vague === null && isVague(lines, at)) vague = quote()
    if (period !== null || figures > maxFigures || !periodFigure.test(line)) return
    figures += 1
    const read = readFigure(lines, at)
    if (read === 'period') period = quote()
    if (read === 'other') vague ??= quote()
    if (read === 'unnamed') unnamed ??= quote()
    if (read === 'unsaid') unsaid ??= quoteOf(withLabel(lines, shown, at))
  })
  return { period, vague, unclear: unsaid ?? (vague === null ? unnamed : null) }
}

function isVague(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  return vagueTerm.test(line) && retentionWords.test(`${lines[at - 2] ?? ''} ${lines[at - 1] ?? ''} ${line}`)
}

/**
 * What a figure is: the period asked for, one of other people or things (`other`), one of nobody in particular
 * (`unnamed`), one beside words of prospects that does not say that it is a period (`unsaid`), or nothing.
 */
function readFigure(lines: readonly string[], at: number): 'period' | 'other' | 'unnamed' | 'unsaid' | null {
  const line = lines[at] ?? ''
  const labels = labelsOf(lines, at)
  const kept = isPeriod(lines, at, labels)
  const head = headOf(lines, at)
  if (isOther(line, labels, head)) return kept ? 'other' : null
  const around = [line, ...labels]
  if (!kept)
    return isFragment(line) && around.some((one) => prospectWords.test(one.replace(lastContact, ''))) ? 'unsaid' : null
  return [...around, ...head].some((one) => prospectWords.test(one) || dataNouns.test(one) || termNouns.test(one))
    ? 'period'
    : 'unnamed'
}

/** The line of a figure, with the one before where its label stands there. */
function withLabel(lines: readonly string[], shown: readonly string[], at: number): string {
  const line = lines[at] ?? ''
  return `${labelsOf(lines, at)[0] ?? ''} ${line}`.trim() === line
    ? (shown[at] ?? '')
    : `${shown[at - 1] ?? ''} ${shown[at] ?? ''}`
}

/** Reads the points out of running text; headings are lines of their own. */
export function readPrivacy(text: string): PrivacyFacts {
  const shown = sentencesOf(text)
  const lines = shown.map((one) => flat(one))
  const find = (pattern: RegExp) => {
    const at = lines.findIndex((line) => pattern.test(line))
    return at < 0 ? null : quoteOf(shown[at] ?? '')
  }
  const { period, vague, unclear } = periodIn(lines, shown)
  // An item of a list belongs to the heading above it.
  const spoken = (line: string, at: number) =>
    /droit|right|recht|pouvez|you (can|may)|konnen|exerc|derecho|diritt|\bpuede|\bpuo\b|potete|\bkunt\b/u.test(
      line.length < shortLine
        ? lines.slice(Math.max(0, at - listLines), at + 1).join(' ')
        : `${lines[at - 1] ?? ''} ${line}`,
    )
  const rights = Object.entries(rightsWords)
    .filter(([, pattern]) => lines.some((line, at) => pattern.test(line) && spoken(line, at)))
    .map(([name]) => name)
  return {
    period,
    vague,
    unclear,
    rights,
    rightsQuote:
      rights.length === 0
        ? null
        : quoteOf(
            shown[
              lines.findIndex(
                (line) =>
                  Object.values(rightsWords).filter((pattern) => pattern.test(line)).length >=
                  Math.min(2, rights.length),
              )
            ] ?? '',
          ),
    controller: find(controllerWords) ?? quoteOrNull(shown.find((one) => companyForm.test(one))),
    officer: find(officerWords),
    complaint: find(complaintWords),
    source: find(
      /(provien|viennent|issues?|obtenu|collect)[^.]{0,60}(de|aupres|tiers|source|partenaire|publi)|\bsources?\b[^.]{0,80}(donnees|data|:)|(obtain|receive|collect)[^.]{0,40}from (third|public|other)|stammen (aus|von)|\bquellen?\b/u,
    ),
    changedOn: find(
      /(mise? a jour|modifi|derniere version|en vigueur|last (updated|revised|modified)|effective|\bstand\b|version (du|of|vom))[^.]{0,40}\b(20\d\d)\b/u,
    ),
  }
}

const quoteOrNull = (text: string | undefined) => (text === undefined ? null : quoteOf(text))
const isLabel = (line: string) => line.length < maxLabelLength && !periodFigure.test(line) && !/[.;!]$/u.test(line)
const isFragment = (line: string) => line.length < maxLabelLength && !finiteVerb.test(line)

/** What a figure stands under: the cells of its row, the heading of its paragraph, nearest first. */
function labelsOf(lines: readonly string[], at: number): string[] {
  if (!isFragment(lines[at] ?? ''))
    return lines
      .slice(Math.max(0, at - sectionLines), at)
      .toReversed()
      .filter(isLabel)
      .slice(0, 1)
  const found: string[] = []
  for (let up = at - 1; up >= at - rowCells && isLabel(lines[up] ?? '.'); up -= 1) found.push(lines[up] ?? '')
  return found
}

/** The head of the table or list in which a figure stands, with the cells beside it. */
function headOf(lines: readonly string[], at: number): string[] {
  if (!isFragment(lines[at] ?? '')) return []
  for (let up = at - 1; up >= Math.max(0, at - tableLines) && (lines[up] ?? '').length < maxLabelLength; up -= 1)
    if (retentionWords.test(lines[up] ?? '') && (isLabel(lines[up] ?? '') || isFragment(lines[up] ?? '')))
      return lines
        .slice(Math.max(0, up - headCells), up + 1)
        .filter(isLabel)
        .toReversed()
  return []
}

/**
 * A sentence says itself that data are kept, or its heading does; for a cell or an item the head of the table or list
 * does.
 */
function isPeriod(lines: readonly string[], at: number, labels: readonly string[]): boolean {
  const line = lines[at] ?? ''
  if (retentionWords.test(line)) return true
  return isFragment(line)
    ? headOf(lines, at).length > 0
    : labels[0] === lines[at - 1] && retentionWords.test(labels[0] ?? '')
}

/**
 * A figure that is about backups, cookies, applicants, customers or the time for an answer: its own words tell, then
 * what it stands under.
 */
function isOther(line: string, labels: readonly string[], head: readonly string[]): boolean {
  const at = line.search(periodFigure)
  const before = line.slice(0, at)
  const last = (pattern: RegExp) => [...before.matchAll(new RegExp(pattern, 'gu'))].at(-1)?.index ?? -1
  const behind = line.slice(at, at + 60)
  if (otherFigure.test(behind) && !retentionWords.test(behind)) return true
  if (Math.max(last(otherFigure), last(ageOrRhythm)) > last(retentionWords) && !limitOrSilence.test(before.trimEnd()))
    return true
  const decides = [line, ...labels, ...head]
    .map((one) => one.replace(lastContact, ''))
    .find((one) => prospectWords.test(one) || isAboutOthers(one))
  return decides !== undefined && !prospectWords.test(decides)
}

const isAboutOthers = (words: string) =>
  otherThing.test(words) || otherPeople.test(words) || (customers.test(words) && !notCustomers.test(words))

/** Three rights by name, one of them a way to make it stop, is what a first layer must show. */
export function namesRights(rights: readonly string[]): boolean {
  return rights.length >= 3 && (rights.includes('object') || rights.includes('withdraw'))
}
