import { parseScopeKey, scopeKey, type KindMapping } from '../../../src/domain/app/kind.ts'
import { allKindsHidden } from '../../../src/connector/records.ts'
import type { KindBlock, RemoteRecord } from '../../../src/connector/records.ts'
import type { Row } from '../transport/api.ts'
import { stoppedKinds } from './fields.ts'
import { flag, list } from '../transport/rows.ts'

/**
 * What one record says about kinds: our own marks, and the org's checkboxes that the admin mapped; what is `hidden` is
 * not open.
 */
export function kindBlocksOf(
  row: Row,
  mappings: readonly KindMapping[],
  hidden: readonly string[] = [],
): Pick<RemoteRecord, 'kindBlocks'> {
  const blocks: Record<string, KindBlock> = {}
  for (const key of list(row, stoppedKinds))
    if ((parseScopeKey(key)?.kind ?? '') !== '') blocks[key] = { state: 'marked', by: [] }
  for (const mapping of mappings) {
    const by = mapping.targets.filter((name) => flag(row, name))
    if (by.length > 0)
      blocks[scopeKey(mapping)] = { state: by.length === mapping.targets.length ? 'enforced' : 'partial', by }
    else if (mapping.targets.some((name) => hidden.includes(name)))
      blocks[scopeKey(mapping)] = { state: 'hidden', by: [] }
  }
  if (hidden.includes(stoppedKinds)) blocks[allKindsHidden] = { state: 'hidden', by: [] }
  return Object.keys(blocks).length === 0 ? {} : { kindBlocks: blocks }
}
