// An old backup comes back in a second home beside the running product, with a copy of its journal. No service is
// started there, so nothing can go out: what is asked of it is what stands there before the first write to a vendor.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { callApi, control, writesOf } from './admin.mjs'
import { lawbase } from './processes.mjs'

/** The whole base in one sealed file, while the product runs. */
export async function backUp(env, urls, home, name = 'old.lbb') {
  const { now } = await control(urls, 'GET', '/_sandbox/clock')
  const file = join(home, name)
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

/**
 * Addresses that had a record in a CRM in `before` and have none in `after`: `left` of people who have none at all any
 * more, `partly` of those who still have one under another address, since one CRM refused to delete it. By `seed`,
 * which says whose records are one person's.
 */
export function whoLeft(seed, before, after) {
  const there = addressesIn(after)
  const ids = new Set(recordsIn(after).map(({ id }) => id))
  const stayed = new Set(
    seed
      .filter(({ hubspotIds, salesforceIds }) =>
        [...hubspotIds.map(String), ...salesforceIds].some((id) => ids.has(id)),
      )
      .flatMap(addressesOf),
  )
  const gone = [...addressesIn(before)].filter((email) => !there.has(email))
  return { left: gone.filter((email) => !stayed.has(email)), partly: gone.filter((email) => stayed.has(email)) }
}

const addressesOf = ({ email, otherEmail }) => [email, otherEmail].filter(Boolean).map((one) => one.toLowerCase())

const addressesIn = (state) => new Set(recordsIn(state).flatMap(({ email }) => (email ? [email.toLowerCase()] : [])))

/** Live records of both CRMs. */
function recordsIn({ hubspot, salesforce }) {
  return [
    ...hubspot.contacts
      .filter((contact) => !contact.archived)
      .map((contact) => ({ id: contact.id, email: contact.properties.email })),
    ...[...salesforce.contacts, ...salesforce.leads]
      .filter((record) => !record.IsDeleted)
      .map((record) => ({ id: record.Id, email: record.Email })),
  ]
}

/**
 * Addresses of which the restored base says something else than the running one, with what both say. `back`: addresses
 * that were imported again since. A record that one CRM deleted, of somebody whom another refused to delete, stands in
 * the backup until that CRM is read again: of its address (`partly`) the base may say that it is there, and that nobody
 * may write to it.
 */
export function standOtherwise(running, restored, { back, partly }) {
  const isOld = (email, one, other) =>
    partly.includes(email) && !one.inBase && other?.inBase === true && other.verdict === 'BLOCK'
  return [...running].flatMap(([email, one]) => {
    const other = restored.get(email) ?? null
    const same = one.inBase === other?.inBase && saidNo(one) === saidNo(other)
    return same || back.includes(email) || isOld(email, one, other) ? [] : [{ email, running: one, restored: other }]
  })
}

/**
 * Restores `backup` twice, with the journal and without, and asks all three bases about everybody. `left` went since,
 * `partly` from one CRM only, `objected` said no since, `back` were imported again since. Gives counts; `open` and
 * `live` must be 0, and `otherwise` empty.
 */
export async function restoreOld({ base, env, urls, home, apiKey }, backup, { left, partly, objected, back }, say) {
  const since = await callApi(base, apiKey, `/api/v1/objections?since=${encodeURIComponent(backup.at)}`)
  const list = join(home, 'everybody.csv')
  const everybody = (await control(urls, 'GET', '/_sandbox/seed')).flatMap(addressesOf)
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
    optOuts: replayed.noes,
    optOutsSince: since.objections.length,
    removals: replayed.removals,
    left: left.length,
    objectors: objected.length,
    live: left.filter((email) => there.get(email)?.inBase).length,
    open: objected.filter((email) => !saidNo(there.get(email))).length,
    liveWithoutJournal: left.filter((email) => without.get(email)?.inBase).length,
    openWithoutJournal: objected.filter((email) => !saidNo(without.get(email))).length,
    partly: partly.filter((email) => there.get(email)?.inBase).length,
    otherwise: standOtherwise(now, there, { back, partly }),
    written: writesOf(await control(urls, 'GET', `/_sandbox/requests?after=${wroteUntil}`)).length,
  }
  say(
    `The backup of before is restored beside the running product, with ${counts.optOuts} opt-outs and ${counts.removals} removals from the journal`,
  )
  return counts
}

/** Of a shared mailbox the rule is another one than of a person's own address. */
const saidNo = (row) => ['F1', 'F22'].includes(row?.rule)

/**
 * What a base says of each address of a list: whether somebody with it is there, whether one may write, and by
 * which rule.
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
      .map((row) => [
        row[0],
        {
          inBase: cell(row, 'lawbase_in_base') === 'yes',
          verdict: cell(row, 'lawbase_verdict'),
          rule: cell(row, 'lawbase_rule'),
        },
      ]),
  )
}

/** One command, and the object it gives. Exit code 1 is an answer, not a failure. */
async function told(env, words) {
  const { code, stdout, stderr } = await lawbase(env, [...words, '--json'])
  if (code !== 0 && code !== 1) throw new Error(`lawbase ${words[0]}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}
