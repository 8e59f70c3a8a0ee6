import { judgeRecord } from '../../domain/connections/relation-values.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Sql } from '../../store/app/database.ts'
import { judgeEncounters } from '../../store/inactivity/encounters.ts'
import { readNumbersAgain } from '../../store/contacts/records.ts'
import { judgeGroups, relationRules, valueGroups } from '../../store/contacts/relation-values.ts'

/**
 * Judges anew what the values of every record mean, by the settings and by how the systems call the values now
 * (docs/decisions/0036); no system is asked. Gives the contacts of whom that changed, whose verdicts are to follow.
 */
export async function judgeRelations(sql: Sql, settings: Settings, now: Date): Promise<string[]> {
  const groups = (await valueGroups(sql)).flatMap(({ connectionId, connector, fields, values, means: before }) => {
    const means = judgeRecord(relationRules(settings, connector, fields), values)
    return means === before ? [] : [{ connectionId, values, means }]
  })
  return judgeGroups(sql, groups, now)
}

/**
 * The same where the settings that it rests on are among those that changed. Numbers that name no country are read
 * again with their records, where it is another one by now.
 */
export async function judgeIfChanged(
  sql: Sql,
  changed: readonly (keyof Settings)[],
  settings: Settings,
  now: Date,
): Promise<string[]> {
  if (changed.includes('numberCountry')) await readNumbersAgain(sql, now)
  const relations = changed.includes('relationValues') || changed.includes('formerCustomers')
  return [
    ...(relations ? await judgeRelations(sql, settings, now) : []),
    ...(changed.includes('encounterOutcomes') ? await judgeEncounters(sql, settings) : []),
  ]
}
