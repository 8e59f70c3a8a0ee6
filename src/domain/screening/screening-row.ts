import type { z } from 'zod'
import { type Channel, channels, numberChannels } from '../app/channel.ts'
import { countryOf } from '../contacts/country.ts'
import { CaseContact } from '../decisions/case.ts'
import { readLegalForm } from '../contacts/companies/legal-form.ts'
import { guessByHeading, furtherColumns, readFurther, type FurtherColumns } from '../objections/file-columns.ts'
import { readAddress, readEntryNumber, type FaultCode } from '../objections/objection-entry.ts'
import { readRefusal } from '../objections/read-refusal.ts'
import type { ScreeningAsk } from './screening-ask.ts'
import { readRowSources } from './screening-source.ts'
import { headingNoise } from '../objections/tables/heading-words.ts'
import { screeningHeadings } from './tables/screening-words.ts'
import type { ScreeningMapping, ScreeningRules, RowFault, CellOf } from './screening-columns.ts'
import type { ScreeningColumn } from './tables/list-columns.ts'

/** Columns whose heading is known in one of six languages. */
export function guessScreeningColumns(first: readonly string[]): ScreeningMapping {
  return guessByHeading(first, screeningHeadings, headingNoise)
}

/** Columns of more addresses and numbers beside those of `mapping`. */
export function furtherScreeningColumns(first: readonly string[], mapping: ScreeningMapping): FurtherColumns {
  return furtherColumns(
    first,
    mapping,
    { email: screeningHeadings.email, phone: [...screeningHeadings.phone, ...screeningHeadings.mobile] },
    headingNoise,
  )
}

/** Somebody a row names: how the base would know them, and what the row says, as a case. */
export interface RowPerson {
  email: string | null
  /** Normal forms of every number of the row; the first one is meant on channels that reach a number. */
  phones: readonly string[]
  /** More addresses and numbers of the row: an objection to one of them is this person's too. */
  further: { emails: readonly string[]; phones: readonly string[] }
  contact: z.infer<typeof CaseContact>
}

export function cellsBy(cells: readonly string[], mapping: ScreeningMapping): CellOf {
  return (column) => (mapping[column] === undefined ? '' : (cells[mapping[column]] ?? '').trim())
}

const nobodyKnown = CaseContact.parse({})

/**
 * Reads one row of a list as a case (docs/reference/law.md#a to #d); what the row leaves out is what `ask` declares for
 * the whole list, else unknown. A cell that would have to be guessed refuses the row: a person read wrongly could not
 * be compared with the objections (F15).
 */
export function readScreeningRow(
  cells: readonly string[],
  mapping: ScreeningMapping,
  ask: ScreeningAsk,
  rules: ScreeningRules,
): { person: RowPerson } | { faults: readonly RowFault[] } {
  const cell = cellsBy(cells, mapping)
  const country = cell('country') === '' ? (ask.country ?? '') : cell('country')
  const reach = readReach(cells, cell, { country, channel: ask.channel, further: rules.further })
  const sources = readRowSources(cell, ask, rules)
  const refusals = readRefusals(cell, rules.now)
  const faults = [...reach.faults, ...sources.faults, ...refusals.faults]
  if (faults.length > 0) return { faults }
  const { email, phones, mobile } = reach
  const title = text(cell('jobTitle'))
  // On other channels a number only tells the country of somebody who names none; judging it costs more than all the
  // rest.
  const judged = reachesNumbers(ask.channel) || country === '' ? (phones[0] ?? null) : null
  const fieldOfPhone = rules.headings[mapping.phone ?? -1] ?? null
  return {
    person: {
      email,
      phones,
      further: reach.further,
      contact: {
        ...nobodyKnown,
        ...nameOf(cell),
        email,
        phone: judged,
        phoneLabel: judged === null ? null : mobile === null ? fieldOfPhone : 'mobile',
        company: text(cell('company')),
        legalForm: readLegalForm(cell('legalForm')),
        headcount: headcountOf(cell('headcount')),
        jobTitles: title === null ? [] : [title],
        functions: title === null ? null : [...rules.functionsOf(title)],
        countries: country === '' ? [] : [country],
        sources: sources.sources,
        objections: refusals.objections,
      },
    },
  }
}

/** Addresses and numbers of a row: how its person is reached and recognised. */
function readReach(
  cells: readonly string[],
  cell: CellOf,
  { country, channel, further }: { country: string; channel: Channel; further: ScreeningRules['further'] },
): Pick<RowPerson, 'email' | 'phones' | 'further'> & { mobile: string | null; faults: RowFault[] } {
  const faults: RowFault[] = []
  const fault = (field: ScreeningColumn, code: FaultCode | undefined) => {
    if (code !== undefined) faults.push({ field, code })
  }
  const written = readAddress(cell('email'))
  fault('email', written.fault?.code)
  const mobile = readEntryNumber(cell('mobile'), countryOf(country) ?? '')
  const phone = readEntryNumber(cell('phone'), countryOf(country) ?? '')
  const phones = [mobile.value, phone.value].filter((value) => value !== null)
  const more = readFurther(cells, further, countryOf(country) ?? '')
  const email = written.value ?? more.emails[0] ?? null
  // A number nobody can read matters where numbers are called, and where nothing else says who it is.
  if (phones.length === 0 && (email === null || reachesNumbers(channel))) {
    fault('mobile', mobile.fault?.code)
    fault('phone', phone.fault?.code)
  }
  if (faults.length === 0 && email === null && phones.length === 0) fault('email', 'nobody')
  return {
    email,
    phones: [...new Set(phones)],
    further: {
      emails: more.emails.filter((one) => one !== email),
      phones: more.phones.filter((one) => !phones.includes(one)),
    },
    mobile: mobile.value,
    faults,
  }
}

/** Objections that a row tells of its person. */
export function readRefusals(
  cell: CellOf,
  now: Date,
): { objections: z.infer<typeof CaseContact>['objections']; faults: readonly RowFault[] } {
  const read = (['optOut', 'doNotCall'] as const).map((column) => ({ column, refuses: readRefusal(cell(column)) }))
  return {
    objections: read.flatMap(({ column, refuses }) =>
      refuses === true
        ? [
            {
              receivedAt: now.toISOString(),
              channels: [...(column === 'optOut' ? channels : numberChannels)],
              kinds: [],
            },
          ]
        : [],
    ),
    faults: read.flatMap(({ column, refuses }) =>
      refuses === null ? [{ field: column, code: 'yes-or-no' as const }] : [],
    ),
  }
}

function reachesNumbers(channel: Channel): boolean {
  return numberChannels.some((one) => one === channel)
}

const maxText = 400

function text(cell: string): string | null {
  return cell === '' ? null : cell.slice(0, maxText)
}

/** A full name alone is cut before its family name: the part in capitals, else all but the first word. */
function nameOf(cell: CellOf): { firstName: string | null; lastName: string | null } {
  const [first, last] = [text(cell('firstName')), text(cell('lastName'))]
  const full = text(cell('fullName'))
  if (first !== null || last !== null || full === null) return { firstName: first, lastName: last }
  const words = full
    .replace(/^(?:m|mr|mrs|ms|mme|mlle|monsieur|madame|herr|frau|sr|sra|dott|dr)\.?\s+/iu, '')
    .split(/[\s,]+/u)
  const capitals = words.filter((word) => word.length > 1 && word === word.toUpperCase() && /\p{L}/u.test(word))
  if (capitals.length > 0 && capitals.length < words.length)
    return { firstName: words.filter((word) => !capitals.includes(word)).join(' '), lastName: capitals.join(' ') }
  return {
    firstName: words.length < 2 ? null : (words[0] ?? null),
    lastName: words.length < 2 ? (words[0] ?? null) : words.slice(1).join(' '),
  }
}

/** A range says no more than its lower end; "1 to 10" may be one person or ten, so nothing is known. */
function headcountOf(cell: string): number | null {
  const numbers = (cell.replaceAll(/(?<=\d)[\s.,'’](?=\d{3}(?!\d))/gu, '').match(/\d{1,7}/gu) ?? []).map(Number)
  const [lower] = numbers
  if (lower === undefined || /[<≤]|moins|less|under|weniger|menos|meno/iu.test(cell)) return null
  return numbers.length === 1 || lower > 1 ? lower : null
}
