// One HTTP call that says of itself what it was, when nothing comes back.

/** `fetch`, whose failure names the call and the cause; without the query, which may hold a secret. */
export async function call(url, init = {}) {
  try {
    return await fetch(url, init)
  } catch (error) {
    const { origin, pathname } = new URL(url)
    const cause = error.cause?.code ?? error.cause?.message ?? error.message
    throw new Error(`${init.method ?? 'GET'} ${origin}${pathname} got no answer: ${cause}`, { cause: error })
  }
}
