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

describe('the checks of a form', () => {
  it.each<[string, number]>([
    ['J1: only the fields that are needed', 1],
    ['J2: what is compulsory is marked', 2],
    ['J3: a box to refuse', 3],
    ['J4: boxes unticked, one per purpose', 4],
    ['J5: yes and no look alike', 5],
    ['J6: privacy apart from the terms', 6],
    ['J7: a term as a figure', 7],
    ['J8: the notice before the button', 8],
    ['J9: no account or identity card to object', 9],
    ['J11: partners named and dated', 11],
    ['J12: consent is no price', 12],
    ['J13: calls to consumers need consent', 13],
  ])('%s', (_name, row) => {
    const stateOf = (page: (typeof oneFaultPages)[number]) => lettersOf(auditCase(page))[row - 1]
    const broken = oneFaultPages.filter(({ id }) => id.includes(`-j${row}-`))
    const whole = oneFaultPages.filter(({ id }) => id.endsWith('-whole'))
    expect(broken.length).toBeGreaterThan(0)
    expect([...new Set(broken.map(stateOf)), whole.map(stateOf).includes('f')]).toEqual(['f', false])
  })
})
