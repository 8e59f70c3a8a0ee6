import { literalMark } from './parse.ts'

const maxLine = 64 * 1024
const maxLiteral = 8 * 1024 * 1024

interface Listener {
  command(line: string, literals: readonly string[]): void
  /** The client may send its literal now. */
  goOn(): void
  tooLong(): void
}

/** Puts together what a client sends into commands: lines, with the literals they announce (RFC 3501 §4.3). */
export class CommandReader {
  private readonly listener: Listener
  private pending = Buffer.alloc(0)
  private line = ''
  private literals: string[] = []
  private literalLeft = 0

  constructor(listener: Listener) {
    this.listener = listener
  }

  take(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk])
    for (;;) {
      if (!this.tookLiteral()) return
      const text = this.nextLine()
      if (text === null) return
      const literal = /\{(\d+)(\+?)\}$/.exec(text)
      if (literal === null) this.end(text)
      else if (!this.announced(text, Number(literal[1]), literal[2] === '')) return
    }
  }

  private tookLiteral(): boolean {
    if (this.literalLeft === 0) return true
    if (this.pending.length < this.literalLeft) return false
    this.literals.push(this.pending.subarray(0, this.literalLeft).toString('utf8'))
    this.pending = this.pending.subarray(this.literalLeft)
    this.literalLeft = 0
    return true
  }

  private nextLine(): string | null {
    const end = this.pending.indexOf('\r\n')
    if (end < 0) {
      if (this.pending.length > maxLine) this.listener.tooLong()
      return null
    }
    const text = this.pending.subarray(0, end).toString('utf8').replaceAll(literalMark, '')
    this.pending = this.pending.subarray(end + 2)
    return text
  }

  private announced(text: string, length: number, waits: boolean): boolean {
    this.literalLeft = length
    if (length > maxLiteral) {
      this.listener.tooLong()
      return false
    }
    this.line += text + literalMark
    if (waits) this.listener.goOn()
    if (length === 0) this.literals.push('')
    return true
  }

  private end(text: string): void {
    const [line, literals] = [this.line + text, this.literals]
    this.line = ''
    this.literals = []
    this.listener.command(line, literals)
  }
}
