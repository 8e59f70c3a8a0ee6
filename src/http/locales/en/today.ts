import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** Opt-outs, how many of them are in place everywhere, and how many a broker has not confirmed. */
interface InPlace {
  count: number
  inPlace: number
  unconfirmed: number
}
const owed = (count: number): string => (count === 0 ? '' : ` For ${n(count)} a broker’s confirmation is missing.`)

export const today = {
  calm: (settled: number, unconfirmed: number) => {
    if (settled > 0) return `No opt-out is on its way; ${some(settled, 'refusal was', 'refusals were')} settled by hand`
    if (unconfirmed === 0) return 'Every no is everywhere'
    return `No opt-out is on its way; ${some(unconfirmed, 'is', 'are')} not confirmed by a broker`
  },
  dayOne: 'Three steps to a lawful base',
  open: (count: number) => `${some(count, 'no is', 'noes are')} not everywhere yet`,
  dayContext: ({ count, inPlace, unconfirmed }: InPlace) => {
    const recorded = `${some(count, 'opt-out', 'opt-outs')} recorded in the last 24 hours`
    return `${recorded}, ${n(inPlace)} of them in every connected system.${owed(unconfirmed)} Nothing was lost.`
  },
  context: ({ count, inPlace, unconfirmed }: InPlace) => {
    if (count === 0) return 'Nobody has opted out yet. Opt-outs arrive by link, mailbox, CRM, API or command line.'
    const where = inPlace === count ? 'all of them where they must be' : `${n(inPlace)} of them in every connected system`
    return `${some(count, 'opt-out is', 'opt-outs are')} on record, ${where}.${owed(unconfirmed)}`
  },
  dayOneContext: 'The first pass only reads. Nothing is written before you have seen it and granted it.',
  tiles: {
    noes: 'Noes recorded, 24 h', noesContext: (everywhere: number, open: number) => `${n(everywhere)} everywhere, ${n(open)} not everywhere`, noesNone: 'None in 24 hours',
    delay: 'From the no to read back', median: 'median', delayContext: (share: string, base: number) => `95% within ${share}, over ${some(base, 'read-back', 'read-backs')} in 24 h`, delayNone: 'No read-back in 24 h',
    waiting: 'Waits for someone', waitingContext: (since: string) => `Oldest since ${since}`, waitingBy: (when: string) => `First one by ${when}`, waitingSome: 'No date is set', waitingNone: 'Nothing needs you',
    mailable: 'May be e-mailed today', mailableOf: (base: string) => `of ${base}`, mailableContext: (share: string, when: string) => `${share} of contacts, as of ${when}`, mailableNone: 'The first figures come with the first run',
  },
  needs: {
    title: 'Needs someone', what: 'What', owner: 'Owner', since: 'Since or by', act: 'Act', none: (when: string) => `Nothing needs you. Next run ${when}.`, noneYet: 'Nothing needs you.',
    notGranted: (label: string, count: number) => `${some(count, 'no waits', 'noes wait')}: no right to write to ${label}`, notGrantedMore: 'These people stay contactable there until “suppress” is granted.', notGrantedAct: 'Review the writes',
    reauthorise: (label: string, count: number) => (count === 0 ? `${label} no longer accepts our access` : `${some(count, 'no waits', 'noes wait')}: ${label} no longer accepts our access`), reauthoriseMore: 'New noes for it wait here, none is lost. Clocks are not trusted meanwhile.', reauthoriseAct: 'Reauthorise',
    scope: (label: string, count: number) => `${some(count, 'no waits', 'noes wait')}: a scope is missing at ${label}`, scopeMore: 'Run the self-test: it names the scope and what it prevents.', scopeAct: 'See the self-test',
    retry: (label: string, count: number) => `${some(count, 'no waits', 'noes wait')} for ${label}`, retryMore: (when: string) => `It did not answer. We try again by ourselves, next at ${when}.`, retryAct: 'See',
    notTaken: (label: string, count: number) => `${label} answers no to the message of ${some(count, 'no', 'noes')}`, notTakenMore: (when: string) => `It is offered again for three days, next on ${when}; then somebody must look. See the answer on its lane.`,
    paused: (label: string, count: number) => `${some(count, 'no waits', 'noes wait')}: ${label} is paused`,
    refused: (label: string, count: number) => `${label} refuses the block for ${some(count, 'no', 'noes')}`, refusedMore: 'These people stay contactable there.', refusedAct: 'See who', sendAgain: 'Send again',
    unconfirmed: (label: string, count: number) => `${label} has not confirmed ${some(count, 'suppression', 'suppressions')}`, unconfirmedMore: 'Sent more than 48 hours ago; only the transport is proved. It cannot be read back.', unconfirmedAct: 'See who',
    failing: (label: string) => `${label} cannot be read`, failingMore: 'Changes made there are not seen, and no clock is trusted until it is read again.', failingAct: 'Open', activitiesMore: 'Clicks, forms and noes there are not seen, and no clock is trusted until it is read again.',
    otherPurge: (label: string, count: number) => `${some(count, 'record', 'records')} vanished from ${label} on one day, without a plan of ours`, otherPurgeMore: (notDue: number) => `Another purge seems to be at work; by our clock ${n(notDue)} of them were not due. Keep one purge only.`,
    stale: (label: string, hours: number) => `${label} was not read for ${n(hours)} h`, staleMore: 'Last acts are unknown, so nobody is planned for removal.',
    tools: 'Which other tools mail or call these people?', toolsMore: 'Until this is answered, “none” included, last acts are unknown and nobody is planned for removal.', toolsAct: 'Answer', unread: (tools: string) => `Nothing was brought from ${tools} for 48 hours`, unreadMore: 'Last acts there are unknown, so nobody is removed. Bring its clicks and replies: POST /api/v1/events, or lawbase import-events.', unreadAct: 'See',
    offer: 'No offer is described', offerMore: 'Without an offer and its assessment nobody may be prospected on legitimate interest.', offerAct: 'Describe the offer',
    assessment: 'The offer has no assessment', assessmentMore: 'Legitimate interest cannot be a basis without one: those contacts wait in review.', assessmentAct: 'Link it',
    company: 'The company is not named', companyMore: 'People see it on the page where they say no.', companyAct: 'Name it',
    titles: (count: number) => `${some(count, 'job title is', 'job titles are')} unknown`, titlesMore: (people: number) => `${some(people, 'contact waits', 'contacts wait')} in quarantine or review until somebody says which function it is.`, titlesAct: 'Map titles',
    plan: { erasure: (count: number) => `${some(count, 'person who asked to be erased waits', 'people who asked to be erased wait')}`, objected: (count: number) => `${some(count, 'contact who said no waits', 'contacts who said no wait')} for an approval`, silent: (count: number) => `${some(count, 'silent contact waits', 'silent contacts wait')} for an approval`, 'no-source': (count: number) => `${some(count, 'contact without a source waits', 'contacts without a source wait')} for an approval` }, planMore: (share: string) => `${share} of the base. Expires if nobody decides.`, planAct: 'Open plan',
    stopped: (count: number) => `A plan of ${some(count, 'contact', 'contacts')} was stopped by its guard`, stoppedMore: (share: string, limit: string) => `${share} of the base, limit ${limit}. Nothing was held.`,
    linksBroken: 'Links do not answer from outside', linksBrokenMore: 'People cannot stop by their link, and mail providers call the unsubscribe broken.', linksAct: 'See the result',
    holdRefused: (label: string, count: number) => `${label} does not show the break of ${some(count, 'person', 'people')}`, holdRefusedMore: 'They asked not to be contacted for now, and that system may still contact them.',
    liftPending: (label: string, count: number) => `Lift pending at ${label} for ${some(count, 'person', 'people')}`, liftPendingMore: 'They started again and confirmed it; that system still blocks them. It lets only the person end its own opt-out: they were given its link.',
    alarmsFail: (count: number) => `${some(count, 'alarm', 'alarms')} could not be mailed`, alarmsFailMore: 'They are sent again. Check SMTP_URL and MAIL_FROM.', alarmsAct: 'See the alarms',
    journal: 'The journal of noes is behind', journalMore: 'A backup restored now would forget the latest noes and removals. Make the folder of LAWBASE_JOURNAL_DIR writable; what is missing is written then.', journalAct: 'Open the audit log',
    mailsFail: (count: number) => `${some(count, 'confirmation mail', 'confirmation mails')} could not be sent`, mailsFailMore: 'Those people stay stopped. Check SMTP_URL and MAIL_FROM.',
    runFailed: 'The last run ended with errors', runFailedAct: 'See the run',
  },
  run: { title: 'Last run', none: 'No run yet', next: (when: string) => `Next run ${when}`, full: 'Full report', done: (duration: string) => `Done in ${duration}`, read: 'Records read', compare: 'Opt-outs compared both ways', compareMore: (found: number, again: number) => `${n(found)} found, ${n(again)} to block`, decide: 'Verdicts that changed', tag: 'Tags written and read back', plan: 'Planned for removal', planMore: 'after the guards', tagNone: 'right “tag” not granted' },
  systems: { title: 'Connected systems', all: 'Connections', system: 'System', state: 'State', lastRead: 'Last read back', limit: 'Vendor limit used', open: 'Not applied', records: (count: number) => some(count, 'record', 'records'), never: 'nothing yet', cannot: 'cannot be read back', noLimit: 'no daily figure given', perDay: (used: string, max: string) => `${used} of ${max} a day`, window: (used: string, max: string) => `${used} of ${max} in the window`, pulled: (when: string) => `pulled ${when}` },
  doors: { title: 'Noes by door, last 14 days', none: 'No no in 14 days.', table: 'As a table', day: 'Day', total: 'Total', drawing: (total: number) => `Stacked bars: ${some(total, 'no', 'noes')} in 14 days, by the door they came through.` },
  steps: {
    connect: 'Connect a CRM', connectMore: 'By OAuth, in the browser. The tokens stay encrypted on this machine.', connectAct: 'Choose a system',
    read: 'Read the base', readMore: 'Every record once, nothing is written. You see what is wrong.', readAct: 'Open the connection',
    grant: 'Grant “suppress”', grantMore: 'Then every no is carried to every system and read back.', grantAct: 'Review the writes', done: 'Done', viewer: 'An admin does these.',
  },
  you: 'You',
}
