import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const links = {
  title: 'Links and preference page', context: 'What people see when they follow their own link, and what your mailing tool must send with each mail.', jump: 'Sections',
  sections: { probe: 'Do links answer?', headers: 'Headers for your mailing tool', kinds: 'Kinds of message', look: 'Look and address', embed: 'In your own site', languages: 'Languages' },
  noPublic: 'There is no PUBLIC_URL: people have no link, and no mail tool can post an unsubscribe. Start Lawbase with its public address.',
  preview: 'See the page', previewIn: { fr: 'See the page in French', en: 'See the page in English' },
  probe: {
    more: 'Each night at 04:30 Lawbase opens a link through PUBLIC_URL as a reader, a mail scanner and a mail provider do. Only the result is recorded.', none: 'Not checked yet. First check tonight.', ok: (when: string) => `Links answered on ${when}.`,
    broken: (since: string) => `Links do not answer from outside since ${since}`, now: 'Check now', asked: 'Checking. The result is shown here in a few seconds: reload the page.',
  },
  headers: {
    more: 'Both headers, exactly so, on every prospecting mail; the DKIM signature must cover both (RFC 8058). The address is the person’s own: take it from the field that Lawbase writes.', post: 'List-Unsubscribe-Post, the same everywhere',
    value: (system: string) => `List-Unsubscribe in ${system}`, body: (system: string) => `Link in the body, in ${system}`, tag: 'The field is filled by the nightly run, once the right “tag” is granted.', noMailbox: 'There is no unsubscribe mailbox: the header has no mailto part. Outlook.com only writes to a mailto address.',
    insecure: 'PUBLIC_URL does not start with https://: mail providers ignore such a header.', none: 'No CRM is connected.',
  },
  kinds: {
    more: 'Kinds that a person can stop alone. Anything not stopped by kind is stopped by channel, or by “stop everything”.', none: 'No kind is declared: people choose by channel.', edit: 'Declare kinds', id: 'Id', fr: 'French name', en: 'English name', channels: 'Channels', mapped: (label: string) => `Switch in ${label}`, unmapped: 'only our field',
    title: 'Kinds of message', context: 'A kind has a short id that never changes, a name people understand, and the channels it uses.', one: (index: number) => `Kind ${n(index)}`, fresh: 'New kind', remove: 'Clear the id to remove the kind: people who stopped it stay stopped.', idHint: 'Lower-case letters, digits and dashes, such as newsletter.', 
    nothing: 'none: our field only', notAsked: (label: string) => `${label} could not be asked for its own switches: type their names.`, own: 'Each switch is for one kind. Mapped: that system stops the kind itself. Not mapped: only our field lawbase_stopped_kinds says so.',
    several: 'Several, separated by commas', save: 'Save the kinds', saved: 'Saved. What the CRMs show is read again with the next complete run.', provision: (labels: string) => `Our field for kinds could not be created in ${labels}: kinds without a switch cannot be recorded there yet. Grant “suppress” again there.`,
  },
  look: {
    more: 'Used on the page, in the mails and on the confirmation page.', colour: 'Colour', colourHint: 'Six digits such as #0f5c5c. White text on it and links in it must be readable: a contrast of 4.5 or more.', contrast: (value: string) => `Contrast on white: ${value}.`, channels: 'Channels with a row of their own', channelsHint: 'The others are stopped by “stop everything” only.',
    mailbox: 'Unsubscribe mailbox', mailboxHint: 'Added to the header as mailto. Leave it empty if no one reads it.', origins: 'Sites that may show the page in a frame', originsHint: 'One per line, such as https://www.exemple.example.test. Empty: none.',
    logo: 'Logo', logoHint: 'PNG, JPEG or WebP up to 24 kB; shown 40 px high. Without one, the company’s initials are shown.', logoSend: 'Use this logo', logoNone: 'Remove the logo', logoNow: 'The logo in use', saved: 'Saved as a new version.',
  },
  embed: { more: 'Your site can show the preference page inside its own, for instance in a customer area. It needs the person’s link.', code: 'Markup for your page', off: 'No site is allowed yet: the browser would show an empty frame. Add your site above.', script: 'No script is needed, no cookie is set. The frame works without JavaScript.' },
  languages: {
    more: (folder: string) => `French and English are built in. Put other languages into ${folder} as de.json, es.json …, with the keys of the English file; missing texts are shown in English.`, language: 'Language', state: 'State', complete: 'complete', missing: (count: number) => `${some(count, 'text is', 'texts are')} missing, shown in English`, unknown: (names: string) => `unknown keys: ${names}`, restart: 'Files are read when Lawbase starts.',
  },
  errors: {
    id: 'One to 24 lower-case letters, digits or dashes; each id once.', names: 'Give the name in French and in English, up to 60 characters each.', channels: 'Choose at least one channel.', targets: 'A switch can apply to one kind and one channel only.', other: 'This value is not valid.',
    colour: (typed: string, contrast: string | null) => (contrast === null ? `“${typed}” is not a colour such as #0f5c5c.` : `${typed} has a contrast of ${contrast} on white: people with weak sight could not read the button. Choose a darker one, 4.5 or more.`), mailbox: (typed: string) => `“${typed}” is not a complete address.`, origin: 'Each line is https:// and a host, with nothing after it.',
    logo: 'This is not a PNG, JPEG or WebP image of up to 24 kB.',
  },
}
