import { expect, it } from 'vitest'
import type { Certificate } from '../../domain/removals/certificate.ts'
import { certificateDefinition } from './certificate-pdf.ts'

const certificate: Certificate = {
  type: 'lawbase-certificate',
  version: 1,
  number: 'RP-2026-02',
  issuedAt: '2026-12-14T06:00:00Z',
  controller: 'Exemple Industries',
  kind: 'silent',
  rule: 'G1',
  settings: null,
  plan: {
    author: 'nightly run',
    madeAt: '2026-11-30T06:00:00Z',
    listDigest: 'x',
    base: 236_000,
    candidates: 18,
    planned: 18,
    keptByGuards: [],
  },
  approvals: [],
  heldUntil: null,
  finishedAt: '2026-12-14T05:00:00Z',
  removed: 16,
  people: { gone: 5, inBin: 4, unconfirmed: 3, anonymised: 2, back: 2 },
  edition: 1,
  leftInTime: 1,
  broughtBack: 1,
  refused: 1,
  systems: [],
  root: 'root',
  addresses: 16,
  person: null,
}

/** Every table of what is drawn, by its columns. */
function columnsIn(part: unknown): number[] {
  if (Array.isArray(part)) return part.flatMap(columnsIn)
  if (part === null || typeof part !== 'object') return []
  const { table } = part as { table?: { body: unknown[][] } }
  const own = table === undefined ? [] : table.body.map((row) => row.length)
  return [...own, ...Object.values(part).flatMap(columnsIn)]
}

it('fits the page with every count there is: no table has more than five columns', () => {
  const context = { language: 'fr' as const, timeZone: 'Europe/Paris', fingerprint: 'ab', verifyUrl: null }
  const { content } = certificateDefinition(certificate, context, (detail) => detail)
  expect(Math.max(...columnsIn(content))).toBeLessThanOrEqual(5)
  for (const count of ['236', '18', '5', '4', '3']) expect(JSON.stringify(content)).toContain(count)
})
