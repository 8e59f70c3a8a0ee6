import type { Mail } from './mail.ts'

/** The mail to admins and DPOs when the journal of noes falls behind, in the reader's language. */
export function journalLetter(
  language: 'en' | 'fr',
  facts: { since: Date; failure: string | null; timeZone: string; url: string },
): Omit<Mail, 'to'> {
  const when = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: facts.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(facts.since)
  const text =
    language === 'fr'
      ? [
          `Depuis le ${when}, Lawbase ne peut plus écrire le journal des oppositions et des suppressions (LAWBASE_JOURNAL_DIR)${facts.failure === null ? '' : ` : ${facts.failure}`}.`,
          'Rien n’est perdu tant que la base de données vit. Mais une sauvegarde restaurée maintenant oublierait ces oppositions : rendez le dossier accessible, Lawbase écrit alors ce qui manque.',
          `Ce qui attend quelqu’un : ${facts.url}`,
        ]
      : [
          `Since ${when} Lawbase cannot write the journal of noes and removals (LAWBASE_JOURNAL_DIR)${facts.failure === null ? '' : `: ${facts.failure}`}.`,
          'Nothing is lost while the database lives. But a backup restored now would forget these noes: make the folder writable again, Lawbase then writes what is missing.',
          `What waits for somebody: ${facts.url}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject:
      language === 'fr'
        ? 'Lawbase : le journal des oppositions est en retard'
        : 'Lawbase: the journal of noes is behind',
  }
}
