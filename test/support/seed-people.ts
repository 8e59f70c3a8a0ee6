/** One line of the sandbox's key to the exercise. */
export interface SeedPerson {
  index: number
  where: 'both' | 'hubspot' | 'salesforce'
  life: string
  optOut: string
  source: string | null
  role: boolean
  swapped: boolean
  alsoLead: boolean
  duplicate: string
  otherLast: string | null
  firstName: string
  lastName: string
  email: string
  otherEmail: string | null
  hubspotIds: string[]
  salesforceIds: string[]
}

export function oneAfterTheOther(
  people: readonly SeedPerson[],
): (fits?: (person: SeedPerson) => boolean) => SeedPerson {
  const given = new Set<number>()
  return (fits = () => true) => {
    const found = people.find((person) => !given.has(person.index) && isPlain(person) && fits(person))
    if (found === undefined) throw new Error('The base holds nobody more of that kind')
    given.add(found.index)
    return found
  }
}

/** Somebody with one record per CRM, nothing special about them. */
function isPlain(person: SeedPerson): boolean {
  return (
    person.optOut === 'none' &&
    person.life === 'recent' &&
    !person.role &&
    !person.swapped &&
    !person.alsoLead &&
    person.otherLast === null &&
    person.duplicate === 'none'
  )
}
