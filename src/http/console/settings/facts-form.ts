import { fieldFacts } from '../../../domain/decisions/fields/field-facts.ts'
import { leadingOffer } from '../../../domain/decisions/offer.ts'
import { Settings } from '../../../domain/settings/settings.ts'
import { previewVerdicts, type VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { withSaid } from './said-values.ts'

/** The settings with the fields of the form, each row with a meaning as somebody's word, and what is said of sales. */
export function withFacts(current: Settings, visit: Visit): unknown {
  const keyOf = (connector: string, fact: string) => `${connector}-${fact}`
  const readers = [...visit.app.connectors.values()].filter(({ facts }) => facts !== undefined).map(({ id }) => id)
  const said = withSaid(
    Object.fromEntries(
      readers.flatMap((id) => fieldFacts.map((fact) => [keyOf(id, fact), current.facts[id]?.[fact]?.values ?? []])),
    ),
    visit,
  )
  const shown = readers.filter((id) => visit.form[`fact-${id}-basis`] !== undefined)
  const refusalSince = (visit.form['refusalSince'] ?? '').trim()
  return {
    ...current,
    facts: {
      ...current.facts,
      ...Object.fromEntries(
        shown.map((id) => [
          id,
          Object.fromEntries(
            fieldFacts.flatMap((fact) => {
              const property = (visit.form[`fact-${id}-${fact}`] ?? '').trim()
              const values = said[keyOf(id, fact)] ?? []
              return property === '' && values.length === 0 ? [] : [[fact, { property, values }]]
            }),
          ),
        ]),
      ),
    },
    sales: {
      ownSales: shown.filter((id) => visit.form[`own-${id}`] === 'on'),
      addressFromCustomer: visit.form['addressGiven'] === 'on',
      refusalSince: refusalSince === '' ? null : refusalSince,
    },
  }
}

/** What the form would change of the verdicts, where it can be saved as it is. */
export async function factsShift(view: View, visit: Visit): Promise<VerdictShift | null> {
  const { app, settings } = view
  const after = Settings.safeParse(withFacts(settings, visit))
  if (!after.success) return null
  const offer = leadingOffer(settings.offers)
  return await previewVerdicts(app, { settings, offer }, { settings: after.data, offer })
}

/** Fields of the form by path of the schema, with the sentence under each. */
export const factsFaults = ({ t }: View, { app }: Visit): Readonly<Record<string, readonly [string, string]>> => ({
  'sales.refusalSince': ['refusalSince', t.common.days.unreadable],
  ...Object.fromEntries(
    [...app.connectors.keys()].flatMap((id) =>
      fieldFacts.flatMap((fact) => [
        [`facts.${id}.${fact}.property`, [`fact-${id}-${fact}`, t.fieldFacts.settings.error]] as const,
        [`facts.${id}.${fact}.values`, [`fact-${id}-${fact}`, t.fieldFacts.settings.family]] as const,
      ]),
    ),
  ),
})
