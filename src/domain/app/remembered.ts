/**
 * The same function, which keeps its last answers: texts such as job titles come again and again over a base. At most
 * `most` answers are kept; then it starts anew.
 */
export function remembered<T>(answer: (text: string) => T, most = 20_000): (text: string) => T {
  const known = new Map<string, { answer: T }>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found.answer
    const fresh = answer(text)
    if (known.size >= most) known.clear()
    known.set(text, { answer: fresh })
    return fresh
  }
}
