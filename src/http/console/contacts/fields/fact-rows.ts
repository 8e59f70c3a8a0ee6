import { isDay, judgeFact, personFacts, type PersonFact } from '../../../../domain/decisions/fields/field-facts.ts'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import type { View } from '../../app/view.ts'
import { meaningWord } from '../../app/meaning-word.ts'
import type { FieldRow } from './field-row.ts'

/** What each system says in the fields that an admin named, and of deals and first messages, with what it means. */
export function factRows(view: View, uninformedOn: string | null): FieldRow[] {
  const { t, f } = view
  const c = t.fieldFacts
  return [
    ...personFacts.map((fact): FieldRow => ({ label: c.facts[fact], show: (record) => factLine(view, record, fact) })),
    { label: c.consents, show: (record) => consentsLine(view, record) },
    { label: c.sales, show: (record) => salesLine(view, record) },
    {
      label: c.firstContact,
      show: ({ connector, firstContactOn, firstContactBy }) => {
        if (firstContactOn === null) return null
        const words = view.app.connectors.get(connector)?.facts?.firstContact[firstContactBy ?? '']
        const seen = words === undefined ? f.day(firstContactOn) : c.seen(f.day(firstContactOn), words[view.language])
        return firstContactOn === uninformedOn ? `${seen}. ${c.uninformed}` : seen
      },
    },
  ]
}

/** Null where the record shows nothing. */
function factLine(view: View, { connector, facts }: ContactRecord, fact: PersonFact): string | null {
  const { t, f, settings } = view
  const values = facts?.[fact] ?? []
  if (values.length === 0) return null
  if (isDay(fact)) return values.map((day) => f.day(day)).join(', ')
  const lines = values.map((value) => {
    const { means, by } = judgeFact(settings.facts[connector], fact, value)
    const meant = means === null ? t.fieldFacts.unknown : meaningWord(view, fact, means)
    const whose = by === null ? t.fieldFacts.byWords : t.fieldFacts.bySomeone(by.who, f.day(by.on))
    return `${value}${f.colon}${means === null ? meant : `${meant}, ${whose}`}`
  })
  return lines.join('; ')
}

/** Consents in objects of the system, the latest first. */
function consentsLine({ t, f }: View, { consents }: ContactRecord): string | null {
  if (consents == null || consents.length === 0) return null
  return consents
    .toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))
    .map(({ channels, at, words }) =>
      t.fieldFacts.consent(
        f.list(channels.map((one) => t.common.channels[one])),
        at === null ? t.fieldFacts.undated : f.day(at.slice(0, 10)),
        words ?? '',
      ),
    )
    .join('; ')
}

function salesLine({ t, f }: View, { sales }: ContactRecord): string | null {
  if (sales == null || sales.length === 0) return null
  const c = t.fieldFacts
  return sales
    .map(({ on, family, entity }) => c.sale(on === null ? c.undated : f.day(on), family ?? '', entity ?? ''))
    .join('; ')
}
