import { movedApps } from '../../operations/connections/moved-apps.ts'
import type { Pool } from 'pg'
import { checkConnection } from '../../operations/connections/connect-system.ts'
import { otherPurge, reportedDays, usualDays } from '../../domain/connections/other-purge.ts'
import { blindReasons } from '../../domain/inactivity/clock.ts'
import { dayOf } from '../../domain/app/day.ts'
import { freshnessOf } from '../../operations/decisions/blind-clock.ts'
import { maxUnsealedMs } from '../../operations/alarms/tell-unsealed.ts'
import { journalHealth } from '../../operations/backup/follow-journal.ts'
import { unsealedBefore } from '../../store/alarms/unsealed.ts'
import { vanished } from '../../operations/removals/watch-purges.ts'
import { verifyAudit } from '../../store/app/audit.ts'
import { serverVersion } from '../../store/app/server.ts'
import { findConnection, listConnections } from '../../store/connections/connections.ts'
import { probeFolder } from '../../store/backup/journal-files.ts'
import { probeState } from '../../store/links/probes.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { answer, withApp, type Command } from './command.ts'
import { exitCodes } from './program.ts'
import { figures, worstFirst, type Finding } from './worst-first.ts'
import type { App } from '../../operations/app/app.ts'
import type { QueueBackend } from '../../queue/backend.ts'

export const doctorCommand: Command = {
  summary: 'checks settings, database, queue, and each connection',
  help: 'lawbase doctor [--json]\n\nThe three worst things first, then one line per check with what to do; LOOK = not wrong yet. Exit code 1 when something is wrong.',
  words: 0,
  options: {},
  run: (input) =>
    withApp(input, async ({ app, backend }) => {
      const findings = [
        await database(app.pool),
        await queue(app.countJobs, backend.name),
        ...(await settings(app.pool)),
        await consoleUrl(app),
        publicUrl(app.publicUrl),
        ...proxies(app),
        ...(await personPages(app)),
        ...(await connections(app)),
        ...(await otherPurges(app)),
        await audit(app),
        await journal(app),
        ...(await auditHead(app.auditHeadFolder)),
        ...(await figures(app)),
      ]
      const ok = findings.every((finding) => finding.ok)
      const worst = worstFirst(findings).slice(0, worstShown)
      const lines = findings.map(lineOf)
      answer(
        input,
        { ok, worst: worst.map(({ name }) => name), checks: findings },
        (worst.length === 0 ? lines : ['Worst first:', ...worst.map(lineOf), '', 'All checks:', ...lines]).join('\n'),
      )
      return ok ? exitCodes.done : exitCodes.foundWrong
    }),
}

/** How many of the worst things stand before all others. */
const worstShown = 3

const lineOf = ({ ok, look, name, says }: Finding): string =>
  `${!ok ? 'WRONG' : look === true ? 'LOOK ' : 'ok   '} ${name}: ${says}`

async function database(pool: Pool): Promise<Finding> {
  return { name: 'database', ok: true, says: `PostgreSQL ${await serverVersion(pool)} answers` }
}

async function queue(countJobs: App['countJobs'], name: QueueBackend['name']): Promise<Finding> {
  try {
    const queues = Object.values(await countJobs()).flatMap((states) => Object.values(states))
    return { name: 'queue', ok: true, says: `on ${name}, ${queues.reduce((sum, n) => sum + n, 0)} jobs` }
  } catch {
    return {
      name: 'queue',
      ok: false,
      says: `${name} does not answer. Objections are safe in the database and are sent when it is back.`,
    }
  }
}

async function settings(pool: Pool): Promise<Finding[]> {
  const { settings: now } = await loadSettings(pool)
  return [
    {
      name: 'company',
      ok: now.controller !== null,
      says: now.controller === null ? 'no name yet: fill in Settings, Company' : `${now.controller.name}`,
    },
    {
      name: 'offers',
      ok: now.offers.length > 0 && now.offers.every((offer) => offer.assessment !== null),
      says:
        now.offers.length === 0
          ? 'none: without an offer nobody may be e-mailed. Fill in Offers & functions'
          : now.offers
              .map(
                (offer) =>
                  `${offer.name}: ${offer.assessment === null ? 'no assessment, so legitimate interest cannot be a basis' : `${offer.functions.length} functions`}`,
              )
              .join('; '),
    },
    {
      name: 'other tools',
      ok: now.otherTools !== null,
      says:
        now.otherTools === null
          ? 'not answered: every last activity is unknown and nobody is purged'
          : now.otherTools.length === 0
            ? 'none'
            : `${now.otherTools.join(', ')}: their clicks are unknown, so every last activity is unknown`,
    },
  ]
}

/** Whether others than this machine reach the console, and whether each vendor knows where it is. */
async function consoleUrl(app: App): Promise<Finding> {
  const name = 'console address'
  if (!app.isConsoleNamed)
    return {
      name,
      ok: true,
      says: `${app.consoleUrl}: on this machine only, so invitations and links in mails open nowhere else (set CONSOLE_URL)`,
    }
  const moved = await movedApps(app)
  return moved.length === 0
    ? { name, ok: true, says: app.consoleUrl }
    : {
        name,
        ok: false,
        says: `${app.consoleUrl}; the vendor's app has another redirect address at ${moved.map(({ label }) => label).join(', ')}: the page Connections shows the one to add`,
      }
}

/** Who is believed about visitors, where somebody from outside may come. */
function proxies(app: App): Finding[] {
  if (!app.isConsoleNamed && app.publicUrl === null) return []
  return [
    {
      name: 'proxies',
      ok: true,
      says:
        app.trustedProxies.length === 0
          ? 'none is trusted (TRUST_PROXY): behind a proxy all visitors count as one place, which is then held to no limit, and the audit log names the proxy'
          : `${app.trustedProxies.join(', ')} name the visitor`,
    },
  ]
}

function publicUrl(url: string | null): Finding {
  return url === null
    ? {
        name: 'public address',
        ok: true,
        says: 'none (PUBLIC_URL): no links for people and no webhooks; opt-outs in a CRM are seen by polling',
      }
    : { name: 'public address', ok: true, says: url }
}

/** Whether people can stop and start again by themselves. */
async function personPages(app: App): Promise<Finding[]> {
  const { last, brokenSince } = await probeState(app.pool)
  const mail: Finding = {
    name: 'confirmation mails',
    ok: true,
    says:
      app.mailer === null
        ? 'none (SMTP_URL, MAIL_FROM): nobody can start again online, the page says how to write to you'
        : 'sent by your mail server',
  }
  if (app.publicUrl === null) return [mail]
  const says =
    last === null
      ? 'not asked yet: it is asked each night'
      : brokenSince === null
        ? `answered on ${last.askedAt.toISOString()}`
        : `no answer from outside since ${brokenSince.toISOString()}: ${last.detail ?? ''}`
  return [{ name: 'links', ok: brokenSince === null, says }, mail]
}

async function connections(app: App): Promise<Finding[]> {
  const all = await listConnections(app.pool)
  if (all.length === 0) return [{ name: 'connections', ok: false, says: 'none: connect a CRM on the page Connections' }]
  const findings: Finding[] = []
  for (const connection of all) {
    const name = `${connection.label} (${connection.accountId})`
    try {
      await checkConnection(app, connection.id)
      const checked = await findConnection(app.pool, connection.id)
      const bad = (checked?.checkReport?.lines ?? []).filter(
        (line) => line.state === 'hidden' || line.state === 'missing',
      )
      const blind = blindReasons(await freshnessOf(app, app.pool, [connection], app.clock.now()), [], app.clock.now())
      const ok = bad.length === 0 && blind.length === 0 && connection.state !== 'needs-reauthorisation'
      const says = [
        connection.state,
        `may write: ${connection.granted.join(', ') || 'nothing'}`,
        ...(connection.restoredAt === null
          ? []
          : ['a backup was restored: nothing is written here before all of it was read again']),
        ...bad.map((line) => `${line.name.en} ${line.state}${line.prevents === null ? '' : `, ${line.prevents.en}`}`),
        ...blind.map(
          ({ kind, label, name }) =>
            `${label === connection.label ? '' : `${label}: `}${kind === 'unseen' ? `${name ?? ''} is not seen, so nobody is removed` : kind === 'failing' ? `last read failed: ${(label === connection.label ? connection.pullFailure : connection.activitiesFailure) ?? ''}` : 'not read for 48 h'}`,
        ),
      ]
      findings.push({ name, ok, says: says.join('; ') })
    } catch (error) {
      findings.push({ name, ok: false, says: error instanceof Error ? error.message : 'could not be checked' })
    }
  }
  return findings
}

/** Whether somebody else deletes records too, so that two purges do not fight. */
async function otherPurges(app: App): Promise<Finding[]> {
  const now = app.clock.now()
  const lost = await vanished(app.pool, now)
  const bursts = lost.flatMap(({ label, days }) => {
    const purge = otherPurge(days, dayOf(now))
    return purge === null
      ? []
      : [
          `${label}: ${purge.deleted} records disappeared on ${purge.day} without a Lawbase plan, ${purge.notDue} of them before the end of their retention period. Look for its retention tool or an automatic rule, and keep only one purge`,
        ]
  })
  const total = lost.flatMap(({ days }) => days).reduce((sum, { deleted }) => sum + deleted, 0)
  return [
    {
      name: 'other purges',
      ok: bursts.length === 0,
      says:
        bursts.length > 0
          ? bursts.join('; ')
          : `none shows: ${total} records were deleted by others in ${usualDays + reportedDays} days`,
    },
  ]
}

async function audit(app: App): Promise<Finding> {
  const check = await verifyAudit(app.pool)
  const late = await unsealedBefore(app.pool, new Date(app.clock.now().getTime() - maxUnsealedMs))
  const since = late === null ? '' : `; not sealed since ${late.toISOString()}: is the service running?`
  return {
    name: 'audit log',
    ok: check.brokenAt === null && late === null,
    says: check.brokenAt === null ? `intact, ${check.sealedUpTo} acts${since}` : `changed at act ${check.brokenAt}`,
  }
}

/** Whether a restored backup would know what was said since. */
async function journal(app: App): Promise<Finding> {
  const name = 'journal'
  if (app.journalFolder === null)
    return {
      name,
      ok: true,
      says: 'none (LAWBASE_JOURNAL_DIR): a restored backup misses the objections, lifts, removals and activity since it was made',
    }
  const fault = await folderFault(app.journalFolder)
  if (fault !== null) return { name, ok: false, says: fault }
  const health = await journalHealth(app)
  if (health?.since == null) return { name, ok: true, says: 'holds every objection, lift and removal' }
  return {
    name,
    ok: false,
    says: `behind since ${health.since.toISOString()}: ${health.failure ?? (health.isFollowed ? 'the service is catching up' : 'no service runs that follows')}`,
  }
}

/** Whether the head of the audit log can be written where it was told to go; nothing where it goes nowhere. */
async function auditHead(auditHeadFolder: string | null): Promise<Finding[]> {
  if (auditHeadFolder === null) return []
  const fault = await folderFault(auditHeadFolder)
  return [
    { name: 'head of the audit log', ok: fault === null, says: fault ?? `is written each night to ${auditHeadFolder}` },
  ]
}

/** Why nothing can be written into a folder, and what to do; null when it can. */
async function folderFault(folder: string): Promise<string | null> {
  try {
    await probeFolder(folder)
    return null
  } catch (error) {
    return `the folder cannot be written (${(error as { code?: string }).code ?? 'unknown'}): mount it, or let this user write there`
  }
}
