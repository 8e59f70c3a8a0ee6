import type { Channel } from '../../../domain/app/channel.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

const asks: Readonly<Record<Channel, string>> = { email: 'e-mail them', sms: 'text them', phone: 'call them', robocall: 'call them by robot', post: 'write to them by post', social: 'write to them on social networks', fax: 'fax them', audience: 'put them into an ad audience' }

export const scorecard = {
  title: 'State of the base', tab: 'Scorecard', empty: 'The scorecard needs one finished run.', pdf: 'Download PDF', page: (now: number, of: number) => `${n(now)} of ${n(of)}`,
  context: (company: string, when: string, people: number, records: number, systems: number) => `${company === '' ? '' : `${company}, `}${when}. ${some(people, 'contact', 'contacts')}, ${some(records, 'record', 'records')} in ${some(systems, 'system', 'systems')}.`,
  question: (offer: string | null, channel: Channel) => `May we ${asks[channel]} today${offer === null ? '' : ` about “${offer}”`}?`, part: (total: number) => `drawn at random from ${n(total)}`, choose: { offer: 'Offer', channel: 'Channel', show: 'Show' }, yes: (yes: string, of: string) => `yes: ${yes} of ${of}`, was: (share: string, month: string) => `${share} in ${month}`,
  parts: { allowed: 'Allowed', notice: 'With the notice', consent: 'Consent needed', waiting: 'Quarantine or review', blocked: 'Blocked' },
  trend: { title: 'Twelve months', more: 'contacts at the end of each month', mailed: 'May be e-mailed', toDo: 'To fix, or opted out', allowed: 'allowed', objectors: 'opted out', noSource: 'no source', past: 'past the retention period', one: 'The trend begins with this month: figures are kept with each run.', elsewhere: 'Who may be written to is kept month by month only for the first offer, by e-mail.', table: 'As a table', month: 'Month' },
  duties: {
    title: 'Duties', today: 'today', open: 'People with an opt-out not applied', openMore: (blocked: number, all: number) => `${n(blocked)} of ${some(all, 'person', 'people')} with an opt-out are blocked in every connected system that holds them`, since: (when: string) => `Oldest open since ${when}.`,
    delay: 'From opt-out to verification', delayMore: (p95: string) => `95 % within ${p95} over 30 days`, delayNone: 'no opt-outs in 30 days', notice: 'Notices overdue', noticeMore: (due: number) => `${n(due)} fall due within a month`, answer: 'Broker opt-outs without answer', answerMore: 'sent, not yet confirmed', source: 'No source yet', sourceMore: (days: number) => `in a removal plan after ${some(days, 'day', 'days')}`,
    overruled: 'Unclear messages: the reader was overruled', overruledMore: (against: number, all: number) => `${n(against)} of ${some(all, 'message', 'messages')} that a person decided in 12 months`,
    past: 'Past the retention period, in no plan', pastMore: (waiting: number) => `${n(waiting)} waiting in a plan; guards protect the others; customers and open deals are not counted`, target: (text: string) => `target ${text}`, zero: '0', minutes: (count: number) => `${n(count)} min`,
  },
  lists: { basis: 'By lawful basis', source: 'By source', country: 'By country', other: 'Other' },
}
