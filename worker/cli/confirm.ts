import { createInterface } from 'node:readline/promises'
import { operatorError } from './operator-error.ts'

/** Comes back when a person says yes, or said so with `--yes`; else nothing is done. */
export async function confirm(
  question: string,
  { isAgreed, isTerminal }: { readonly isAgreed: boolean; readonly isTerminal: boolean },
): Promise<void> {
  if (isAgreed) {
    return
  }
  if (!isTerminal) {
    throw operatorError({
      what: question,
      why: 'There is no terminal to ask in, so nothing was done.',
      how: 'Give the command again with --yes to go ahead.',
    })
  }
  // On stderr: what is printed may go into a file.
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw operatorError({
      what: 'Nothing was done.',
      why: 'You did not say yes.',
      how: 'Give the command again, and answer with y.',
    })
  }
}
