import { zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { bufferSource } from './byte-source.ts'
import { readZip, unpackPart } from './read-zip.ts'
import { listLimits } from './table-file.ts'

it('a part that unpacks to more than its directory claims is given up at once, not unpacked to its end', async () => {
  const bytes = Buffer.from(zipSync({ 'xl/sheet.xml': new Uint8Array(8_000_000) }))
  const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  bytes.writeUInt32LE(100_000, directory + 24)
  const source = bufferSource(bytes)
  const part = (await readZip(source, listLimits)).get('xl/sheet.xml')
  let given = 0
  await expect(
    (async () => {
      for await (const piece of unpackPart(
        source,
        part ?? { method: 0, check: 0, packedBytes: 0, unpackedBytes: 0, offset: 0 },
      ))
        given += piece.length
    })(),
  ).rejects.toMatchObject({ code: 'unreadable' })
  expect(given).toBeLessThanOrEqual(100_000)
})
