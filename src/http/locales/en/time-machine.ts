import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const timeMachine = {
  title: 'Time machine', context: 'Pick a day and a retention period, and see who would be removed, and why. Nothing is written.', saved: 'Saved as a new version of the settings. It applies from the next run.',
  on: 'Day', months: 'Months without activity', unit: 'months', monthsHint: (inForce: number) => `In force: ${n(inForce)}. Between 1 and 60.`, population: 'Population', populations: { prospect: 'Prospects', 'former-customer': 'Former customers' }, former: 'of them former customers', country: 'Country', sourceKind: 'Kind of source', any: 'Everyone', anySource: 'All', anyCountry: 'All', look: 'Calculate',
  tiles: { now: 'To delete, current settings', tried: 'To delete, with this period', past: 'Past this period', pastMore: 'before any guard', protected: 'Protected', protectedMore: 'by a guard', onDay: (day: string) => `on ${day}` },
  same: 'no difference', more: (people: number) => `${n(people)} more`, fewer: (people: number) => `${n(people)} fewer`,
  chart: 'When they would be deleted, over three years', chartLabel: (now: number, tried: number) => `In three years ${some(now, 'contact', 'contacts')} would be deleted with the current settings, ${some(tried, 'contact', 'contacts')} with this period`, series: { now: 'current settings', tried: 'with this period' }, table: 'As a table', month: 'Month',
  guards: 'Who is protected by what', openWork: 'Something open, or not known (as read last)', go: 'To delete', underWay: 'In a plan under way', unforeseen: 'Counted as a plan of the same minute would, by what the systems said last. Of a later day, future activity and systems that cannot be read then are not foreseen.',
  inForce: 'Apply it', everybody: 'A retention period for everyone is a setting.', settings: 'Open the settings', would: (who: string, months: number) => `${who}: ${some(months, 'month', 'months')}.`, term: (who: string, months: number) => `${who} ${some(months, 'month', 'months')}`, from: 'From', reason: 'Reason', reasonHint: 'Needed above 36 months: a sentence an inspector accepts.', save: 'Save this period',
  rules: 'Own retention periods', noRules: (months: number) => `None: ${some(months, 'month', 'months')} for everyone.`, columns: { who: 'Who', months: 'Months', from: 'From', reason: 'Reason' }, end: 'End', sample: (count: number) => `${n(count)} of them, drawn at random`,
  errors: { reason: 'More than 36 months need a written reason of at least 20 characters.', from: 'Give a day.', other: 'This cannot be saved: check population, country, kind and months.' },
}
