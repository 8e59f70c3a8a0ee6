import { monthAfter } from '../app/day.ts'

/**
 * Last day on which a person's request wants its answer: one calendar month after the day on which it was received,
 * where the company is (docs/reference/law.md#f6).
 *
 * @returns `2026-02-28` for a request of 31 January
 */
export const answerDeadline = (receivedOn: string): string => monthAfter(receivedOn)
