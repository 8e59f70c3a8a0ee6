import { activities, type ActivityId } from './tables/processing-activities.ts'
import { RegisterSettings, type RegisterRecipient, type RegisterFacts } from './tables/register-facts.ts'

export const defaultRegister: RegisterSettings = {
  dpo: null,
  authority: 'CNIL, cnil.fr',
  recipients: {},
  security: null,
}

/** Countries of the European Economic Area: no transfer in the sense of GDPR chapter V. */
const eea = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
)

export const isOutsideEea = (country: string): boolean => !eea.has(country)

type Missing = 'controller' | 'dpo' | 'assessment' | 'source' | 'tools' | 'country' | 'safeguard' | 'security'

/** One line of the register: one purpose of one controller (S-TAGADA: no shared lines). */
export interface RegisterLine {
  activity: ActivityId
  people: number
  months: number | null
  recipients: readonly RegisterRecipient[]
  transfers: readonly RegisterRecipient[]
  sources: readonly { kind: string; name: string; people: number }[]
  /** People of whom no source is known, on the day they were counted; null = the line names no sources. */
  sourceless: { people: number; on: string } | null
  offers: RegisterFacts['offers']
  /** What the controller still has to say before the line is complete. */
  missing: readonly Missing[]
}

/** The lines that apply to this base; an activity nobody does is not in the register. */
export function registerLines(facts: RegisterFacts): RegisterLine[] {
  return activities
    .filter((activity) => activity.when(facts))
    .map((activity) => {
      const recipients = facts.recipients.filter((recipient) => activity.recipients.includes(recipient.kind))
      const transfers = recipients.filter((recipient) => recipient.country !== null && isOutsideEea(recipient.country))
      const prospecting = activity.id === 'prospecting'
      const missing = missingOf(facts, activity, { recipients, transfers })
      return {
        activity: activity.id,
        people: activity.people(facts),
        months: activity.months(facts),
        recipients,
        transfers,
        sources: prospecting ? facts.sources : [],
        sourceless: prospecting && facts.people > 0 ? { people: facts.sourceless, on: facts.countedOn } : null,
        offers: prospecting ? facts.offers : [],
        missing,
      }
    })
}

/** What the controller still has to say of one activity. */
function missingOf(
  facts: RegisterFacts,
  activity: (typeof activities)[number],
  { recipients, transfers }: Pick<RegisterLine, 'recipients' | 'transfers'>,
): Missing[] {
  const prospecting = activity.id === 'prospecting'
  return [
    ...(facts.controller === null ? ['controller' as const] : []),
    ...(facts.register.dpo === null ? ['dpo' as const] : []),
    ...(prospecting && (facts.offers.length === 0 || facts.offers.some((offer) => offer.assessment === null))
      ? ['assessment' as const]
      : []),
    ...(prospecting && facts.sources.reduce((sum, source) => sum + source.people, 0) === 0 && facts.people > 0
      ? ['source' as const]
      : []),
    ...(activity.recipients.includes('tool') && !facts.toolsStated ? ['tools' as const] : []),
    ...(recipients.some((recipient) => recipient.country === null) ? ['country' as const] : []),
    ...(transfers.some((recipient) => recipient.safeguard === null) ? ['safeguard' as const] : []),
    ...(facts.register.security === null ? ['security' as const] : []),
  ]
}
