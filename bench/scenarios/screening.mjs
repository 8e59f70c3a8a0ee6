// A list screened from the command line, against a base and its objections: seconds, and the memory that 100,000 and
// 500,000 rows need.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { family, memoryMiB, round } from '../numbers.mjs'
import { emailOf, seedPeople } from '../seed.mjs'
import { openStage } from '../stage.mjs'

export async function screening({ queue, base = 50_000 }) {
  const stage = await openStage({ name: 'screening', contacts: 200, queue })
  try {
    await seedPeople(stage, base)
    const small = await screened(stage, 100_000, base)
    const large = await screened(stage, 500_000, base)
    return {
      base,
      seconds100000: small.seconds,
      peakMiB100000: small.peakMiB,
      seconds500000: large.seconds,
      peakMiB500000: large.peakMiB,
      memoryRatio: round(large.peakMiB / small.peakMiB, 2),
    }
  } finally {
    await stage.close()
  }
}

/** A list of so many rows, every tenth of whom is in the base. */
async function screened(stage, rows, base) {
  const path = join(stage.home, `list-${rows}.csv`)
  const file = createWriteStream(path)
  file.write('Email;First name;Last name;Job title;Company;Country\n')
  for (let index = 0; index < rows; index += 1) {
    const email = index % 10 === 0 ? emailOf(index % base) : `prenom.nom${index}@societe${index % 5_000}.example.test`
    if (!file.write(`${email};Camille;Durand${index};Directrice informatique;Société ${index % 5_000};France\n`))
      await new Promise((resolve) => file.once('drain', resolve))
  }
  file.end()
  await finished(file)
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      'dist/src/main.js',
      'screen',
      path,
      '--source',
      'C1',
      '--source-name',
      'Own form',
      '--obtained',
      new Date().toISOString().slice(0, 10),
      '--notice-shown',
      '--out',
      join(stage.home, `out-${rows}`),
      '--json',
    ],
    { env: { ...process.env, ...stage.env }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  let peakMiB = 0
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, memoryMiB(family(child.pid)))
  }, 100)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  if (code === 2) throw new Error('the list could not be screened')
  return { seconds: round((performance.now() - startedAt) / 1_000), peakMiB: round(peakMiB) }
}
