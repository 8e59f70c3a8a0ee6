import type { SelfTest, SelfTestKind } from '../../../../store/settings/self-tests.ts'
import type { View } from '../../app/view.ts'
import type { StepState } from './step.ts'

type Tests = ReadonlyMap<SelfTestKind, SelfTest>

interface Tried {
  what: SelfTestKind
  /** What a test would be of now; null = nothing is set. */
  target: string | null
  words: { title: string; why: string; none: string }
  passed: (target: string, when: string) => string
  /** How the button is called before the first test. */
  label: string
}

/** Steps that are done once what is set was tried out and worked. */
export function testedSteps(view: View, tests: Tests): Record<'console' | 'public' | 'mail' | 'privacy', StepState> {
  const { app, user, settings } = view
  const t = view.t.firstSteps
  const { passed } = t.tested
  const label = t.test
  const of = (tried: Tried) => stateOf(view, tests, tried)
  return {
    console: of({
      what: 'console',
      target: app.isConsoleNamed ? app.consoleUrl : null,
      words: t.console,
      passed,
      label,
    }),
    public: of({ what: 'public', target: app.publicUrl, words: t.public, passed, label }),
    // Whoever had the mail sent, it is the same server.
    mail: of({
      what: 'mail',
      target: app.mailer === null ? null : (tests.get('mail')?.target ?? user.email),
      words: t.mail,
      passed: t.mail.passed,
      label: t.mail.test,
    }),
    privacy: of({
      what: 'privacy',
      target: settings.controller?.privacyUrl ?? null,
      words: t.privacy,
      passed: t.privacy.passed,
      label,
    }),
  }
}

function stateOf(view: View, tests: Tests, { what, target, words, passed, label }: Tried): StepState {
  const t = view.t.firstSteps
  const { title, why } = words
  if (target === null) return { title, why, isDone: false, says: words.none }
  const test = tests.get(what)
  const open = { title, why, isDone: false, test: { what, label } }
  if (test === undefined) return { ...open, says: what === 'mail' ? t.mail.never : t.tested.never(target) }
  if (test.target !== target) return { ...open, says: `${t.tested.never(target)} ${t.tested.older(test.target)}` }
  const again = { what, label: what === 'mail' ? label : t.testAgain }
  if (test.finishedAt === null) return { ...open, test: again, says: t.tested.running(view.f.dateTime(test.askedAt)) }
  const when = view.f.dateTime(test.finishedAt)
  if (test.fault === null) return { title, why, isDone: true, test: again, says: passed(target, when) }
  const answered = test.status === null ? '' : ` ${t.answered(test.status)}`
  return {
    ...open,
    isFailed: true,
    test: again,
    says: `${t.tested.failed(target, when)} ${t.faults[test.fault]}${answered}`,
  }
}
