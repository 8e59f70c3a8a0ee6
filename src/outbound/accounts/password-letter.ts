import type { Mail } from '../mail.ts'

/** The mail with a link for a new password, in the reader's language. */
export function passwordLetter(
  language: 'en' | 'fr',
  { email, url }: { email: string; url: string },
): Omit<Mail, 'to'> {
  const text =
    language === 'fr'
      ? [
          `Quelqu’un demande un nouveau mot de passe pour ${email} sur la page de connexion de Lawbase.`,
          `Si c’est vous, choisissez-le ici, dans l’heure : ${url}`,
          'Votre mot de passe actuel sert jusque-là. Votre deuxième facteur reste demandé ensuite.',
          'Si ce n’est pas vous, ne faites rien : sans ce lien, rien ne change.',
        ]
      : [
          `Someone asked on the login page of Lawbase for a new password for ${email}.`,
          `If that was you, choose it here within an hour: ${url}`,
          'Your password works until then. Your second factor is still asked for afterwards.',
          'If it was not you, do nothing: without this link nothing changes.',
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject: language === 'fr' ? 'Lawbase : votre nouveau mot de passe' : 'Lawbase: your new password',
  }
}
