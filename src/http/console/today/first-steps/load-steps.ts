import { firstSteps } from '../../../../domain/settings/first-steps.ts'
import { allowed, may } from '../../../../domain/accounts/roles.ts'
import { nextNightlyRun } from '../../../../operations/runs/start-run.ts'
import { connectionRows, type ConnectionRow } from '../../../../store/connections/connections-view.ts'
import { countMaybeCustomers } from '../../../../store/contacts/relation-values.ts'
import { selfTests } from '../../../../store/settings/self-tests.ts'
import { firstStepFacts, stepMarks } from '../../../../store/today/first-steps.ts'
import type { View } from '../../app/view.ts'
import { crmStep, peopleSteps } from './base-steps.ts'
import { lawfulSteps, upkeepSteps } from './lawful-steps.ts'
import type { ShownStep } from './step.ts'
import { testedSteps } from './tested-steps.ts'

/** The steps that this reader's role may do, as they stand; `systems`: the connected ones, where they were read. */
export async function loadSteps(view: View, systems?: readonly ConnectionRow[]): Promise<readonly ShownStep[]> {
  const { app } = view
  if (!allowed(view.role, may.configure)) return []
  const [rows, facts, marks, tests, nextRun] = await Promise.all([
    systems ?? connectionRows(app.pool),
    firstStepFacts(app.pool, view.user.id),
    stepMarks(app.pool),
    selfTests(app.pool),
    nextNightlyRun(app),
  ])
  const crms = rows.filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
  const { people: unjudged } = crms.length === 0 ? { people: 0 } : await countMaybeCustomers(app.pool)
  const states = {
    ...peopleSteps(view, facts),
    ...testedSteps(view, tests),
    ...lawfulSteps(view, facts, crms, unjudged),
    ...upkeepSteps(view, facts, marks, nextRun),
  }
  return firstSteps(crmIds(view)).flatMap((step) => {
    if (!allowed(view.role, step.roles)) return []
    const { kind, connector, id } = step
    const state = kind === 'crm' ? crmStep(view, connector ?? '', crms) : states[kind]
    return [{ ...step, ...state, mark: marks.get(id) ?? null }]
  })
}

/** Connectors of CRMs that this program can connect. */
export const crmIds = ({ app }: Pick<View, 'app'>): readonly string[] =>
  [...app.connectors.values()].filter(({ kind }) => kind === 'crm').map(({ id }) => id)
