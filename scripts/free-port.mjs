import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to connections going out, which could take one between the look and its use. */
const [lowest, highest] = [20_000, 32_000]

/**
 * A port nobody listens on now, drawn at random so that those who look at the same moment find different ones.
 * @param {string} host
 * @returns {Promise<number>}
 */
export async function freePort(host = 'localhost') {
  for (;;) {
    const port = randomInt(lowest, highest)
    if (await isFree(port, host)) return port
  }
}

function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    )
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
