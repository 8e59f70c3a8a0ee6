import { auditForm, mainForm, type FormAudit } from '../../../src/domain/forms/audit.ts'
import { noPolicy, readPrivacy } from '../../../src/domain/forms/policy.ts'
import { parsePage, parseText } from '../../../src/operations/forms/parse-page.ts'
import type { FormPageCase } from './page.ts'

const letters = { pass: 'p', fail: 'f', unsure: 'u', 'not-applicable': 'n' } as const

/** Audits the form that is meant, with the privacy page when the case has one. */
export function auditCase({ id, html, policy }: FormPageCase): FormAudit {
  const page = parsePage(html, `https://${id}.example.test/page`)
  const form = mainForm(page.forms)
  if (form === null) throw new Error(`${id} has no form`)
  const text = policy === undefined ? '' : parseText(policy).text
  return auditForm(form, {
    anchors: page.anchors,
    policyText: text,
    policy:
      policy === undefined
        ? { ...noPolicy, state: 'not-opened' }
        : { state: 'read', url: `https://${id}.example.test/policy`, detail: null, facts: readPrivacy(text) },
  })
}

/** Its fourteen states as the labels write them. */
export const lettersOf = (result: FormAudit): string => result.rows.map(({ state }) => letters[state]).join('')
