import type { Json } from '../core/call.ts'
import type { SeedDates } from './dates.ts'
import type { Population, SeededIds } from './people.ts'

/** Who the base was seeded with and what is special about each: the key to the exercise, for an independent check. */
export function seedAnswers(
  population: Population,
  dates: SeedDates,
  hubspot: SeededIds,
  salesforce: SeededIds,
): readonly Json[] {
  return population.people.map((person) => {
    const act = dates.actAt(person)
    return {
      index: person.index,
      where: person.where,
      life: person.life,
      optOut: person.optOut,
      source: person.source,
      country: person.country.code,
      role: person.role,
      swapped: person.swapped,
      otherLast: person.otherLast,
      alsoLead: person.alsoLead,
      duplicate: person.duplicate,
      firstName: person.first,
      lastName: person.last,
      title: person.title,
      company: person.company.name,
      email: person.email,
      otherEmail: person.swapped || person.duplicate === 'hubspot' ? person.otherEmail : null,
      createdOn: new Date(dates.daysAgo(person.createdDaysAgo, 0)).toISOString().slice(0, 10),
      lastActOn: act === null ? null : new Date(act).toISOString().slice(0, 10),
      hubspotIds: hubspot.get(person.index) ?? [],
      salesforceIds: salesforce.get(person.index) ?? [],
    }
  })
}
