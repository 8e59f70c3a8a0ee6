import type { TagOrder } from '../../src/connector/orders.ts'
import type { Catalogue } from './catalogue.ts'

const prospectLabel = 'legitimate interest - prospect/lead'

/**
 * The value to write into `hs_legal_basis`, or null to leave it (hubspot.md §4): only when it is empty or still what
 * we wrote, always one of the portal's own options (their dashes differ), never "Not applicable".
 * `''` clears what we wrote.
 */
export function basisWrite(order: TagOrder['nativeBasis'], current: string | null, catalogue: Catalogue): string | null {
  if (order === undefined) return null
  const ours = (catalogue.get('hs_legal_basis')?.options ?? []).map((option) => option.value).find((value) => normalised(value) === prospectLabel)
  if (ours === undefined) return null
  const present = (current ?? '').trim()
  const stillOurs = order.previous !== null && present !== '' && (present === order.previous || (order.previous === 'legitimate-interest-prospect' && normalised(present) === prospectLabel))
  if (present !== '' && !stillOurs) return null
  return order.write === null ? '' : ours
}

/** Any dash becomes a hyphen: two of the vendor's values hold an en dash, one a hyphen. */
function normalised(value: string): string {
  return value.trim().toLowerCase().replaceAll(/\s*[\u2010-\u2015\u2212-]\s*/g, ' - ')
}
