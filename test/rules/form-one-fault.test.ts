import { describe, expect, it } from 'vitest'
import { formRows } from '../../src/domain/forms/finding.ts'
import { oneFaultPages } from '../corpus/forms/one-fault.ts'
import { auditCase, lettersOf } from '../corpus/forms/judge.ts'

describe('a page with one fault', () => {
  it.each(oneFaultPages.map((page) => [page.id, page] as const))('%s', (_id, page) => {
    const result = auditCase(page)
    const differing = Array.from(page.expected).flatMap((wanted, place) =>
      wanted === lettersOf(result)[place]
        ? []
        : [
            `${formRows[place]}: wanted ${wanted}, got ${lettersOf(result)[place]} ${result.rows[place]?.findings.map(({ reason, quotes, names }) => `${reason} ${[...quotes, ...names].join(' / ')}`).join('; ')}`,
          ],
    )
    expect(differing).toEqual([])
  })
})
