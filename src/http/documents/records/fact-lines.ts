import { isDay } from '../../../domain/decisions/fields/field-facts.ts'
import type { AccessPack } from '../../../operations/evidence/access-pack.ts'
import type { PaperWords } from '../paper/paper-words.ts'

type PackRecord = AccessPack['contacts'][number]['records'][number]

/** What fields say that hold further facts, deals that were won, and our first message, as lines of a paper. */
export function factLines(
  { t, f }: PaperWords,
  { told, consents, sales, firstContactOn }: Pick<PackRecord, 'told' | 'consents' | 'sales' | 'firstContactOn'>,
): (readonly [string, string | null])[] {
  const c = t.fieldFacts
  const day = (on: string) => f.date(new Date(`${on}T00:00:00Z`))
  const meant = ({ fact, means }: PackRecord['told'][number]): string =>
    means === null || isDay(fact) ? c.unknown : ((c.meanings[fact] as Readonly<Record<string, string>>)[means] ?? means)
  return [
    ...told.map(
      (one) => [c.facts[one.fact], isDay(one.fact) ? day(one.value) : `${one.value}${f.colon}${meant(one)}`] as const,
    ),
    ...consents.map(
      ({ channels, at, words }) =>
        [
          c.consents,
          c.consent(
            channels.map((one) => t.common.channels[one]).join(', '),
            at === null ? c.undated : f.date(new Date(at)),
            words ?? '',
          ),
        ] as const,
    ),
    ...sales.map(
      ({ on, family, entity }) =>
        [c.sales, c.sale(on === null ? c.undated : day(on), family ?? '', entity ?? '')] as const,
    ),
    [c.firstContact, firstContactOn === null ? null : day(firstContactOn)],
  ]
}
