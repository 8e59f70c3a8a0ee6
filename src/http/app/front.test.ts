import fastify from 'fastify'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { openFront } from './front.ts'

const socketTo = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

it('ends although somebody holds a connection on which nothing was asked, and answers what was', async () => {
  const probe = fastify()
  const port = Number(new URL(await probe.listen({ port: 0, host: '127.0.0.1' })).port)
  await probe.close()
  const front = await openFront({ port, host: '127.0.0.1' })
  const pages = fastify()
  let finish = () => {}
  const asked = new Promise<void>((resolve) => {
    pages.get('/slow', async () => {
      resolve()
      await new Promise<void>((done) => {
        finish = done
      })
      return 'answered'
    })
  })
  await front.serve(pages)
  const [silent, asking] = [await socketTo(port), await socketTo(port)]
  let answer = ''
  asking.on('data', (part: Buffer) => {
    answer += part.toString()
  })
  asking.write('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n')
  await asked
  const ends = [once(silent, 'close'), once(asking, 'close')]
  const closed = front.close()
  finish()
  await closed
  await Promise.all(ends)
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*answered$/u)
  await pages.close()
})
