/** How the register is told that there is no officer. */
const noOfficer = /^(?:none|no|aucune?|néant)\.?$/iu

/** The data protection officer, as the register tells: `none` = there is none, null = nobody said. */
export const officerOf = (dpo: string | null): string | null =>
  dpo !== null && noOfficer.test(dpo.trim()) ? 'none' : dpo
