import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const timeMachine = {
  title: 'Time machine', context: 'Pick a day and a term and see who would go, and why. Nothing is written.', saved: 'Saved as a new version of the settings. It counts from the next run on.',
  on: 'Day', months: 'Months without an act', unit: 'months', monthsHint: (inForce: number) => `In force: ${n(inForce)}. Between 1 and 60.`, population: 'Population', populations: { prospect: 'Prospects', 'former-customer': 'Former customers' }, former: 'of them former customers', country: 'Country', sourceKind: 'Kind of source', any: 'Everybody', look: 'Look',
  tiles: { now: 'Would go, as it is', tried: 'Would go, with this term', past: 'Past this term', pastMore: 'before any guard', protected: 'Protected', protectedMore: 'by a guard', onDay: (day: string) => `on ${day}` },
  same: 'no difference', more: (people: number) => `${n(people)} more`, fewer: (people: number) => `${n(people)} fewer`,
  chart: 'When they would go, three years ahead', chartLabel: (now: number, tried: number) => `In three years ${some(now, 'contact', 'contacts')} would go as it is, ${some(tried, 'contact', 'contacts')} with this term`, series: { now: 'as it is', tried: 'with this term' }, table: 'As a table', month: 'Month',
  guards: 'Who is protected by what', go: 'Would go', unforeseen: 'Acts that come until then, blind clocks, missing rights and doubts about who somebody is are not foreseen.',
  inForce: 'Put it in force', everybody: 'A term for everybody is a setting.', settings: 'Open the settings', would: (who: string, months: number) => `${who}: ${some(months, 'month', 'months')}.`, term: (who: string, months: number) => `${who} ${some(months, 'month', 'months')}`, from: 'From', reason: 'Reason', reasonHint: 'Needed above 36 months: a sentence an inspector accepts.', save: 'Save this term',
  rules: 'Terms of their own', noRules: (months: number) => `None: ${some(months, 'month', 'months')} for everybody.`, columns: { who: 'Who', months: 'Months', from: 'From', reason: 'Reason' }, end: 'End', sample: (count: number) => `${n(count)} of them, drawn at random`,
  errors: { reason: 'More than 36 months need a written reason of at least 20 characters.', from: 'Give a day.', other: 'This cannot be saved: check population, country, kind and months.' },
}
