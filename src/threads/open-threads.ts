import { Worker } from 'node:worker_threads'
import { ThreadLimit, workFile, type Helpers, type Threads, type WorkOptions } from '../connector/deps/threads.ts'
import type { FromThread, ToThread } from './messages.ts'

/**
 * A mail, a page or a block of rows takes milliseconds; whatever takes this long was made to. Wall clock, without
 * waiting for helpers.
 */
const defaultMaxMs = 10_000
/** Of a thread's own heap: the largest page (2 MB) and its tree need a tenth of it. */
const defaultMaxMemoryMb = 256
/** Two at once, so that a hard text of one stranger does not keep everybody else's waiting. */
const defaultMaxThreads = 2
/** A thread that nobody needs is ended after this time. */
const idleMs = 60_000

interface ThreadOptions {
  maxMs?: number
  maxMemoryMb?: number
  maxThreads?: number
}

/** Opens the threads in which texts of strangers are read. A thread starts when it is first needed. */
export function openThreads({
  maxMs = defaultMaxMs,
  maxMemoryMb = defaultMaxMemoryMb,
  maxThreads = defaultMaxThreads,
}: ThreadOptions = {}): Threads {
  const pool = openPool(maxThreads, maxMemoryMb)

  async function* stream<Item>(work: URL, input: unknown, options: WorkOptions = {}): AsyncGenerator<Item> {
    const thread = await pool.take()
    let isFit = false
    try {
      thread.begin(work, input)
      for (;;) {
        const answer = await thread.next(options.maxMs ?? maxMs, options.helpers ?? {})
        if (answer.kind === 'item') yield answer.item as Item
        else {
          isFit = true
          if (answer.kind === 'end') return
          throw Object.assign(new Error(answer.message), { name: answer.name, stack: answer.stack })
        }
      }
    } finally {
      // Whoever reads no further leaves the thread in the middle of its work: another one is started in its place.
      pool.giveBack(thread, isFit)
    }
  }

  return {
    stream,
    run: async <Output>(work: URL, input: unknown, options?: WorkOptions): Promise<Output> => {
      const items: Output[] = []
      for await (const item of stream<Output>(work, input, options)) items.push(item)
      if (items.length !== 1) throw new Error(`Expected one answer of a thread, got ${items.length}`)
      return items[0] as Output
    },
    close: () => pool.close(),
  }
}

/** Threads that wait for work, and callers that wait for a thread. */
function openPool(maxThreads: number, maxMemoryMb: number) {
  const idle: Thread[] = []
  const all = new Set<Thread>()
  const waiting: ((thread: Thread) => void)[] = []
  let closed = false

  const start = (): Thread => {
    const thread = startThread(maxMemoryMb, () => {
      all.delete(thread)
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1)
    })
    all.add(thread)
    return thread
  }
  const take = (): Promise<Thread> => {
    if (closed) return Promise.reject(new Error('The threads are closed'))
    const free = idle.pop()
    if (free !== undefined) return Promise.resolve(free)
    return all.size < maxThreads ? Promise.resolve(start()) : new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (thread: Thread, isFit: boolean) => {
    if (!isFit || closed) {
      all.delete(thread)
      void thread.end()
    }
    const next = waiting.shift()
    if (next !== undefined) next(isFit ? thread : start())
    else if (isFit && !closed) {
      idle.push(thread)
      thread.endIn(idleMs)
    }
  }

  return {
    take,
    giveBack,
    close: async () => {
      closed = true
      await Promise.all([...all].map((thread) => thread.end()))
    },
  }
}

type Answer = Extract<FromThread, { kind: 'item' | 'end' | 'failed' }>

interface Thread {
  begin(work: URL, input: unknown): void
  next(maxMs: number, helpers: Helpers): Promise<Answer>
  /** Ends it unless it is used again before. */
  endIn(ms: number): void
  end(): Promise<unknown>
}

/** Counts the time of the work alone, and says when it is over. */
function openClock(maxMs: number, onOver: () => void): { work(): void; rest(): void } {
  let leftMs = maxMs
  let since = 0
  let timer: NodeJS.Timeout | undefined
  return {
    work: () => {
      since = Date.now()
      timer = setTimeout(onOver, leftMs)
    },
    rest: () => {
      clearTimeout(timer)
      leftMs -= Date.now() - since
    },
  }
}

/** Without the environment: what a thread reads was written by strangers. */
function newWorker(maxMemoryMb: number): Worker {
  return new Worker(workFile('./thread', import.meta.url), {
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 32 },
  })
}

function startThread(maxMemoryMb: number, onEnd: () => void): Thread {
  const worker = newWorker(maxMemoryMb)
  const send = (message: ToThread) => worker.postMessage(message)
  let heard: (message: FromThread) => void = () => undefined
  let failed: (error: Error) => void = () => undefined
  let ending: NodeJS.Timeout | undefined
  let fault: Error | null = null
  const fail = (error: Error) => {
    fault ??= error
    failed(fault)
  }
  worker.unref()
  worker.on('message', (message: FromThread) => heard(message))
  worker.on('error', (error: Error & { code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadLimit('memory') : error),
  )
  worker.on('exit', () => {
    onEnd()
    fail(new Error('A reading thread ended'))
  })

  const next = (maxMs: number, helpers: Helpers) =>
    new Promise<Answer>((resolve, reject) => {
      const clock = openClock(maxMs, () => {
        fail(new ThreadLimit('time'))
        void worker.terminate()
      })
      failed = (error) => {
        clock.rest()
        reject(error)
      }
      heard = (message) => {
        clock.rest()
        if (message.kind !== 'ask') return resolve(message)
        // What others take to answer is not the text's doing.
        void answer(helpers, message).then((reply) => {
          clock.work()
          send(reply)
        })
      }
      if (fault !== null) return reject(fault)
      worker.ref()
      clock.work()
      send({ kind: 'next' })
    })

  return {
    begin: (work, input) => {
      clearTimeout(ending)
      if (fault === null) send({ kind: 'begin', work: work.href, input })
    },
    next: (maxMs, helpers) => next(maxMs, helpers).finally(() => worker.unref()),
    endIn: (ms) => {
      ending = setTimeout(() => void worker.terminate(), ms).unref()
    },
    end: () => {
      clearTimeout(ending)
      return worker.terminate()
    },
  }
}

async function answer(helpers: Helpers, { id, name, input }: Extract<FromThread, { kind: 'ask' }>): Promise<ToThread> {
  try {
    const helper = helpers[name]
    if (helper === undefined) throw new Error(`No helper is called ${name}`)
    return { kind: 'answer', id, value: await helper(input as never) }
  } catch (error) {
    return { kind: 'refusal', id, message: error instanceof Error ? error.message : String(error) }
  }
}
