import type { Mail } from '../../outbound/mail.ts'

/** The mail that tries out the mail server, in the reader's language. */
export function testLetter(language: 'en' | 'fr', consoleUrl: string): Omit<Mail, 'to'> {
  const text =
    language === 'fr'
      ? [
          'Ce message a été demandé sur la console de Lawbase pour essayer votre serveur de messagerie.',
          'Si vous le lisez, les alertes et les confirmations arrivent par le même chemin.',
          `Console : ${consoleUrl}`,
        ]
      : [
          'This mail was asked for on the console of Lawbase to try out your mail server.',
          'If you read it, alarms and confirmations arrive the same way.',
          `Console: ${consoleUrl}`,
        ]
  return {
    language,
    text: `${text.join('\n\n')}\n`,
    subject: language === 'fr' ? 'Lawbase : message d’essai' : 'Lawbase: test mail',
  }
}
