import { dayOf } from '../../domain/app/day.ts'
import type { AccessAsker, AccessLooked, AnswerLanguage } from '../../domain/evidence/access-asker.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  askerHashes,
  findAccess,
  lockAccess,
  noteAccessLooked,
  setAsker,
  setAskerHashes,
  type AccessRequest,
} from '../../store/evidence/access-requests.ts'
import { stoppedSince } from '../../store/removals/erasure-requests.ts'
import { removalsOfIdentities } from '../../store/removals/removal-memory.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { systemsRead } from '../removals/erasure/systems-read.ts'
import { askerOf, hashesOf, nearOnes, sealAsker, toLookAt, unseenOnes } from './access-askers.ts'
import { factsHeld } from './access-pack.ts'
import { AccessRefused } from './access-refused.ts'
import { linkHolder, linkTo, requireKeeper, type Keeper } from './access-requests.ts'

/** What somebody states who searched: they looked at everybody it may be, and in every tool that is not connected. */
interface SearchStated {
  others: boolean
  tools: boolean
}

/**
 * Looks for somebody who asked and is in no system, in every system as it was last read, and notes what was searched
 * and what of them is kept. Gives the contact instead when a record of theirs came meanwhile: the request is about it
 * from here on. Throws AccessRefused; what must be stated first is `same-name` and `tools`.
 */
export async function searchAccess(
  app: App,
  user: Keeper,
  key: string,
  stated: SearchStated,
): Promise<{ contactId: string } | { looked: AccessLooked }> {
  requireKeeper(user)
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const request = await waiting(sql, key)
    const found = await linkHolder(sql, request, user, now)
    if (found !== null) return { contactId: found }
    const looked = await lookFor(app, sql, request, stated)
    await noteAccessLooked(sql, request.id, looked, now)
    await insertAudit(
      sql,
      [
        {
          actId: `access-search:${request.id}:${now.getTime()}`,
          act: 'access',
          actor: user.email,
          details: { number: request.number, searched: looked.systems.map(({ name }) => name), by: looked.by },
        },
      ],
      now,
    )
    return { looked }
  })
}

/** The request of somebody in no system who waits for the answer, locked. Throws AccessRefused. */
async function waiting(sql: Sql, key: string): Promise<AccessRequest> {
  const id = (await findAccess(sql, key))?.id ?? null
  if (id === null) throw new AccessRefused('unknown')
  await lockAccess(sql, id)
  const request = await findAccess(sql, id)
  if (request === null) throw new AccessRefused('unknown')
  if (request.answeredAt !== null) throw new AccessRefused('answered')
  if (request.contactId !== null) throw new AccessRefused('found', { contactIds: [request.contactId] })
  return request
}

async function lookFor(
  app: App,
  sql: Sql,
  { id, looked: before }: AccessRequest,
  { others, tools: toolsLooked }: SearchStated,
): Promise<AccessLooked> {
  const now = app.clock.now()
  const [asker, hashes] = [await askerOf(app, sql, id), await askerHashes(sql, id)]
  const by = searchedBy(asker)
  if (by.length === 0) throw new AccessRefused('unnamed')
  const { systems, unread } = await systemsRead(app, sql, now)
  if (unread.length > 0) throw new AccessRefused('unread', { names: unread })
  const tools = (await loadSettings(sql)).settings.otherTools ?? []
  if (tools.length > 0 && !toolsLooked) throw new AccessRefused('tools', { names: tools })
  const near = await nearOnes(sql, id, asker)
  const contactIds = toLookAt(near, before).now
  if (contactIds.length > 0 && !others) throw new AccessRefused('same-name', { contactIds })
  const seen = near.filter((one) => contactIds.includes(one) || before?.others?.includes(one) === true)
  const removals = [...(await removalsOfIdentities(sql, hashes)).values()].toSorted((a, b) => b.getTime() - a.getTime())
  const held = await factsHeld(app, [], hashes, now)
  return {
    by,
    systems,
    tools,
    sameName: seen.length,
    others: seen,
    removedOn: removals[0] === undefined ? null : dayOf(removals[0]),
    stoppedSince: (await stoppedSince(sql, hashes))?.toISOString() ?? null,
    own: {
      objections: held.noes.length,
      consents: held.consents.length,
      notices: held.notices.length,
      messages: held.messages.length,
    },
  }
}

function searchedBy(asker: AccessAsker | null): AccessLooked['by'] {
  if (asker === null) return []
  return [
    ...(asker.email === null ? [] : ['email' as const]),
    ...(asker.phone === null ? [] : ['phone' as const]),
    ...(asker.firstName === null ? [] : ['name' as const]),
  ]
}

/** Says anew who asked, where a mistake was made or nothing says it. Throws AccessRefused. */
export async function nameAsker(
  app: App,
  user: Keeper,
  key: string,
  { asker, language }: { asker: AccessAsker; language: AnswerLanguage },
): Promise<void> {
  requireKeeper(user)
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const { id, number } = await waiting(sql, key)
    await setAskerHashes(sql, id, hashesOf(app, asker))
    await setAsker(sql, id, { sealed: sealAsker(app, id, asker), language })
    await insertAudit(
      sql,
      [
        {
          actId: `access-asker:${id}:${now.getTime()}`,
          act: 'access',
          actor: user.email,
          details: { number, named: true },
        },
      ],
      now,
    )
    await linkHolder(sql, { id, number }, user, now)
  })
}

/** Says that a contact is who asked, such as one of that name. Throws AccessRefused. */
export async function giveAccessTo(app: App, user: Keeper, key: string, contactId: string): Promise<void> {
  requireKeeper(user)
  await inTransaction(app.pool, async (sql) => {
    const request = await waiting(sql, key)
    if (!(await nearOnes(sql, request.id, await askerOf(app, sql, request.id))).includes(contactId))
      throw new AccessRefused('unknown')
    await linkTo(sql, request, contactId, user, app.clock.now())
  })
}

export type AbsentAccessLetter = NonNullable<Awaited<ReturnType<typeof absentAccessLetter>>>

/**
 * What the answer to somebody who is in no system says: what was searched, where and as of when, and what of them is
 * kept. Null until a search found nothing, and once a record of theirs came, or one that may be theirs at which nobody
 * looked. Each one given is in the audit log.
 */
export async function absentAccessLetter(app: App, key: string, actor: string) {
  const request = await findAccess(app.pool, key)
  if (request === null || request.contactId !== null || request.looked === null || request.lookedAt === null)
    return null
  if (request.answeredAt === null && (await unseenOnes(app, app.pool, request)).length > 0) return null
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  await insertAudit(
    app.pool,
    [
      {
        actId: `access-letter:${request.id}:${now.getTime()}`,
        act: 'export',
        actor,
        details: { what: 'access-letter', number: request.number },
      },
    ],
    now,
  )
  return {
    request,
    looked: request.looked,
    lookedAt: request.lookedAt,
    issuedAt: now,
    controller: settings.controller,
    dpo: settings.register.dpo,
    authority: settings.register.authority,
  }
}
