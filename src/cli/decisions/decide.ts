import { DecisionCase } from '../../domain/decisions/case.ts'
import { decideCase } from '../../domain/decisions/decide-case.ts'
import { momentGiven, type Command } from '../app/command.ts'
import { answerLines } from '../app/lines.ts'

export const decideCommand: Command = {
  summary: 'judges cases from standard input, without network or database',
  help: 'lawbase decide --json [--now 2026-11-25] < cases.jsonl\n\nOne case per line in, one line of JSON out, in the same order: verdict, basis, rules, conditions, reasons in French and English. The fields of a case are described in docs/api/decide.md. A line that cannot be judged is answered with the fields at fault; then the exit code is 1.\n\nExample: echo \'{"contact":{"email":"contact@acme.example.test","countries":["FR"],"sources":[{"kind":"C1","obtainedOn":"2026-01-10","noticeShown":true}]}}\' | lawbase decide --json',
  words: 0,
  options: { now: { type: 'string' } },
  run: (input) => {
    const now = momentGiven(input, 'now') ?? new Date()
    return answerLines(DecisionCase, (one) => {
      const decided = decideCase(one, now)
      return input.json
        ? decided
        : {
            id: decided.id,
            verdict: decided.verdict,
            rule: decided.rule,
            why: decided.reasons[0]?.en ?? null,
            change: decided.change.en,
          }
    })
  },
}
