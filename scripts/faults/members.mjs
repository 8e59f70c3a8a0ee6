// Two processes for pages and two workers, told to stop and started again one by one, from this build or another.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../free-port.mjs'
import { root } from '../node24.mjs'

const roles = { web: 'web', 'second web': 'web', worker: 'worker', 'second worker': 'worker' }

/** `first` is the folder of the build that they begin with. */
export async function openMembers({ say, first, env }) {
  const counts = { restarts: 0, crashes: 0 }
  const members = []
  for (const [name, role] of Object.entries(roles))
    members.push({ name, role, port: await freePort(), console: await freePort(), child: null, build: first })
  let proxy = null

  const begin = async (member, build) => {
    const child = spawnMember(member, build, env)
    let last = ''
    child.stderr.on('data', (chunk) => (last = (last + chunk).slice(-3_000)))
    child.once('exit', (code) => {
      if (child.isEnding) return
      counts.crashes += 1
      say(`the ${member.name} ended by itself (${code}):\n${last}`)
    })
    Object.assign(member, { child, build })
    await untilReady(member)
    if (member.role !== 'web') return
    proxy.bringBack(member.port)
    while (!proxy.isReady(member.port)) await pause(50)
  }
  return {
    counts,
    members,
    ports: members.filter(({ role }) => role === 'web').map(({ port }) => port),
    /** `before` sends people to those that serve pages. */
    async start(before) {
      proxy = before
      for (const member of members) await begin(member, first)
    },
    async restart(member, build) {
      // A build that does not say that it ends is left out before, as whoever ran it had to do.
      if (member.build !== root) {
        proxy.takeOut(member.port)
        await pause(500)
      }
      await end(member)
      await begin(member, build)
      counts.restarts += 1
      say(`the ${member.name} was restarted${build === first && build === root ? '' : ` from ${build}`}`)
    },
    stop: () => Promise.all(members.map(end)),
  }
}

function spawnMember({ role, port, console }, build, env) {
  const ports = role === 'web' ? { PORT: console, PUBLIC_PORT: port } : { HEALTH_PORT: port }
  return spawn(process.execPath, [join(build, 'dist/src/main.js'), 'start', '--role', role], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: build,
    env: { ...env, ...Object.fromEntries(Object.entries(ports).map(([key, value]) => [key, String(value)])) },
  })
}

async function end({ child }) {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.isEnding = true
  child.kill('SIGTERM')
  await gone
}

async function untilReady({ name, port, child }) {
  const deadline = Date.now() + 60_000
  for (;;) {
    const isReady = await fetch(`http://localhost:${port}/readyz`).then(
      (got) => got.ok,
      () => false,
    )
    if (isReady) return
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The ${name} does not start`)
    await pause(100)
  }
}
