import type { KeptReason, RelatedKind } from '../../../domain/removals/related.ts'
import { wordsOf } from '../words.ts'

const { n } = wordsOf('en-GB')

/** Records related to a removed person: on a plan's page, in the settings, in certificates. */
export const related = {
  title: 'Related records', yours: 'Records related to yours', certified: 'Related records', counting: 'Not counted yet: open this page again in a moment.', counted: (when: string): string => `Counted on ${when}, without reading their content. Handled according to the settings at the time of the plan.`, named: (systems: string): string => `Lawbase cannot delete related records in ${systems}. The certificate says what stays there.`, nothing: 'No related records of this kind.',
  columns: { kind: 'Kind', along: 'Deleted with the record', deleted: 'Deleted by Lawbase', kept: 'Kept' }, inSystem: (system: string): string => `In ${system}`,
  kinds: { emails: 'E-mail messages', activities: 'Tasks and events', files: 'Files and attachments', individual: 'Privacy record (Individual)', contactPoints: 'Contact points and consents' } satisfies Record<RelatedKind, string>,
  parts: {
    deleted: (count: number): string => `${n(count)} deleted, verified absent`, inBin: (count: number): string => `${n(count)} of them still in its recycle bin`, along: (count: number): string => `${n(count)} deleted with the record`, unread: (why: string): string => `could not be read (${why}), so their number is unknown`, counted: (when: string): string => `counted on ${when}`,
    kept: (count: number, why: string): string => `${n(count)} kept: ${why}`, refused: (count: number, why: string): string => `${n(count)} kept: the system refused (${why})`,
  },
  why: { setting: 'by the settings', shared: 'someone else needs them', held: 'a case, contract, opportunity or other record needs them', objected: 'an objection of the person is recorded in them', unseen: 'our user cannot see who else needs them', 'legal-hold': 'a legal hold' } satisfies Record<KeptReason, string>,
  notHonoured: 'it accepted the deletion but still shows them',
  settings: { legend: 'Related records of a removed person', hint: 'Only what no one else needs is deleted, after the person’s record: a case, a contract, an opportunity, another contact or a legal hold keeps it. A plan follows the settings at the time it was made.', keep: 'Keep, and list in the certificate', delete: 'Delete after the person’s record', deletes: (kinds: string): string => `delete ${kinds}`, keepsAll: 'keep all' },
}
