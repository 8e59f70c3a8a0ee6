import type { Threads } from '../../../src/connector/deps/threads.ts'

/** For what reads no texts of strangers: a test that comes here has made a mistake. */
export const noThreads: Threads = {
  run: () => Promise.reject(new Error('nothing is read in threads here')),
  stream: () => {
    throw new Error('nothing is read in threads here')
  },
  close: () => Promise.resolve(),
}
