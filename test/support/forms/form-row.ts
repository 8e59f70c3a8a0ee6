import { auditForm, mainForm } from '../../../src/domain/forms/audit.ts'
import { readPrivacy } from '../../../src/domain/forms/policy.ts'
import { parsePage } from '../../../src/operations/forms/parse-page.ts'

/** State and reasons of one row of the form that is meant, with the privacy page where it was opened. */
export const rowOf = (row: string, lang: string, body: string, policyText?: string) => {
  const form = mainForm(
    parsePage(`<html lang="${lang}"><body>${body}</body></html>`, 'https://www.example.test/contact').forms,
  )
  const found =
    form === null
      ? undefined
      : auditForm(
          form,
          policyText === undefined
            ? {}
            : {
                policyText,
                policy: {
                  state: 'read',
                  url: 'https://www.example.test/privacy',
                  detail: null,
                  facts: readPrivacy(policyText),
                },
              },
        ).rows.find(({ id }) => id === row)
  return [found?.state, found?.findings.map(({ reason }) => reason)]
}
export const mail = '<label>E-mail *<input type="email" name="e" required></label>'
export const questions = '<label>Message<textarea name="m"></textarea></label>'
export const whole = 'Droits : accès, rectification, opposition, que vous pouvez exercer.'
