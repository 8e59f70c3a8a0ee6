import { allowed, may } from '../../../../domain/accounts/roles.ts'
import type { ConnectionRow } from '../../../../store/connections/connections-view.ts'
import type { FirstStepFacts } from '../../../../store/today/first-steps.ts'
import type { View } from '../../app/view.ts'
import type { StepState } from './step.ts'

/** Who works here: accounts, their second factors, the DPO, the company. */
export function peopleSteps(
  view: View,
  facts: FirstStepFacts,
): Record<'account' | 'factor' | 'dpo' | 'company', StepState> {
  const { settings, f } = view
  const t = view.t.firstSteps
  const canSeeUsers = allowed(view.role, may.connect)
  const { title: companyTitle, why: companyWhy } = t.company
  return {
    account: {
      title: t.account.title,
      why: t.account.why,
      isDone: facts.firstAccountAt !== null,
      says:
        facts.firstAccountAt === null ? t.account.none : t.account.done(facts.accounts, f.date(facts.firstAccountAt)),
      act: { label: t.account.act, href: '/users' },
    },
    factor: {
      title: t.factor.title,
      why: t.factor.why,
      isDone: facts.judges > 0 && facts.judgesWithFactor === facts.judges,
      says: t.factor.done(facts.judgesWithFactor, facts.judges),
      ...(!facts.readerHasFactor
        ? { act: { label: t.factor.act, href: '/account/second-factor' } }
        : canSeeUsers
          ? { act: { label: t.factor.others, href: '/users' } }
          : {}),
    },
    company: {
      title: companyTitle,
      why: companyWhy,
      isDone: settings.controller !== null,
      says: settings.controller === null ? t.company.none : t.company.done(settings.controller.name),
      act: {
        label: settings.controller === null ? t.company.act : t.company.change,
        href: '/settings/company',
      },
    },
    dpo: {
      title: t.dpo.title,
      why: t.dpo.why,
      isDone: facts.dpos > 0,
      says: facts.dpos === 0 ? t.dpo.none : t.dpo.done(facts.dpos, facts.dposInvited),
      act: { label: facts.dpos === 0 ? t.dpo.act : t.dpo.others, href: '/users' },
    },
  }
}

/** One CRM, from its consent page to the right to block there. */
export function crmStep(view: View, connector: string, systems: readonly ConnectionRow[]): StepState {
  const t = view.t.firstSteps.crm
  const name = view.app.connectors.get(connector)?.label ?? connector
  const theirs = systems.filter((row) => row.connector === connector)
  const base = { title: name, why: t.why, isDone: false }
  // Of several accounts the one that is least far is the one to go on with.
  const states = theirs.map((row) => ({ row, ...placeOf(view, row) })).toSorted((a, b) => a.rank - b.rank)
  const [first] = states
  if (first === undefined)
    return { ...base, says: t.none, act: { label: t.connect, href: `/connections/new/${connector}` } }
  const page = `/connections/${first.row.id}`
  return {
    ...base,
    title: first.row.label,
    isDone: first.isDone,
    isFailed: first.isFailed,
    says: first.says,
    act: first.isGrant ? { label: t.grant, href: `${page}#rights` } : { label: t.open, href: page },
  }
}

function placeOf(
  { f, t }: View,
  row: ConnectionRow,
): { rank: number; says: string; isDone: boolean; isFailed: boolean; isGrant: boolean } {
  const c = t.firstSteps.crm
  const open = { isDone: false, isFailed: false, isGrant: false }
  if (row.state === 'needs-reauthorisation') return { ...open, rank: 0, says: c.broken, isFailed: true }
  if (row.fullPulledAt === null) return { ...open, rank: 1, says: c.reading }
  const when = f.dateTime(row.fullPulledAt)
  return row.granted.includes('suppress')
    ? { ...open, rank: 3, says: c.done(when), isDone: true }
    : { ...open, rank: 2, says: c.read(when), isGrant: true }
}
