import type { EvidenceFile } from '../../../store/app/evidence.ts'

/** A file of evidence: always downloaded, never opened in the page. */
export function FileLink({ file }: { file: EvidenceFile }) {
  return (
    <a href={`/evidence/${file.id}`} download title={`SHA-256 ${file.digest.toString('hex')}`}>
      {file.name} <span class="mono">{file.digest.toString('hex').slice(0, 8)}</span>
    </a>
  )
}
