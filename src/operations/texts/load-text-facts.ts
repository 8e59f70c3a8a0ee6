import { officerOf } from '../../domain/notices/officer.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { sourceKindRow, sourceKinds, type SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import type { TextFacts } from '../../domain/texts/text-facts.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { registerFacts } from '../evidence/register.ts'

/** Whom the line of prospecting in the register names (docs/reference/law.md#h2). */
const recipientKinds: ReadonlySet<string> = new Set(['crm', 'mailer', 'tool'])

/**
 * What texts can say of the company and its base today: its settings, its register, the origins in its base. `figures`:
 * as of `registerFacts`.
 */
export async function loadTextFacts(app: App, figures?: Parameters<typeof registerFacts>[1]): Promise<TextFacts> {
  const [{ settings }, facts] = await Promise.all([loadSettings(app.pool), registerFacts(app, figures)])
  return {
    controller: facts.controller,
    dpo: officerOf(facts.register.dpo),
    authority: facts.register.authority,
    offers: facts.offers.map(({ name, assessment }) => ({ name, isAssessed: assessment !== null })),
    recipients: facts.recipients.filter(({ kind }) => recipientKinds.has(kind)),
    toolsStated: facts.toolsStated,
    months: Math.max(facts.inactivityMonths, ...facts.ownTerms.map(({ months }) => months)),
    sources: sourcesOf(settings, facts.sources),
  }
}

interface Named {
  kind: SourceKind
  name: string
  /** Somebody looked and said that everybody can see it; null = nobody did. */
  accepted: boolean | null
}

/** Each origin once that is not the person, by its name: those of the base, and those that an admin mapped. */
function sourcesOf(
  { sources, moreSources }: Settings,
  inBase: readonly { kind: string; name: string }[],
): TextFacts['sources'] {
  const mapped: Named[] = [...Object.values(sources), ...Object.values(moreSources).flat()].flatMap(
    ({ values }) => values,
  )
  const found = inBase.flatMap(({ kind, name }): Named[] => {
    const known = sourceKinds.find((one) => one === kind)
    return known === undefined ? [] : [{ kind: known, name, accepted: null }]
  })
  const named = new Map<string, boolean | null>()
  for (const source of [...mapped, ...found])
    if (source.name.trim() !== '' && !sourceKindRow(source.kind).direct && !named.has(source.name))
      named.set(source.name, isPublic(source))
  return [...named].map(([name, seenByAll]) => ({ name, isPublic: seenByAll }))
}

/**
 * Whether everybody can see a source (docs/reference/law.md#c): an official register, and a page that a named person
 * accepted as public. Of a page that nobody looked at, and of a guessed address, it is not known.
 */
function isPublic({ kind, accepted }: Named): boolean | null {
  if (kind === 'C11') return true
  if (kind === 'C8' || kind === 'C9') return accepted === true ? true : null
  return kind === 'C10' || kind === 'C13' ? null : false
}
