const all: Map<string, { answer: unknown }>[] = []
/** So many texts of one message are kept; then it starts anew. */
const most = 500

/**
 * The same function, which keeps its answers while one message is read: its sentences are looked at by many, and what
 * a person wrote is not kept longer.
 */
export function keptForMessage<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { answer: T }>()
  all.push(known)
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found.answer
    const fresh = answer(text)
    if (known.size >= most) known.clear()
    known.set(text, { answer: fresh })
    return fresh
  }
}

/** Forgets the texts of a message that has been read. */
export function forgetMessage(): void {
  for (const known of all) if (known.size > 0) known.clear()
}
