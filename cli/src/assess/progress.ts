import type { Stage } from '@pulih/batch'

/** Shows how far a run is: a bar on a terminal, a plain line per tenth otherwise. Everything goes to standard error. */
export class Progress {
  readonly #terminal: boolean
  readonly #started = performance.now()
  #tenth = 0
  #drawn = false

  constructor(terminal: boolean) {
    this.#terminal = terminal
  }

  stage(stage: Stage): void {
    if (!this.#terminal) process.stderr.write(`${stage}\n`)
    else if (stage !== 'assessing') this.#draw(`${stage} …`)
  }

  bytes(done: number, total: number): void {
    const share = total === 0 ? 1 : done / total
    if (this.#terminal) {
      const filled = Math.round(share * 30)
      const seconds = (performance.now() - this.#started) / 1000
      const left = share > 0.05 ? ` about ${Math.ceil((seconds / share) * (1 - share))} s left` : ''
      this.#draw(`assessing ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.floor(share * 100)} %${left}`)
      return
    }
    const tenth = Math.floor(share * 10)
    if (tenth > this.#tenth) {
      this.#tenth = tenth
      process.stderr.write(`assessing ${tenth * 10} %\n`)
    }
  }

  end(): void {
    if (this.#terminal && this.#drawn) process.stderr.write('\r\u001B[K')
  }

  #draw(text: string): void {
    this.#drawn = true
    process.stderr.write(`\r\u001B[K${text}`)
  }
}
