import { isDatabaseAway } from '../../store/app/database-away.ts'

/** One caller of a grouped call. */
interface Caller<In, Out> {
  input: In
  resolve: (out: Out) => void
  reject: (error: unknown) => void
}

/**
 * Makes one call of many (group commit): while `work` runs, further inputs wait, and go together in the next call, at
 * most `most` of them. Inputs of the same `keyOf` never share a call: the later one must see what the earlier one did.
 * When a call with several inputs fails, each is tried alone, so that nobody pays for another's fault; where the
 * database is away all fail at once. `work` gives one output per input, in order.
 */
export function grouped<In, Out>(
  most: number,
  keyOf: (input: In) => string,
  work: (inputs: readonly In[]) => Promise<readonly Out[]>,
): (input: In) => Promise<Out> {
  let waiting: Caller<In, Out>[] = []
  let running = false

  const alone = async (caller: Caller<In, Out>): Promise<void> => {
    try {
      const [out] = await work([caller.input])
      caller.resolve(out as Out)
    } catch (error) {
      caller.reject(error)
    }
  }
  const together = async (callers: readonly Caller<In, Out>[]): Promise<void> => {
    try {
      const outs = await work(callers.map(({ input }) => input))
      for (const [place, caller] of callers.entries()) caller.resolve(outs[place] as Out)
    } catch (error) {
      // What the database could not do for all of them it cannot do for one: nobody waits for it again.
      if (isDatabaseAway(error)) for (const caller of callers) caller.reject(error)
      else for (const caller of callers) await alone(caller)
    }
  }
  const run = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      const [next, rest] = split(waiting, most, keyOf)
      waiting = rest
      await (next.length === 1 && next[0] !== undefined ? alone(next[0]) : together(next))
    }
    running = false
  }
  return (input) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (!running) void run()
    })
}

/** The first `most` callers of different keys, and all others in their order. */
function split<In, Out>(
  callers: readonly Caller<In, Out>[],
  most: number,
  keyOf: (input: In) => string,
): [Caller<In, Out>[], Caller<In, Out>[]] {
  const keys = new Set<string>()
  const next: Caller<In, Out>[] = []
  const rest: Caller<In, Out>[] = []
  for (const caller of callers) {
    const key = keyOf(caller.input)
    if (next.length < most && !keys.has(key)) next.push(caller)
    else rest.push(caller)
    keys.add(key)
  }
  return [next, rest]
}
