import { Readable } from 'node:stream'
import { setImmediate as pause } from 'node:timers/promises'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStreamedUpload, type StreamedUpload } from './stream-upload.ts'
import type { AddressInfo } from 'node:net'

const server = fastify()
beforeAll(async () => {
  readStreamedUpload(server)
  server.post('/', async (request) => {
    const { file, ...fields } = request.body as Record<string, string | StreamedUpload>
    if (typeof file !== 'object') return { fields, file: null }
    const pieces: Buffer[] = []
    for await (const piece of file.chunks) pieces.push(piece)
    return {
      fields,
      file: {
        name: file.name,
        size: Buffer.concat(pieces).length,
        text: Buffer.concat(pieces).toString('latin1').slice(0, 40),
      },
    }
  })
  await server.listen({ port: 0, host: 'localhost' })
})
afterAll(() => server.close())

const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
  const [address] = server.addresses() as AddressInfo[]
  const answer = await fetch(`http://localhost:${address?.port}/`, { method: 'POST', body, headers })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const form = (content: BlobPart, name = 'liste.csv') => {
  const data = new FormData()
  data.set('_csrf', 'token')
  data.set('file', new Blob([content]), name)
  return data
}

describe('a form with a file that is read while it comes in', () => {
  it.each<[string, BlobPart, number]>([
    ['a short file', 'E-mail\r\na@example.test\r\n', 24],
    ['an empty file', '', 0],
    ['a file of 3 MB', new Uint8Array(3_000_000).fill(0x61), 3_000_000],
    ['a file that looks like the end of a form', '\r\n--\r\n------WebKitFormBoundary\r\n', 32],
  ])('gives its fields, then %s whole', async (_name, content, size) => {
    expect((await send(form(content))).body).toMatchObject({
      fields: { _csrf: 'token' },
      file: { name: 'liste.csv', size },
    })
  })

  it('gives names with accents and quotes', async () => {
    expect((await send(form('x', 'été "2".csv'))).body).toMatchObject({ file: { name: 'été "2".csv' } })
  })

  it.each<[string, string, string]>([
    ['no boundary', 'multipart/form-data', 'x'],
    ['nothing of a form in it', 'multipart/form-data; boundary=b', 'x'],
    [
      'a field that never ends',
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'x'.repeat(100_000)}`,
    ],
  ])('is empty with %s', async (_name, type, body) => {
    expect((await send(body, { 'content-type': type })).body).toEqual({ fields: {}, file: null })
  })

  it.each([[1], [7], [40]])('finds the end of the file also where it comes in pieces of %i bytes', async (size) => {
    const whole = Buffer.from(
      '--bb\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\ntoken\r\n--bb\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nE-mail\r\n--b\r\n--bb--\r\n',
    )
    const pieces = async function* () {
      for (let at = 0; at < whole.length; at += size) {
        yield whole.subarray(at, at + size)
        // Else the pieces would be put together on their way.
        await pause()
      }
    }
    const answer = await server.inject({
      method: 'POST',
      url: '/',
      payload: Readable.from(pieces()),
      headers: { 'content-type': 'multipart/form-data; boundary=bb' },
    })
    expect(answer.json()).toEqual({
      fields: { _csrf: 'token' },
      file: { name: 'a.csv', size: 11, text: 'E-mail\r\n--b' },
    })
  })

  it('fails when it was cut off', async () => {
    const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nE-mail\r\na@exa'
    expect((await send(cut, { 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(500)
  })
})
