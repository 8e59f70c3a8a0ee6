/** Words of receipts, on paper and on the page that checks them. */
export const receipt = {
  title: 'Receipt of an objection', number: 'Number', received: 'Received', recorded: 'Recorded', door: 'Channel of receipt', stops: 'Stops', issued: 'Issued', controller: 'Controller', doubtful: 'Received without proof of who wrote it; applied all the same.',
  systems: 'Where it was applied', system: 'System', state: 'Proof', when: 'When', seen: 'Verified value in the system', seenAs: { enforced: (cells: string): string => `Opted out in the system: ${cells}`, marked: (cells: string): string => `Marked in our field: ${cells}` }, notStopped: 'What these blocks do not stop', noSystem: 'No connected system held this person. The objection remains in force: a record that appears later is blocked.',
  proofs: {
    'read-back': 'verified as blocked', 'read-back-marked': 'verified, marked only: the system does not enforce it', 'accepted-3': 'confirmed, level 3', 'accepted-2': 'acknowledged, level 2; cannot be verified', 'accepted-1': 'sent, level 1; not acknowledged', none: 'not proven yet',
  },
  refused: 'refused by the system; not proven',
  corrected: (when: string, by: string, reason: string): string => `Entered for the wrong person. Corrected on ${when} by ${by}: “${reason}”. It blocks no one.`, cancelled: 'withdrawn: entered for the wrong person', lifted: 'ended: the person opted in again',
  absent: 'no record there; blocked as soon as one appears',
  addresses: (count: number): string => (count === 0 ? 'The address itself is no longer held.' : 'The address is not written here. Anyone who knows it can check that this receipt is about it.'),
  key: 'Signed with the key', check: (url: string): string => `Check the file at ${url}, or with: lawbase verify receipt.json --fingerprint "…"`, checkCli: 'Check the file with: lawbase verify receipt.json --fingerprint "…"',
  pdf: 'Receipt (PDF)', json: 'Signed file (JSON)', fingerprint: 'Key that signs receipts', fingerprintMore: 'Publish it where an inspector can find it; a receipt is checked against it.', page: (now: number, of: number): string => `${now} of ${of}`,
  verify: {
    title: 'Is this receipt genuine?', intro: 'Paste the signed file of a receipt or of a removal certificate, or the manifest.json of an evidence pack. It is checked on this page and kept nowhere.', file: 'Signed file (JSON)', fingerprint: 'Fingerprint of the company’s key', fingerprintHint: 'From the company’s own publication, not from the file. Left empty, only changes after signing are found.',
    email: 'E-mail address', emailHint: 'Only if you want to know whether the receipt is about it. It is compared and not stored.', button: 'Check', genuine: 'Genuine', genuineMore: 'Not one byte was changed since it was signed.', noKey: 'Compare the key below with the one the company publishes.', about: 'It is about the address you gave.', notAbout: 'It is not about the address you gave.',
    tooLarge: (megabytes: number): string => `The file is larger than ${megabytes} MB, so it was not checked. Check it with the command: lawbase verify.`,
    changed: 'Changed after it was signed', changedMore: 'Ask the company for the file again, and paste all of it.', 'not-a-receipt': 'This is not a receipt', 'not-a-receiptMore': 'Paste the whole JSON file, from the first brace to the last.', 'another-key': 'Signed with another key', 'another-keyMore': 'The key in the file is not the one you gave: someone else signed it.',
  },
}
