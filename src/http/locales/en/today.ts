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
  dayOne: 'Three steps to a lawful base',
  open: (people: number) => `${some(people, 'person has', 'people have')} an opt-out that is not applied everywhere yet`,
  dayContext: ({ count, inPlace, unconfirmed }: InPlace) => {
    const recorded = `${some(count, 'opt-out', 'opt-outs')} received in the last 24 hours`
    return `${recorded}, ${n(inPlace)} of them applied in every connected system.${owed(unconfirmed)} Nothing was lost.`
  },
  context: ({ count, inPlace, unconfirmed }: InPlace) => {
    if (count === 0) return 'Nobody has opted out yet. Opt-outs arrive by link, mailbox, CRM, API or command line.'
    const where = inPlace === count ? 'all of them applied where they must be' : `${n(inPlace)} of them applied in every connected system`
    return `${some(count, 'opt-out is', 'opt-outs are')} on record, ${where}.${owed(unconfirmed)}`
  },
  dayOneContext: 'The first run only reads. Nothing is written before you have seen it and granted it.',
  tiles: {
    optOuts: 'Opt-outs, last 24 h', optOutsContext: (everywhere: number, open: number) => `${n(everywhere)} applied everywhere, ${n(open)} not yet`, optOutsNone: 'None in 24 hours',
    delay: 'From opt-out to verification', median: 'median', delayContext: (share: string, base: number) => `95% within ${share}, over ${some(base, 'verification', 'verifications')} in 24 h`, delayNone: 'No new opt-out was verified in 24 h',
    waiting: 'Waiting for action', waitingContext: (since: string) => `Oldest since ${since}`, waitingBy: (when: string) => `First due ${when}`, waitingSome: 'No due date', waitingNone: 'Nothing to do',
    mailable: 'May be e-mailed today', mailableOf: (base: string) => `of ${base}`, mailableContext: (share: string, when: string) => `${share} of contacts, as of ${when}`, mailableNone: 'The first figures come with the first run',
  },
  needs: {
    title: 'Action needed', what: 'What', owner: 'Owner', since: 'Since or due', act: 'Action', none: (when: string) => `Nothing to do. Next run ${when}.`,
    notGranted: (label: string, count: number) => `${some(count, 'opt-out', 'opt-outs')} waiting: no right to write to ${label}`, notGrantedMore: (people: number) => (people === 0 ? 'That system was read to block everyone concerned, or does not hold them; nothing is written or verified there until “suppress” is granted.' : `${some(people, 'person stays', 'people stay')} contactable there until “suppress” is granted.`), notGrantedAct: 'Review the writes',
    reauthorise: (label: string, count: number) => (count === 0 ? `${label} no longer accepts our access` : `${some(count, 'opt-out', 'opt-outs')} waiting: ${label} no longer accepts our access`), reauthoriseMore: 'New opt-outs for it wait here; none is lost. Until then, last activity counts as unknown.', reauthoriseAct: 'Reauthorise',
    scope: (label: string, count: number) => `${some(count, 'opt-out', 'opt-outs')} waiting: a scope is missing at ${label}`, scopeMore: 'Run the self-test: it names the scope and what it prevents.', scopeAct: 'See the self-test',
    retry: (label: string, count: number) => `${some(count, 'opt-out', 'opt-outs')} waiting for ${label}`, retryMore: (when: string) => `It did not answer. We retry automatically, next at ${when}.`, retryAct: 'See',
    notTaken: (label: string, count: number) => `${label} refuses the message about ${some(count, 'opt-out', 'opt-outs')}`, notTakenMore: (when: string) => `It is sent again for three days, next on ${when}; after that someone must look into it. The opt-out’s page shows the answer.`,
    paused: (label: string, count: number) => `${some(count, 'opt-out', 'opt-outs')} waiting: ${label} is paused`,
    refused: (label: string, count: number) => `${label} refuses the block for ${some(count, 'opt-out', 'opt-outs')}`, refusedMore: 'These people stay contactable there.', refusedAct: 'See who', sendAgain: 'Send again',
    unconfirmed: (label: string, count: number) => `${label} has not confirmed ${some(count, 'opt-out', 'opt-outs')}`, unconfirmedMore: 'Sent more than 48 hours ago; only the delivery is proven. It cannot be verified.', unconfirmedAct: 'See who',
    failing: (label: string) => `${label} cannot be read`, failingMore: 'Changes made there are not seen, and last activity counts as unknown until it is read again.', failingAct: 'Open', activitiesMore: 'Clicks, forms and opt-outs there are not seen, and last activity counts as unknown until it is read again.',
    otherPurge: (label: string, count: number) => `${some(count, 'record', 'records')} disappeared from ${label} in one day, without a Lawbase plan`, otherPurgeMore: (notDue: number) => `Another purge seems to be running; ${n(notDue)} of them were not yet inactive. Keep only one purge.`,
    silent: (label: string) => `${label} sends no change events`, partlySilent: (label: string) => `${label} sends only a part of its change events`, partlySilentMore: 'Opt-outs made in the records it leaves out are seen at the next poll instead of at once.', silentMore: 'The subscription is up, but a poll found changes that it did not announce. Opt-outs made there are seen at the next poll instead of at once. Check which objects are selected for events there, then test the connection again.', silentJournal: (label: string) => `${label}’s journal brings nothing`, silentJournalMore: 'The journal of changes answers, but an opt-out there was found by a poll, and not one entry came in the day before it, nor since. Opt-outs made there are seen at the next poll instead of at once. Check the subscriptions of the app there, then test the connection again. With PUBLIC_URL set, webhooks come instead.', silentHooks: (label: string) => `${label} sends no webhooks`, silentHooksMore: 'An opt-out there was found by a poll, and not one message came in the day before it, nor since. Opt-outs made there are seen at the next poll instead of at once. Check the webhook subscriptions of the app there, and that its address is reached from outside (PUBLIC_URL).', stale: (label: string, hours: number) => `${label} was not read for ${n(hours)} h`, staleMore: 'Last activity is unknown, so no one is planned for removal.',
    tools: 'Which other tools mail or call these people?', toolsMore: 'Until you answer, even with “none”, last activity is unknown and no one is planned for removal.', toolsAct: 'Answer', unread: (tools: string) => `No activity imported from ${tools} in the last 48 hours`, unreadMore: 'Last activity there is unknown, so no one is removed. Import its clicks and replies: POST /api/v1/events, or lawbase import-events.', unreadAct: 'See',
    offer: 'No offer is described', offerMore: 'Without an offer and its assessment no one may be prospected on legitimate interest.', offerAct: 'Describe the offer',
    assessment: 'The offer has no assessment', assessmentMore: 'Legitimate interest cannot be a basis without one: those contacts stay in review.', assessmentAct: 'Link it',
    company: 'The company is not named', companyMore: 'People see it on the page where they opt out.', companyAct: 'Name it',
    titles: (count: number) => `${some(count, 'job title is', 'job titles are')} unknown`, titlesMore: (people: number) => `${some(people, 'contact stays', 'contacts stay')} in quarantine or review until someone says which function it is.`, titlesAct: 'Map titles',
    plan: { erasure: (count: number) => `${some(count, 'person', 'people')} waiting to be erased on request`, objected: (count: number) => `Removal of ${some(count, 'opted-out contact', 'opted-out contacts')} waiting for approval`, silent: (count: number) => `Removal of ${some(count, 'inactive contact', 'inactive contacts')} waiting for approval`, 'no-source': (count: number) => `Removal of ${some(count, 'contact without a source', 'contacts without a source')} waiting for approval` }, planMore: (share: string) => `${share} of the base when it was made. Expires if no one decides.`, planAct: 'Open plan',
    stopped: (count: number) => `A plan of ${some(count, 'contact', 'contacts')} was stopped by a guard`, stoppedMore: (share: string, limit: string) => `${share} of the base when it was made, limit ${limit}. Nothing was held.`,
    linksBroken: 'Links do not answer from outside', linksBrokenMore: 'People cannot opt out with their link, and mail providers see the unsubscribe as broken.', linksAct: 'See the result',
    holdRefused: (label: string, count: number) => `${label} does not show the pause of ${some(count, 'person', 'people')}`, holdRefusedMore: 'They asked not to be contacted for now, and that system may still contact them.',
    liftPending: (label: string, count: number) => `Lift pending at ${label} for ${some(count, 'person', 'people')}`, liftPendingMore: 'They opted in again and confirmed it, but that system still blocks them. Only the person can end that system’s own opt-out: they received its link.',
    alarmsFail: (count: number) => `${some(count, 'alarm', 'alarms')} could not be mailed`, alarmsFailMore: 'They are sent again. Check SMTP_URL and MAIL_FROM.', alarmsAct: 'See the alarms',
    journal: 'The opt-out journal is behind', journalMore: 'A backup restored now would miss the latest opt-outs and removals. Make the folder of LAWBASE_JOURNAL_DIR writable; the missing entries are then written.', journalAct: 'Open the audit log',
    unsealed: 'The audit log is not being sealed', unsealedMore: 'Entries have been unsealed for more than a minute. They are recorded, but a row changed or removed among them would not show. The log of the service says why; Lawbase tries again each second.',
    mailsFail: (count: number) => `${some(count, 'confirmation mail', 'confirmation mails')} could not be sent`, mailsFailMore: 'Those people stay opted out, and their consents do not count. Check SMTP_URL and MAIL_FROM.',
    requestsWait: (count: number) => `${some(count, 'consent is', 'consents are')} waiting for a mail that cannot be sent`, requestsWaitMore: (names: string, day: string) => `Not set: ${names}. A consent that must be confirmed by mail does not count before; the first one lapses on ${day}. Set it and start again: the mails are then sent.`, requestsAct: 'See the consents',
    runFailed: 'The last run ended with errors', runFailedAct: 'See the run',
  },
  run: { title: 'Last run', none: 'No run yet', next: (when: string) => `Next run ${when}`, full: 'Full report', done: (duration: string) => `Done in ${duration}`, read: 'Records read', compare: 'Opt-outs compared both ways', compareMore: (found: number, again: number) => `${n(found)} found, ${n(again)} to block`, decide: 'Verdicts that changed', tag: 'Tags written and verified', plan: 'Planned for removal', planMore: 'after the guards', tagNone: 'right “tag” not granted' },
  systems: { title: 'Connected systems', all: 'Connections', system: 'System', state: 'State', lastRead: 'Last verified', limit: 'Vendor limit used', open: 'People not blocked', records: (count: number) => some(count, 'record', 'records'), never: 'nothing yet', cannot: 'cannot be verified', noLimit: 'no daily figure given', perDay: (used: string, max: string) => `${used} of ${max} a day`, window: (used: string, max: string) => `${used} of ${max} in the window`, pulled: (when: string) => `read ${when}` },
  doors: { title: 'Opt-outs by channel of receipt, last 14 days', none: 'No opt-outs in the last 14 days.', table: 'As a table', day: 'Day', total: 'Total', drawing: (total: number) => `Stacked bars: ${some(total, 'opt-out', 'opt-outs')} in 14 days, by channel of receipt.` },
  steps: {
    connect: 'Connect a CRM', connectMore: 'By OAuth, in the browser. The tokens stay encrypted on this machine.', connectAct: 'Choose a system',
    read: 'Read all contacts', readMore: 'Every record once, nothing is written. You see what is wrong.', readAct: 'Open the connection',
    grant: 'Grant “suppress”', grantMore: 'Then every opt-out is sent to every system and verified.', grantAct: 'Review the writes', done: 'Done', viewer: 'An admin does this.',
  },
  you: 'You',
}
