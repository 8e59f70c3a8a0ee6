import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** docs/reference/security.md#password: 19 MiB, two passes, one lane, about 35 ms. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const deriveKey = promisify(argon2)

/** argon2id in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const tag = await derive(password, salt, parameters)
  return `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(salt)}$${base64(tag)}`
}

/** True when the password fits. With `stored` null (no such user) it works as long and answers false. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u.exec(stored ?? dummy)
  if (match?.[4] === undefined || match[5] === undefined) throw new Error('A stored password hash has an unknown form')
  const expected = Buffer.from(match[5], 'base64')
  const found = await derive(password, Buffer.from(match[4], 'base64'), {
    memory: Number(match[1]),
    passes: Number(match[2]),
    parallelism: Number(match[3]),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected) && stored !== null
}

const dummy = `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

function derive(password: string, salt: Buffer, costs: typeof parameters): Promise<Buffer> {
  return oneOfTwo(() =>
    deriveKey('argon2id', { message: Buffer.from(password.normalize('NFKC'), 'utf8'), nonce: salt, ...costs }),
  )
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** At most two at a time, so that a flood of logins cannot take all the memory. */
let running = 0
const queue: (() => void)[] = []
async function oneOfTwo<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => queue.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    queue.shift()?.()
  }
}
