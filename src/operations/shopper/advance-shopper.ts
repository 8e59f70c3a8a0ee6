import type { Logger } from 'pino'
import type { Pool } from 'pg'
import { ConnectorError } from '../../connector/errors.ts'
import { backoffMs, nextStep } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import {
  claimRound,
  endRoundStep,
  firstNoAt,
  knownRecords,
  noteActed,
  notePlanted,
  noteReadBacks,
  roundSystems,
  type RoundSystem,
  type ShopperRound,
  type StepEnd,
} from '../../store/shopper/shopper.ts'
import { forgetShoppers } from '../../store/shopper/shopper-forget.ts'
import { shopperName, type RoundState } from '../../domain/shopper/shopper.ts'
import type { App } from '../app/app.ts'
import { eraseRound } from './erase-shopper.ts'
import { ingestPage, saidAt } from '../intake/ingest-page.ts'
import { openConnection } from '../connections/open-connection.ts'
import { endRoundKeys } from './round-key.ts'
import { optOutThrough } from './shopper-doors.ts'

/** Longer than a step's vendor calls; a step whose worker died is taken up after it. */
const claimMs = 100_000
const lookMs = 1_000
const maxLookMs = 60_000

/** What a step came to: the state to go to, or the same state and when to look again. */
type Step = { to: RoundState } | { again: number }

/**
 * Takes a round as far as it goes now. Each step reads what is true before it acts and ends in one saved move, so it
 * may die anywhere, be repeated, or run beside its twin (the claim lets one in).
 */
export async function advanceShopper(app: App, roundId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const round = await claimRound(app.pool, roundId, app.clock.now(), claimMs)
    if (round === null) return
    const end = await oneStep(app, round, signal)
    if (!(await save(app, round, end))) return
  }
}

async function oneStep(app: App, round: ShopperRound, signal: AbortSignal): Promise<StepEnd> {
  const now = app.clock.now()
  // Why a round was given up stays with it to its end.
  const kept = round.state === 'erasing' ? round.failure : null
  try {
    if (round.state !== 'erasing' && (await isTooLate(app.pool, round, now)))
      return { to: 'erasing', nextStepAt: now, attempts: 0, failure: round.failure }
    const step = await steps[round.state](app, round, signal)
    if ('to' in step) return { to: step.to, nextStepAt: app.clock.now(), attempts: 0, failure: kept }
    return {
      to: round.state,
      nextStepAt: new Date(app.clock.now().getTime() + step.again),
      attempts: round.attempts + 1,
      failure: kept,
    }
  } catch (error) {
    return afterFailure(app.log, round, error, now)
  }
}

function afterFailure(log: Logger, round: ShopperRound, error: unknown, now: Date): StepEnd {
  if (!(error instanceof ConnectorError))
    log.error(
      { roundId: round.id, stack: error instanceof Error ? error.stack : undefined },
      'a step of the mystery shopper failed',
    )
  const attempts = round.attempts + 1
  const policy = error instanceof ConnectorError ? nextStep(error, attempts) : null
  const nextStepAt = new Date(now.getTime() + (policy?.step === 'wait' ? policy.delayMs : backoffMs(attempts)))
  if (round.state === 'erasing') return { to: 'erasing', nextStepAt, attempts, failure: round.failure }
  const failure = error instanceof ConnectorError ? error.message : 'A step failed here; the log says why.'
  // Nothing that is repeated would help: the contacts are taken away again.
  return policy?.step === 'refuse'
    ? { to: 'erasing', nextStepAt: now, attempts, failure }
    : { to: round.state, nextStepAt, attempts, failure }
}

/** After the last alarm nobody waits longer: the round ends red and takes its contacts away. */
async function isTooLate(pool: Pool, round: ShopperRound, now: Date): Promise<boolean> {
  const [, , last] = (await loadSettings(pool)).settings.alarmMinutes
  return now.getTime() - (round.actedAt ?? round.startedAt).getTime() > last * 60_000
}

async function save(app: App, round: ShopperRound, end: StepEnd): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    if (end.to === 'done') {
      await forgetShoppers(sql, round.id, now)
      const systems = await roundSystems(sql, round.id)
      await insertAudit(
        sql,
        [
          {
            actId: `shopper:${round.id}:end`,
            act: 'shopper',
            actor: 'lawbase',
            details: {
              round: round.id,
              systems: systems.length,
              readBack: systems.filter((row) => row.readBackAt !== null).length,
              erased: systems.filter((row) => row.erasedAt !== null).length,
            },
          },
        ],
        now,
      )
    }
    return endRoundStep(sql, round, end, now)
  })
}

const steps: Readonly<Record<RoundState, (app: App, round: ShopperRound, signal: AbortSignal) => Promise<Step>>> = {
  planting: plant,
  seeing: see,
  acting: act,
  following: follow,
  erasing: async (app, round, signal) => {
    // Of a worker that died with its call under way.
    await endRoundKeys(app, round.id)
    return (await eraseRound(app, round, signal)) ? { to: 'done' } : { again: lookMs * 5 }
  },
  done: () => Promise.resolve({ to: 'done' }),
}

/** A system that does not let us make the contact is left out and shown; the others go on. */
async function plant(app: App, round: ShopperRound, signal: AbortSignal): Promise<Step> {
  for (const { connectionId, record, refusal } of await roundSystems(app.pool, round.id)) {
    if (record !== null || refusal !== null || round.email === null) continue
    const made = await plantAt(app, round.id, round.email, connectionId, signal)
    await inTransaction(app.pool, async (sql) => {
      await notePlanted(sql, round.id, connectionId, made)
      const name = 'record' in made ? `${made.record.object}:${made.record.id}` : null
      if (name !== null)
        await insertAudit(
          sql,
          [
            {
              actId: `shopper:${round.id}:${name}`,
              act: 'shopper',
              actor: 'lawbase',
              connectionId,
              details: { round: round.id, planted: name },
            },
          ],
          app.clock.now(),
        )
    })
  }
  return { to: (await planted(app.pool, round)).length === 0 ? 'erasing' : 'seeing' }
}

async function plantAt(
  app: App,
  roundId: string,
  email: string,
  connectionId: string,
  signal: AbortSignal,
): Promise<Parameters<typeof notePlanted>[3]> {
  try {
    const { system } = await openConnection(app, connectionId, 'read', signal)
    const [outcome] =
      (await system.createContact?.([
        {
          orderId: roundId,
          as: 'contact',
          email,
          ...shopperName,
          company: null,
          jobTitle: null,
          country: null,
          phone: null,
        },
      ])) ?? []
    if (outcome === undefined) return { refusal: 'The connector cannot make a contact.' }
    return outcome.status === 'refused' ? { refusal: outcome.detail } : { record: outcome.record }
  } catch (error) {
    if (error instanceof ConnectorError && ['forbidden', 'access-revoked', 'bad-request'].includes(error.kind))
      return { refusal: error.message }
    throw error
  }
}

async function planted(
  pool: Pool,
  round: ShopperRound,
): Promise<(RoundSystem & { record: NonNullable<RoundSystem['record']> })[]> {
  return (await roundSystems(pool, round.id)).flatMap((row) =>
    row.record === null ? [] : [{ ...row, record: row.record }],
  )
}

/**
 * Reads the contacts by their ids instead of waiting for a poll: how fast a new record is seen is not what is measured.
 */
async function see(app: App, round: ShopperRound, signal: AbortSignal): Promise<Step> {
  const systems = await planted(app.pool, round)
  for (const { connectionId, record } of systems) {
    const { system, connection } = await openConnection(app, connectionId, 'read', signal)
    const askedAt = new Date()
    const records = (await system.read?.([record])) ?? []
    await ingestPage(app, { records, tombstones: [] }, { ...saidAt(connection), askedAt })
  }
  const known = await knownRecords(app.pool, round.id)
  const seen = systems.every(({ connectionId }) =>
    known.some((row) => row.connectionId === connectionId && row.contactId !== null),
  )
  return seen ? { to: 'acting' } : { again: pauseMs(round) }
}

/** In a system the time runs from before its call; through our own doors from the commit of the objection. */
async function act(app: App, round: ShopperRound, signal: AbortSignal): Promise<Step> {
  const systems = await planted(app.pool, round)
  const contactId = (await knownRecords(app.pool, round.id)).find((row) => row.contactId !== null)?.contactId ?? null
  const record = systems.find((row) => row.connectionId === round.connectionId)?.record ?? null
  if (contactId === null || round.email === null) return { to: 'erasing' }
  if (round.connectionId !== null) await noteActed(app.pool, round.id, app.clock.now())
  await optOutThrough(
    app,
    { door: round.door, connectionId: round.connectionId },
    { roundId: round.id, email: round.email, contactId, record },
    signal,
  )
  if (round.connectionId === null) {
    const committedAt = await firstNoAt(app.pool, round.id)
    if (committedAt === null)
      throw new ConnectorError(
        'unavailable',
        'The opt-out was answered by something else: it did not reach this installation.',
      )
    await noteActed(app.pool, round.id, committedAt)
  }
  return { to: 'following' }
}

async function follow(app: App, round: ShopperRound): Promise<Step> {
  await noteReadBacks(app.pool, round.id)
  return (await planted(app.pool, round)).every((row) => row.readBackAt !== null)
    ? { to: 'erasing' }
    : { again: pauseMs(round) }
}

/** Each second at first, then more and more rarely. */
function pauseMs(round: ShopperRound): number {
  return Math.min(maxLookMs, lookMs * Math.max(1, round.attempts / 10))
}
