/** `;`-joined values as a list. */
export function listOf(value: string | null): string[] {
  return (value ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
