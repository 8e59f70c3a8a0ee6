import { randomUUID } from 'node:crypto'
import { Refused } from '../../../domain/app/refused.ts'
import type { SourceWithdrawal } from '../../../domain/sources/withdrawal.ts'
import type { User } from '../../../store/accounts/users.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import {
  findAddedSource,
  findWithdrawnSource,
  lockAddedSources,
  sourcesOfAct,
  withdrawSources,
  type AddedSource,
} from '../../../store/sources/withdrawn-sources.ts'
import type { App } from '../../app/app.ts'
import { sealOfList } from '../attest-list.ts'
import { decideAgain, decideLater } from '../decide-later.ts'

/**
 * Why a source was not taken back, or another one not added in its place: it is not there, was taken back before, is
 * another person's since, other people have it than were shown, or the person was removed. Of the new one: its day has
 * not come, nothing is different, it is known already, or no file is there.
 */
export class SourceChangeRefused extends Refused<
  'unknown' | 'withdrawn' | 'moved' | 'changed' | 'gone' | 'future' | 'same' | 'known' | 'evidence'
> {
  constructor(code: SourceChangeRefused['code']) {
    super(code, `the source was not changed: ${code}`)
  }
}

/** Which source is taken back, and why. */
export interface TakenBack extends SourceWithdrawal {
  sourceId: number
  /** Whose page it was asked on. */
  contactId: string
  /** Stands for everyone whom the same act gave the source, as they were shown; null = of this person alone. */
  seal: string | null
}

export const sealOfSources = (sources: readonly { id: number }[]): string =>
  sealOfList(sources.map(({ id }) => String(id)))

/**
 * Takes back a source that one of us added, of one person or of everyone on its list: it stays, with who took it back
 * and why, and nothing rests on it (docs/decisions/0066-sources-taken-back.md). Verdicts follow at once; a notice that
 * was sent stays sent. Gives of how many people. Throws SourceChangeRefused.
 */
export async function withdrawSource(app: App, user: User, given: TakenBack): Promise<number> {
  const { taken } = await inTransaction(app.pool, (sql) => takeBack(app, sql, user, given, false))
  const contactIds = taken.map(({ contactId }) => contactId)
  await judgeAnew(app, contactIds)
  return contactIds.length
}

/** One person's verdict is there with the answer; those of a list follow it. */
export async function judgeAnew(app: App, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 1) await decideAgain(app, contactIds)
  else decideLater(app, contactIds)
}

/** Takes it back in the caller's transaction. `isCorrected`: another one is added in its place. */
export async function takeBack(
  app: App,
  sql: Sql,
  user: User,
  { sourceId, contactId, seal, reason, why }: TakenBack,
  isCorrected: boolean,
): Promise<{ source: AddedSource; taken: AddedSource[] }> {
  const source = await sourceAt(sql, sourceId, contactId)
  const ids = seal === null ? [{ id: sourceId }] : await sourcesOfAct(sql, source)
  if (seal !== null && sealOfSources(ids) !== seal) throw new SourceChangeRefused('changed')
  const taken = await lockAddedSources(
    sql,
    ids.map(({ id }) => id),
  )
  // Another one was quicker, or people were merged or removed meanwhile.
  if (taken.length !== ids.length || taken.some((one) => seal === null && one.contactId !== contactId)) {
    await sourceAt(sql, sourceId, contactId)
    throw new SourceChangeRefused('changed')
  }
  const now = app.clock.now()
  const id = randomUUID()
  await withdrawSources(
    sql,
    taken.map((one) => one.id),
    { id, reason, why, isCorrected, by: user.email },
    now,
  )
  await insertAudit(
    sql,
    [
      {
        actId: `source-withdrawn:${id}`,
        act: 'source-withdrawn',
        actor: user.email,
        contactId: seal === null ? contactId : null,
        details: {
          kind: source.kind,
          name: source.name,
          obtainedOn: source.obtainedOn,
          reason,
          why,
          people: taken.length,
          corrected: isCorrected,
        },
      },
    ],
    now,
  )
  return { source, taken }
}

/** The source at this person. Throws SourceChangeRefused with what became of it. */
async function sourceAt(sql: Sql, sourceId: number, contactId: string): Promise<AddedSource> {
  const source = await findAddedSource(sql, sourceId)
  if (source === null)
    throw new SourceChangeRefused((await findWithdrawnSource(sql, sourceId)) === null ? 'unknown' : 'withdrawn')
  if (source.isGone) throw new SourceChangeRefused('gone')
  if (source.contactId !== contactId) throw new SourceChangeRefused('moved')
  return source
}
