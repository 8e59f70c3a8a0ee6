import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const accessPack = {
  card: 'If this person asks what you hold', cardMore: 'Data, exact source, actual recipients, purposes, retention and rights in one answer. It holds clear data; each copy is in the audit log. To be given within one month, through the channel the request came by.', pdf: 'Access pack (PDF)', json: 'Same as JSON',
  title: 'What we hold about you', intro: (company: string, when: string) => `Answer to your request for access (GDPR, art. 15)${company === '' ? '' : `, by ${company}`}. As of ${when}.`, page: (now: number, of: number) => `${n(now)} of ${n(of)}`,
  who: { title: 'Who answers', controller: 'Controller', dpo: 'Data protection officer', privacy: 'Privacy policy', unknown: 'not given' },
  data: { title: 'Your data, by system', none: 'No connected system holds a record about you.', removed: (when: string) => `Your data were removed on ${when}. What is shown below is all that is left.`, system: (label: string, object: string, id: string) => `${label}, ${object} ${id}`, opted: 'Blocked in this system', lastOpen: 'Last open (never counted)' },
  sources: { title: 'Where they come from', none: 'No source is known: your data may not be used until one is found, and are removed otherwise.', on: (when: string) => `obtained on ${when}`, assumed: (when: string) => `obtained on ${when} at the latest`, declared: 'declared by the company, not proven' },
  why: {
    title: 'What they are used for', verdict: (channel: string, verdict: string, why: string, rule: string) => `${channel}: ${verdict}. ${why} (rule ${rule}).`, none: 'Nothing is decided about you yet: you are not contacted.', assessment: (offer: string, id: string, on: string) => `Assessment of the legitimate interest for “${offer}”: ${id}, ${on}. You may ask for it.`,
    automated: 'These verdicts follow written rules. They only say whether you may be contacted; they have no legal effect on you and no profile is made.',
  },
  recipients: {
    title: 'Who received them', none: 'Nobody.', what: { holds: (count: number) => `holds ${some(count, 'record', 'records')} about you`, created: () => 'your contact was created there after you filled in a form', 'told-no': (count: number) => `was notified of your ${count === 1 ? 'objection' : 'objections'}`, asked: (count: number) => `asked ${some(count, 'time', 'times')} whether you may be contacted` },
    ended: 'no longer holds it', from: (first: string, last: string) => (first === last ? `on ${first}` : `from ${first} to ${last}`), tools: 'The company also uses these tools; ask it whether they hold your data', transfer: 'outside the EEA', unknownCountry: 'country not given',
  },
  refusals: { title: 'What you refused', none: 'You have refused nothing.', line: (number: string, when: string, door: string, channels: string) => `${number}, ${when}, ${door}: ${channels}`, kept: (until: string) => `It stays effective at least until ${until}: only a keyed hash of your address or number is kept for it.` },
  consents: { title: 'What you agreed to', none: 'Nothing on our forms.', line: (when: string, text: string) => `${when}: “${text}”`, confirmed: (when: string) => `confirmed on ${when}`, withdrawn: (when: string) => `withdrawn on ${when}` },
  notices: { title: 'How you were informed', none: 'No notice was sent to you.', events: { sent: 'sent', bounced: 'came back', exempt: 'not needed' } as Readonly<Record<string, string>> },
  messages: { title: 'Messages of yours', line: (when: string) => `received ${when}`, kept: (until: string) => `copy kept until ${until}`, erased: 'copy erased' },
  terms: { title: 'How long we keep it', prospect: (months: number) => `Your data are removed ${some(months, 'month', 'months')} after your last activity (a click, a reply, a form; never an open).`, until: (when: string) => `For you: ${when}.`, customer: 'While you are a customer, they are kept for that relationship.' },
  rights: { title: 'Your rights', list: ['Object to any prospecting, at any time, without a reason.', 'Have data corrected or erased, or their use restricted.', 'Withdraw a consent; what was done before stays lawful.', 'Receive the data you gave on the basis of a consent in a usable format.'], how: (contact: string) => `Write to ${contact}.`, complain: (authority: string) => `You may complain to ${authority}.` },
}
