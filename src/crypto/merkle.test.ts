import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isUnderRoot, merklePath, merkleRoot } from './merkle.ts'

const contents = fc.array(
  fc.uint8Array({ minLength: 0, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  { minLength: 1, maxLength: 40 },
)

it('gives the roots of RFC 6962 for nothing, one and two contents', () => {
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  const [one, two] = [Buffer.from('one'), Buffer.from('two')]
  const leaf = (content: Buffer) => sha(Buffer.from([0]), content)
  expect([merkleRoot([]), merkleRoot([one]), merkleRoot([one, two])].map((root) => root.toString('hex'))).toEqual(
    [createHash('sha256').digest(), leaf(one), sha(Buffer.from([1]), leaf(one), leaf(two))].map((root) =>
      root.toString('hex'),
    ),
  )
})

it('leads from each content to the root, and from no other content', () => {
  fc.assert(
    fc.property(contents, (all) => {
      const root = merkleRoot(all)
      all.forEach((content, index) => {
        expect(isUnderRoot(content, merklePath(all, index), root)).toBe(true)
        expect(isUnderRoot(Buffer.concat([content, Buffer.from([1])]), merklePath(all, index), root)).toBe(false)
      })
    }),
  )
})

it('gives another root when one content is another one, or is left out', () => {
  fc.assert(
    fc.property(contents, fc.nat(), (all, pick) => {
      const at = pick % all.length
      const changed = all.map((content, index) => (index === at ? Buffer.concat([content, Buffer.from([7])]) : content))
      expect(merkleRoot(changed).equals(merkleRoot(all))).toBe(false)
      expect(merkleRoot(all.filter((_, index) => index !== at)).equals(merkleRoot(all))).toBe(false)
    }),
  )
})
