/**
 * All results, or the first error once nothing is under way any more: what is called again must not meet its own past.
 */
export async function allEnded<const Works extends readonly Promise<unknown>[]>(
  works: Works,
): Promise<{ -readonly [Place in keyof Works]: Awaited<Works[Place]> }> {
  await Promise.allSettled(works)
  return Promise.all(works)
}

/** Does `work` for each item, `most` at once; throws the first error once none is under way any more. */
export async function aFewAtOnce<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const line = async () => {
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
    } catch (error) {
      left.length = 0
      throw error
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(most, left.length) }, line))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}
