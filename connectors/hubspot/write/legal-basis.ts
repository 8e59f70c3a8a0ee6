import { nativeBases, type NativeBasis, type TagOrder } from '../../../src/connector/orders.ts'
import type { Catalogue } from '../fields/catalogue.ts'

/** HubSpot's own words, with every dash as a hyphen. */
const labels: Readonly<Record<NativeBasis, string>> = {
  'legitimate-interest-prospect': 'legitimate interest - prospect/lead',
  'existing-customer': 'legitimate interest - existing customer',
  'freely-given-consent': 'freely given consent from contact',
}

/**
 * The value to write into `hs_legal_basis`, or null to leave it (docs/reference/hubspot.md#prop-legal-basis): only when
 * it is empty or still what we wrote, always one of the portal's own options (their dashes differ), never "Not
 * applicable". `''` clears what we wrote.
 */
export function basisWrite(
  order: TagOrder['nativeBasis'],
  current: string | null,
  catalogue: Catalogue,
): string | null {
  if (order === undefined) return null
  const options = (catalogue.get('hs_legal_basis')?.options ?? []).map((option) => option.value)
  const ours =
    order.write === null ? '' : options.find((value) => normalised(value) === labels[order.write as NativeBasis])
  if (options.length === 0 || ours === undefined) return null
  const present = (current ?? '').trim()
  const previous = nativeBases.find((basis) => basis === order.previous)
  const stillOurs =
    order.previous !== null &&
    present !== '' &&
    (present === order.previous || (previous !== undefined && normalised(present) === labels[previous]))
  return present === '' || stillOurs ? ours : null
}

/** Any dash becomes a hyphen: two of the vendor's values hold an en dash, one a hyphen. */
function normalised(value: string): string {
  return value
    .toLowerCase()
    .split(/[\u2010-\u2015\u2212-]/u)
    .map((part) => part.trim())
    .join(' - ')
}
