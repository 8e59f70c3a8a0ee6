import { longDate } from '../connector/long-date.ts'
import type { Mail } from './mail.ts'

/** The mail to admins and DPOs when the journal of objections falls behind, in the reader's language. */
export function journalLetter(
  language: 'en' | 'fr',
  facts: { since: Date; failure: string | null; timeZone: string; url: string },
): Omit<Mail, 'to'> {
  const when = longDate(language, facts.since, { timeZone: facts.timeZone, timeStyle: 'short' })
  const text =
    language === 'fr'
      ? [
          `Depuis le ${when}, Lawbase ne peut plus écrire le journal des oppositions et des suppressions (LAWBASE_JOURNAL_DIR)${facts.failure === null ? '' : ` : ${facts.failure}`}.`,
          'Rien n’est perdu tant que la base de données fonctionne. Mais une sauvegarde restaurée maintenant omettrait ces oppositions : rendez le dossier accessible en écriture, Lawbase écrit alors ce qui manque.',
          `À traiter : ${facts.url}`,
        ]
      : [
          `Since ${when} Lawbase cannot write the journal of objections and removals (LAWBASE_JOURNAL_DIR)${facts.failure === null ? '' : `: ${facts.failure}`}.`,
          'Nothing is lost while the database works. But a backup restored now would miss these objections: make the folder writable again, and Lawbase writes what is missing.',
          `Action needed: ${facts.url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr'
        ? 'Lawbase : le journal des oppositions est en retard'
        : 'Lawbase: the objection journal is behind',
  }
}
