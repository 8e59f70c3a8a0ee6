import type { Texts } from '../../../locales/texts.ts'

/** Whose sentences a page shows. */
type HelpKey = keyof Texts['help']['pages']

/** Pages by the start of their address, what their help says, and where to read on under `docs/`. */
const pages: readonly (readonly [start: string, key: HelpKey, doc: string])[] = [
  ['/', 'today', 'start.md#the-first-day'],
  ['/first-steps', 'firstSteps', 'start.md#try-it-with-invented-people'],
  ['/reviews', 'reviews', 'dpo/opt-outs.md#questions'],
  ['/search', 'search', 'start.md'],
  ['/contacts', 'contacts', 'api/decide.md'],
  ['/contacts/', 'contact', 'api/decide.md'],
  ['/objections', 'objections', 'dpo/opt-outs.md'],
  ['/objections/new', 'objectionForm', 'dpo/opt-outs.md#by-hand'],
  ['/objections/file', 'objectionFile', 'dpo/opt-outs.md#as-a-file'],
  ['/objections/list', 'objectionList', 'dpo/opt-outs.md#for-a-list-of-contacts'],
  ['/objections/companies', 'objectionCompanies', 'dpo/opt-outs.md#for-a-whole-company'],
  ['/propagations', 'objections', 'dpo/opt-outs.md#what-happens-then'],
  ['/broker-tasks', 'tasks', 'dpo/brokers.md'],
  ['/removals', 'removals', 'dpo/removals.md#plans'],
  ['/removals/', 'removalPlan', 'dpo/removals.md#plans'],
  ['/removals/time-machine', 'timeMachine', 'dpo/removals.md#plans'],
  ['/removals/holds', 'holds', 'dpo/removals.md#plans'],
  ['/removals/keep-out', 'holds', 'dpo/removals.md#plans'],
  ['/removals/same-person', 'samePerson', 'dpo/removals.md#bringing-people-back'],
  ['/removals/ask', 'removalAsk', 'dpo/removals.md#re-permission'],
  ['/erasures', 'erasures', 'dpo/removals.md#erasure-requests'],
  ['/access', 'access', 'dpo/removals.md#access-requests'],
  ['/runs', 'runs', 'admin/operations.md#what-runs'],
  ['/health', 'health', 'admin/monitoring.md'],
  ['/sources', 'sources', 'dpo/sources.md#sources'],
  ['/offers', 'offers', 'dpo/sources.md#offers-and-functions'],
  ['/notices', 'notices', 'dpo/sources.md#notices'],
  ['/texts', 'texts', 'dpo/sources.md#texts-from-templates'],
  ['/consents', 'consents', 'admin/connect.md#a-questionnaire-for-a-booth'],
  ['/brokers', 'brokers', 'dpo/brokers.md'],
  ['/screening', 'screening', 'dpo/screening.md'],
  ['/forms', 'forms', 'dpo/forms.md'],
  ['/scorecard', 'scorecard', 'dpo/evidence.md'],
  ['/register', 'register', 'dpo/evidence.md#register-of-processing'],
  ['/audit', 'audit', 'admin/operations.md#the-audit-log-stays-sealed'],
  ['/evidence', 'evidence', 'dpo/evidence.md#evidence-for-an-inspector'],
  ['/connections', 'connections', 'admin/connect.md'],
  ['/connections/', 'connection', 'admin/connect.md'],
  ['/connections/new', 'connect', 'start.md#connect-your-crms'],
  ['/links', 'links', 'admin/preference-page.md'],
  ['/settings', 'settings', 'start.md#the-first-day'],
  ['/users', 'users', 'admin/logins.md'],
  ['/users/company', 'companyLogin', 'admin/logins.md#company-login'],
  ['/users/api', 'api', 'api/rest.md'],
  ['/account', 'account', 'admin/logins.md#second-factor'],
]

/** Help of the page at an address: the longest start that fits. */
export function helpOf(path: string): { key: HelpKey; doc: string } {
  const [, key, doc] = pages.reduce((best, page) =>
    page[0].length > best[0].length && path.startsWith(page[0]) ? page : best,
  )
  return { key, doc }
}
