import type { Ask } from '../../connector/deps/threads.ts'

type HardInput = 'spin' | 'eat' | 'fail' | 'ask' | 'answer' | 'count'

/** A work for tests: never ends, eats all memory, breaks, asks, or gives what it should. */
export default function hardWork(input: HardInput, ask: Ask): unknown {
  switch (input) {
    case 'spin':
      for (;;);
    case 'eat': {
      const eaten: string[][] = []
      for (;;) eaten.push(Array.from({ length: 100_000 }, (_, place) => `${place}${eaten.length}`))
    }
    case 'fail':
      throw new RangeError('broken text')
    case 'ask':
      return ask<Buffer>('bytes', { from: 1 }).then((bytes) => bytes.toString('utf8'))
    case 'answer':
      return { at: new Date(0), text: 'read' }
    case 'count':
      return count()
  }
}

async function* count(): AsyncGenerator<number> {
  for (let item = 1; ; item += 1) yield item
}
