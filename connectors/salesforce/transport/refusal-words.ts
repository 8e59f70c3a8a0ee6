/**
 * What an org refused, in a sentence: what stands against it, the fields, and what somebody does about it. The code
 * stands behind it for whoever maintains the org (docs/reference/salesforce.md#org-rules). `names`: fields, or in
 * brackets what keeps a record from deletion. The vendor's own text repeats values and is not told.
 */
export function refusalSentence(code: string, names: readonly string[]): string {
  const what = names.length === 0 ? 'the change' : names.join(', ')
  const known =
    sentences[code] ?? (code.startsWith('INSUFFICIENT_ACCESS') ? sentences['INSUFFICIENT_ACCESS'] : undefined)
  return (known ?? unknown)(what, code)
}

const sentences: Readonly<Record<string, (what: string, code: string) => string>> = {
  FIELD_CUSTOM_VALIDATION_EXCEPTION: (what, code) =>
    `a validation rule of the org refuses ${what}; fill in what it asks for on the record, or let our user pass the rule (${code})`,
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: (what, code) =>
    `a flow or trigger of the org refuses ${what}; ask whoever maintains it to let our user pass (${code})`,
  DUPLICATES_DETECTED: (what, code) =>
    `a duplicate rule of the org blocks ${what}; merge the duplicates, or let the rule allow our user to save (${code})`,
  REQUIRED_FIELD_MISSING: (what, code) =>
    `the org requires ${what === 'the change' ? 'a field' : what}; fill it in on the record, or make the field optional (${code})`,
  ENTITY_IS_LOCKED: (_what, code) =>
    `the record is locked by an approval or a flow; finish the approval or unlock the record (${code})`,
  INVALID_FIELD_FOR_INSERT_UPDATE: (what, code) =>
    `${what === 'the change' ? 'a field' : what} cannot be written by our user; open the field-level security (${code})`,
  INSUFFICIENT_ACCESS: (_what, code) =>
    `our user may not do this with the record; give it access to the record and the right on its object (${code})`,
  DELETE_FAILED: (what, code) =>
    `other records of the org keep this one${what === 'the change' ? '' : ` ${what}`}; delete or reassign them there first (${code})`,
}
const unknown = (what: string, code: string): string =>
  `the org refused ${what}; ask an admin of the org which rule, flow or limit stands behind the code (${code})`
