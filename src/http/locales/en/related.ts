import type { KeptReason, RelatedKind } from '../../../domain/removals/related.ts'
import { wordsOf } from '../words.ts'

const { n } = wordsOf('en-GB')

/** What hangs on a removed person: on a plan's page, in the settings, in certificates. */
export const related = {
  title: 'What hangs on these people', hung: 'What hung on your record', certified: 'What hung on these people', counting: 'Not counted yet: open this page again in a moment.', counted: (when: string): string => `Counted on ${when}, without a look at what is inside. Done as the settings said when the plan was made.`, named: (systems: string): string => `Lawbase cannot delete such things in ${systems}. The certificate says what stays there.`, nothing: 'Nothing of this kind hangs on them.',
  columns: { kind: 'Kind', along: 'Goes with the record', deleted: 'Deleted by Lawbase', kept: 'Stays' }, inSystem: (system: string): string => `In ${system}`,
  kinds: { emails: 'E-mail messages', activities: 'Tasks and events', files: 'Files and attachments', individual: 'Individuals', contactPoints: 'Contact points and consents' } satisfies Record<RelatedKind, string>,
  parts: {
    deleted: (count: number): string => `${n(count)} deleted, read back absent`, inBin: (count: number): string => `${n(count)} of them still in its bin`, along: (count: number): string => `${n(count)} went with the record`, unread: (why: string): string => `could not be read (${why}), so nobody knows of them`, counted: (when: string): string => `counted on ${when}`,
    kept: (count: number, why: string): string => `${n(count)} kept: ${why}`, refused: (count: number, why: string): string => `${n(count)} kept: the system refused (${why})`,
  },
  why: { setting: 'by the settings', shared: 'somebody else needs them', held: 'a case, contract, opportunity or other record needs them', objected: 'a no of the person is written in them', unseen: 'our user cannot see who else needs them', 'legal-hold': 'a legal hold' } satisfies Record<KeptReason, string>,
  notHonoured: 'it took the deletion and shows them still',
  settings: { legend: 'Related records of a removed person', hint: 'Only what nobody else needs is deleted, after the person’s record: a case, a contract, an opportunity, another contact or a legal hold keeps it. A plan follows what stood here when it was made.', keep: 'Keep, and name in the certificate', delete: 'Delete after the person’s record', deletes: (kinds: string): string => `delete ${kinds}`, keepsAll: 'keep all' },
}
