import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const companies = {
  title: 'Companies that opted out', tab: 'Companies', context: 'An employer asked for everyone there. Whoever appears with an address at such a domain is opted out at once, in every system; unknown addresses there are refused by screening and the API.', none: 'No company opted out as a whole. It is proposed when a message speaks for a company (Reviews).',
  domain: 'Domain', since: 'Since', by: (author: string) => `accepted by ${author}`, people: 'Opt-outs recorded', state: 'State', stands: 'In force', ended: (when: string) => `Ended ${when}`, endedBy: (author: string, reason: string) => `${author}: “${reason}”`,
  subdomain: ({ domain, people }: { domain: string; people: number }) => `${domain} (${some(people, 'person', 'people')})`, more: (count: number) => `${some(count, 'more sub-domain', 'more sub-domains')}`, covered: 'Sub-domains covered', notCovered: 'Sub-domains not covered', noSubdomain: 'none in the database', cover: 'Cover sub-domains', coverMore: 'Whoever is known there is opted out at once, and whoever appears there later.', leaveOut: 'Leave sub-domains out', leaveOutMore: 'People who appear there later are not opted out. The opt-outs already recorded stay.',
  end: 'End it', endMore: 'People who appear later are no longer opted out. The opt-outs already recorded stay: only the person lifts theirs.', reason: 'Reason', reasonWrong: 'Say why in at least ten characters: it is kept.', open: 'Companies',
}
