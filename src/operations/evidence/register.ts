import { dayOf } from '../../domain/app/day.ts'
import { ownTermsOn } from '../../domain/removals/retention-rules.ts'
import type { RegisterFacts, RegisterRecipient } from '../../domain/evidence/tables/register-facts.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { registerCounts, peopleBySource } from '../../store/evidence/register-view.ts'
import type { App } from '../app/app.ts'

const sourcesNamed = 200

/**
 * Every system and tool that holds or is told of data of the people in the base; a mailbox is ours and receives
 * nothing, nor does a vendor that only tells.
 */
async function recipientsOf(app: App, settings: Settings): Promise<RegisterRecipient[]> {
  const recipient = (key: string, name: string, kind: RegisterRecipient['kind']): RegisterRecipient => ({
    key,
    name,
    kind,
    ...(settings.register.recipients[key] ?? { legalName: null, country: null, safeguard: null }),
  })
  const systems = (await listConnections(app.pool)).flatMap((connection) => {
    const connector = app.connectors.get(connection.connector)
    const kind = connector?.kind ?? 'mailbox'
    if (kind === 'feed')
      return connector?.feed?.isAsked === true ? [recipient(connection.id, connection.label, 'broker')] : []
    return kind === 'mailbox' ? [] : [recipient(connection.id, connection.label, kind)]
  })
  return [...systems, ...(settings.otherTools ?? []).map((name) => recipient(`tool:${name}`, name, 'tool'))]
}

type RegisterFigures = Awaited<ReturnType<typeof registerFigures>>

/** What the register counts in the base. */
export async function registerFigures(app: App) {
  const [counts, sources] = await Promise.all([registerCounts(app.pool), peopleBySource(app.pool, sourcesNamed)])
  return { ...counts, sources, countedOn: dayOf(app.clock.now()) }
}

/** What the register of processing is made of today; `figures`: left out = they are counted now. */
export async function registerFacts(app: App, figures?: RegisterFigures): Promise<RegisterFacts> {
  const { settings } = await loadSettings(app.pool)
  return {
    ...(figures ?? (await registerFigures(app))),
    recipients: await recipientsOf(app, settings),
    toolsStated: settings.otherTools !== null,
    controller: settings.controller,
    register: settings.register,
    inactivityMonths: settings.inactivityMonths,
    ownTerms: ownTermsOn(settings.retentionRules, dayOf(app.clock.now())),
    offers: settings.offers.map(({ name, assessment }) => ({
      name,
      assessment: assessment === null ? null : { id: assessment.id, on: assessment.on },
    })),
  }
}
