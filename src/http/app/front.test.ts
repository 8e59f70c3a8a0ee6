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

it('answers until whoever sends people has seen that it ends, and keeps no connection meanwhile', async () => {
  const pages = fastify()
  pages.get('/', () => 'answered')
  for (const path of ['/readyz', '/openz']) pages.get(path, () => 'ok')
  const probe = fastify()
  const port = Number(new URL(await probe.listen({ port: 0, host: '127.0.0.1' })).port)
  await probe.close()
  const front = await openFront({ port, host: '127.0.0.1' })
  await front.serve(pages)
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`)
    return [status, headers.get('connection')]
  }
  expect([await ask('/readyz'), await ask('/')]).toEqual([
    [200, 'keep-alive'],
    [200, 'keep-alive'],
  ])
  const drained = front.drain(1_000)
  expect([await ask('/readyz'), await ask('/openz'), await ask('/')]).toEqual([
    [503, 'close'],
    [503, 'close'],
    [200, 'close'],
  ])
  await drained
  await front.close()
  await expect(ask('/')).rejects.toThrow('fetch failed')
  await pages.close()
})

it('says that it runs and is not ready before there is a server, and holds everything else', async () => {
  const pages = fastify()
  pages.get('/', () => 'answered')
  const probe = fastify()
  const port = Number(new URL(await probe.listen({ port: 0, host: '127.0.0.1' })).port)
  await probe.close()
  const front = await openFront({ port, host: '127.0.0.1' })
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    return [answer.status, await answer.text()]
  }
  expect([await ask('/healthz'), await ask('/readyz'), await ask('/openz')]).toEqual([
    [200, 'ok'],
    [503, 'this process starts'],
    [503, 'this process starts'],
  ])
  const held = ask('/')
  await front.serve(pages)
  expect(await held).toEqual([200, 'answered'])
  await front.close()
  await pages.close()
})
