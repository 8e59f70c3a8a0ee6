import { createHash } from 'node:crypto'

/** What else stands on the record of a labelled address. */
export interface RowContext {
  firstName?: string | null
  lastName?: string | null
  company?: string | null
  headcount?: number | null
  legalForm?: 'company' | 'public-body' | 'association' | 'sole-trader' | 'partnership' | 'unknown'
  jobTitle?: string | null
}

export interface PhoneContext extends RowContext {
  country?: string
  label?: string
  holders?: number
}

export interface Row<Context> {
  value: string
  context: Context
  nature: 'personal' | 'generic'
  /** Row of docs/reference/law.md#a. */
  rule: string
  /** `mailbox` of an address, `line` of a number. */
  kind: string
  /** Several people read this mailbox, whatever stands on the record. A generic one always is. */
  shared: boolean
  /** Every third value, chosen by its hash, is held back: figures on it are reported, rules are never fitted to it. */
  held: boolean
}

/**
 * One label for several values that share a context. Label: nature, rule, then kind and `shared` where they are not the
 * usual ones.
 */
function rowsOf<Context>(
  label: string,
  values: readonly string[],
  context: Context,
  usualKind: string,
): Row<Context>[] {
  const [nature, rule = '', ...more] = label.split(' ')
  const kind = more.find((word) => word !== 'shared') ?? usualKind
  return values.map((value) => ({
    value,
    context,
    nature: nature as Row<Context>['nature'],
    rule,
    kind,
    shared: nature === 'generic' || more.includes('shared'),
    held: (createHash('sha256').update(value).digest()[0] ?? 0) % 3 === 0,
  }))
}

/** Complete addresses, apart by spaces. */
export function mails(label: string, addresses: string, context: RowContext = {}): Row<RowContext>[] {
  return rowsOf(label, addresses.trim().split(/\s+/u), context, 'company')
}

/** Local parts of one domain, apart by spaces. */
export function at(domain: string, label: string, locals: string, context: RowContext = {}): Row<RowContext>[] {
  return rowsOf(
    label,
    locals
      .trim()
      .split(/\s+/u)
      .map((local) => `${local}@${domain}`),
    context,
    'company',
  )
}

/** Phone numbers, apart by bars. */
export function phones(label: string, numbers: string, context: PhoneContext = {}): Row<PhoneContext>[] {
  return rowsOf(
    label,
    numbers.split('|').map((number) => number.trim()),
    context,
    'unknown',
  )
}
