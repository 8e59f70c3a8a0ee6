import { describe, expect, it } from 'vitest'
import { classifyAddress } from '../../src/domain/contacts/classify-address.ts'
import { classifyPhone } from '../../src/domain/contacts/classify-phone.ts'
import { natureOfAddress, normalEmail } from '../../src/domain/contacts/identity.ts'
import { addresses, numbers } from '../corpus/addresses/index.ts'

interface Judged {
  name: string
  held: boolean
  wanted: { nature: string; kind: string; rule: string; shared?: boolean }
  got: { nature: string; kind: string; rule: string; shared?: boolean; reason: string }
}

const judgedMails = addresses.map(({ value, context, held, nature, kind, rule, shared }): Judged => {
  const { mailbox, ...got } = classifyAddress(normalEmail(value) ?? value, context)
  return {
    name: `${value} ${JSON.stringify(context)}`,
    held,
    wanted: { nature, kind, rule, shared },
    got: { ...got, kind: mailbox },
  }
})
const judgedPhones = numbers.map(({ value, context, held, nature, kind, rule }): Judged => {
  const { line, ...got } = classifyPhone(value, context.country ?? null, context)
  return {
    name: `${value} ${JSON.stringify(context)}`,
    held,
    wanted: { nature, kind, rule },
    got: { ...got, kind: line },
  }
})

function figures(rows: readonly Judged[]) {
  const count = (wanted: string, got: string) =>
    rows.filter((row) => row.wanted.nature === wanted && row.got.nature === got).length
  const matrix = {
    personal: { personal: count('personal', 'personal'), generic: count('personal', 'generic') },
    generic: { personal: count('generic', 'personal'), generic: count('generic', 'generic') },
  }
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Math.round((part / whole) * 1_000) / 1_000)
  const right = (same: (row: Judged) => boolean) => share(rows.filter(same).length, rows.length)
  return {
    rows: rows.length,
    matrix,
    personal: {
      recall: share(matrix.personal.personal, matrix.personal.personal + matrix.personal.generic),
      precision: share(matrix.personal.personal, matrix.personal.personal + matrix.generic.personal),
    },
    generic: {
      recall: share(matrix.generic.generic, matrix.generic.generic + matrix.generic.personal),
      precision: share(matrix.generic.generic, matrix.generic.generic + matrix.personal.generic),
    },
    kind: right((row) => row.wanted.kind === row.got.kind),
    rule: right((row) => row.wanted.rule === row.got.rule),
    shared: right((row) => row.wanted.shared === row.got.shared),
  }
}

/** Rows that were labelled otherwise, one a line, to read beside the figures of the rows the rules were made with. */
function mistakes(rows: readonly Judged[]): string {
  return rows
    .filter(({ wanted, got }) => Object.entries(wanted).some(([key, value]) => got[key as keyof typeof got] !== value))
    .map(
      ({ name, wanted, got }) =>
        `${name}: wanted ${Object.values(wanted).join(' ')}, got ${got.nature} ${got.kind} ${got.rule} ${got.reason}`,
    )
    .join('\n')
}

describe.each([
  ['addresses', judgedMails, 600],
  ['numbers', judgedPhones, 100],
] as const)('%s of the labelled set', (what, rows, atLeast) => {
  const training = rows.filter((row) => !row.held)
  const held = rows.filter((row) => row.held)

  it('is large, has no row twice, and keeps about a third back', () => {
    const heldShare = held.length / rows.length
    expect({
      enough: rows.length >= atLeast,
      unique: new Set(rows.map((row) => row.name)).size,
      third: heldShare > 0.27 && heldShare < 0.4,
    }).toEqual({ enough: true, unique: rows.length, third: true })
  })

  it('reads the rows the rules were made with', () => {
    const report = figures(training)
    console.log(`${what}, training ${JSON.stringify(report)}\n${mistakes(training)}`)
    expect(report.personal.recall).toBeGreaterThanOrEqual(0.99)
    expect(report.generic.recall).toBeGreaterThanOrEqual(0.97)
  })

  it('reads the rows it has never seen', () => {
    const report = figures(held)
    console.log(`${what}, held back ${JSON.stringify(report)}`)
    expect(report.personal.recall).toBeGreaterThanOrEqual(0.98)
    expect(report.generic.recall).toBeGreaterThanOrEqual(0.93)
    expect(report.kind).toBeGreaterThanOrEqual(0.95)
  })
})

it('reads a role from the address alone as it does with the record, for matching', () => {
  const companyBoxes = addresses.filter(
    (row) => row.kind === 'company' && row.context.lastName === undefined && row.context.company === undefined,
  )
  const different = companyBoxes.filter(
    (row) =>
      natureOfAddress(normalEmail(row.value) ?? row.value).role !==
      classifyAddress(normalEmail(row.value) ?? row.value, row.context).shared,
  )
  expect(different.map((row) => row.value)).toEqual([])
})
