// An old backup comes back in a second home beside the running product, with a copy of its journal. No service is
// started there, so nothing can go out: what is asked of it is what stands there before the first write to a vendor.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { callApi, control, writesOf } from './admin.mjs'
import { lawbase } from './processes.mjs'

/** The whole base in one sealed file, while the product runs. */
export async function backUp(env, urls, home) {
  const { now } = await control(urls, 'GET', '/_sandbox/clock')
  const file = join(home, 'old.lbb')
  const { tables, bytes } = await told(env, ['backup', file])
  return { file, tables, bytes, at: now }
}

/**
 * A new key for the hashes of addresses, between the backup and its restore. Who said no, or left, must be known again
 * all the same.
 */
export async function changeIdentityKey(env, say) {
  const { generation, rehashed, ended } = await told(env, ['keys', 'rotate-identity'])
  if (ended > 0) throw new Error(`${ended} connections did not leave for the new identity key`)
  say(`Every address is known under another key from now on, changed while it runs: ${rehashed} hashes`)
  return { generation, rehashed }
}

/** Addresses that had a record in a CRM in `before` and have none in `after`. */
export function whoLeft(before, after) {
  const there = addressesIn(after)
  return [...addressesIn(before)].filter((email) => !there.has(email))
}

function addressesIn({ hubspot, salesforce }) {
  const live = [
    ...hubspot.contacts.filter((contact) => !contact.archived).map((contact) => contact.properties.email),
    ...[...salesforce.contacts, ...salesforce.leads]
      .filter((record) => !record.IsDeleted)
      .map((record) => record.Email),
  ]
  return new Set(live.filter(Boolean).map((email) => email.toLowerCase()))
}

/**
 * Restores `backup` twice, with the journal and without, and asks all three bases about everybody. `left` went since,
 * `objections` said no since, `back` were imported again since. Gives counts; `open` and `live` must be 0.
 */
export async function restoreOld({ base, env, urls, home, apiKey }, backup, { left, noes, back }, say) {
  const since = await callApi(base, apiKey, `/api/v1/objections?since=${encodeURIComponent(backup.at)}`)
  const list = join(home, 'everybody.csv')
  const everybody = (await control(urls, 'GET', '/_sandbox/seed'))
    .flatMap((person) => [person.email, person.otherEmail])
    .filter(Boolean)
    .map((email) => email.toLowerCase())
  writeFileSync(list, `email\n${[...new Set(everybody)].join('\n')}\n`)
  const wroteUntil = (await control(urls, 'GET', '/_sandbox/requests')).at(-1).seq
  const journal = join(home, 'journal-copy')
  cpSync(env.LAWBASE_JOURNAL_DIR, journal, { recursive: true })
  const key = readFileSync(join(env.LAWBASE_HOME, 'key'), 'utf8').trim()
  const homeOf = (name, more) => ({ ...env, LAWBASE_HOME: join(home, name), LAWBASE_KEY: key, ...more })
  const [restored, forgetful] = [
    homeOf('restored', { LAWBASE_JOURNAL_DIR: journal }),
    homeOf('without-journal', { LAWBASE_JOURNAL_DIR: '' }),
  ]
  const [{ replayed }] = await Promise.all([
    told(restored, ['restore', backup.file]),
    told(forgetful, ['restore', backup.file, '--without-journal']),
  ])
  const [now, there, without] = await Promise.all(
    [env, restored, forgetful].map((one) => ask(one, list, join(one.LAWBASE_HOME, 'asked'))),
  )
  const counts = {
    noes: replayed.noes,
    noesSince: since.objections.length,
    removals: replayed.removals,
    left: left.length,
    objectors: noes.length,
    live: left.filter((email) => there.get(email)?.inBase).length,
    open: noes.filter((email) => !saidNo(there.get(email))).length,
    liveWithoutJournal: left.filter((email) => without.get(email)?.inBase).length,
    openWithoutJournal: noes.filter((email) => !saidNo(without.get(email))).length,
    otherwise: [...now]
      .filter(
        ([email, one]) =>
          !back.includes(email) &&
          (one.inBase !== there.get(email)?.inBase || saidNo(one) !== saidNo(there.get(email))),
      )
      .map(([email]) => email).length,
    written: writesOf(await control(urls, 'GET', `/_sandbox/requests?after=${wroteUntil}`)).length,
  }
  say(
    `The backup of before is restored beside the running product, with ${counts.noes} opt-outs and ${counts.removals} removals from the journal`,
  )
  return counts
}

/** Of a shared mailbox the rule is another one than of a person's own address. */
const saidNo = (row) => ['F1', 'F22'].includes(row?.rule)

/**
 * What a base says of each address of a list: whether somebody with it is there, and by which rule one may not write.
 */
async function ask(env, list, folder) {
  mkdirSync(folder, { recursive: true })
  const { files } = await told(env, ['screen', list, '--out', folder])
  const rows = Object.values(files).flatMap((file) =>
    readFileSync(file, 'utf8')
      .replace(/^\uFEFF/u, '')
      .trim()
      .split('\r\n')
      .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell)),
  )
  const [headings] = rows
  const cell = (row, name) => row[headings.indexOf(name)]
  return new Map(
    rows
      .filter((row) => row[0] !== 'email')
      .map((row) => [row[0], { inBase: cell(row, 'lawbase_in_base') === 'yes', rule: cell(row, 'lawbase_rule') }]),
  )
}

/** One command, and the object it gives. Exit code 1 is an answer, not a failure. */
async function told(env, words) {
  const { code, stdout, stderr } = await lawbase(env, [...words, '--json'])
  if (code !== 0 && code !== 1) throw new Error(`lawbase ${words[0]}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}
