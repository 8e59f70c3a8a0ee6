import { nativeBases, type NativeBasis, type TagOrder } from '../../../src/connector/orders.ts'
import { basisLabels, normalBasis } from '../fields/basis-labels.ts'
import type { Catalogue } from '../fields/catalogue.ts'

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
    order.write === null ? '' : options.find((value) => normalBasis(value) === basisLabels[order.write as NativeBasis])
  if (options.length === 0 || ours === undefined) return null
  const present = (current ?? '').trim()
  const previous = nativeBases.find((basis) => basis === order.previous)
  const stillOurs =
    order.previous !== null &&
    present !== '' &&
    (present === order.previous || (previous !== undefined && normalBasis(present) === basisLabels[previous]))
  return present === '' || stillOurs ? ours : null
}
