// Runs in a thread of its own: loads the work it is given and hands over its items one by one.
import { parentPort } from 'node:worker_threads'
import type { Ask, Work } from '../connector/deps/threads.ts'
import type { FromThread, ToThread } from './messages.ts'

const port = parentPort
if (port === null) throw new Error('This file is the start of a thread')

const say = (message: FromThread) => port.postMessage(message)
const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
let lastId = 0
let items: AsyncIterator<unknown> | null = null

const ask: Ask = (name, input) =>
  new Promise((resolve, reject) => {
    lastId += 1
    asked.set(lastId, { resolve: (value) => resolve(withBuffers(value) as never), reject })
    say({ kind: 'ask', id: lastId, name, input })
  })

port.on('message', (message: ToThread) => {
  if (message.kind === 'begin') items = itemsOf(message.work, withBuffers(message.input))
  else if (message.kind === 'next') void next()
  else {
    const question = asked.get(message.id)
    asked.delete(message.id)
    if (message.kind === 'answer') question?.resolve(message.value)
    else question?.reject(new Error(message.message))
  }
})

async function* itemsOf(href: string, input: unknown): AsyncGenerator<unknown> {
  const { default: work } = (await import(href)) as { default: Work<unknown, unknown> }
  const result = work(input, ask)
  if (isIterable(result)) yield* result
  else yield await result
}

function isIterable(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result
}

async function next(): Promise<void> {
  try {
    const { done, value } = (await items?.next()) ?? { done: true, value: undefined }
    say(done === true ? { kind: 'end' } : { kind: 'item', item: value })
  } catch (error) {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    say({ kind: 'failed', name, message, stack })
  }
}

/** Bytes come across as plain arrays of bytes; readers ask for Buffers. */
function withBuffers(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, one instanceof Uint8Array ? withBuffers(one) : one]),
  )
}
