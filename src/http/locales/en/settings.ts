import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const settings = {
  title: 'Settings', context: (version: number) => (version === 0 ? 'Nobody saved any setting yet: these are the defaults.' : `Version ${n(version)} is in force. Each save is a new version, with who, when and what changed.`), saved: 'Saved as a new version.', unchanged: 'Nothing differs from what is in force: nothing was saved.',
  sections: { company: 'Company', retention: 'Retention and removals', schedule: 'Schedule', alarms: 'Alarms', shopper: 'Mystery shopper', tools: 'Other tools', history: 'Versions' }, jump: 'Sections',
  company: { more: 'People see this on the page where they say no.', name: 'Company answerable for the base (controller)', contact: 'Address of the DPO or of the person in charge', privacyUrl: 'Privacy policy', privacyHint: 'Starts with https://' },
  retention: { more: 'Counted from the collection or the last act of the person, whichever is later. Opens never count.', inactivityMonths: 'Months without an act', inactivityHint: 'Between 1 and 36.', months: 'months', assumedStarts: 'Contacts whose start is only assumed may enter a plan', assumedHint: 'Their start is the creation date of the record, nothing better is known.', maxRemovalSharePercent: 'A plan above this share of the base stops', percent: '% of the base', restoreDays: 'Days held before anything is deleted', restoreHint: 'Between 1 and 90. During this time nothing is deleted.', days: 'days', strictSoleTraders: 'Sole traders need consent even for a related offer' },
  schedule: { more: 'The run reads, compares, decides, tags and plans.', runSchedule: 'Schedule', scheduleHint: 'Minute, hour, day, month, weekday: 0 2 * * * is every night at 02:00.', timeZone: 'Time zone', timeZoneHint: 'Such as Europe/Paris.', next: 'Next three runs' },
  alarms: { more: 'A no that is not applied in a system after these times raises an alarm on the page Today.', mailed: 'It is mailed to each admin and DPO, once per system and step.', noMail: 'It is mailed to nobody: SMTP_URL is not set.', first: 'First alarm after', second: 'Second alarm after', third: 'Third alarm after', minutes: 'minutes', hours: 'hours' },
  history: { version: 'Version', at: 'When', by: 'Who', changed: 'Changed', first: 'first version', none: 'No version yet.', arrow: (from: string, to: string) => `${from} → ${to}` },
  names: { controller: 'company', timeZone: 'time zone', runSchedule: 'schedule', inactivityMonths: 'months without an act', offers: 'offers', titles: 'job titles', sources: 'sources', otherTools: 'other tools', assumedStarts: 'assumed starts', maxRemovalShare: 'largest share', restoreDays: 'days held', strictSoleTraders: 'strict sole traders', alarmMinutes: 'alarms (minutes)', kinds: 'kinds of message', publicPage: 'preference page', shopper: 'mystery shopper', moreSources: 'further source fields', noticeMail: 'notices by mail', noticeFields: 'fields of notices', register: 'register' } as Readonly<Record<string, string>>,
  unset: 'not answered', yes: 'yes', no: 'no', entries: (count: number) => some(count, 'entry', 'entries'), empty: 'none',
  errors: {
    name: 'Give the name of the company.', contact: (typed: string) => `“${typed}” is not a complete address. Example: dpo@exemple.example.test`, privacyUrl: 'The address must start with https://', inactivityMonths: 'Between 1 and 36 months.', maxRemovalSharePercent: 'Between 0.1 and 100.', restoreDays: 'Between 1 and 90 days.',
    alarm1: 'Between 1 and 43,200 minutes.', alarmHours: 'Between 1 minute and 720 hours.', alarmOrder: 'Each alarm must come later than the one before.', runSchedule: 'This is not a schedule. Example: 0 2 * * *', timeZone: 'This is not a time zone. Example: Europe/Paris',
  },
}
