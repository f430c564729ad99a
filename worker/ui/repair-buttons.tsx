/** The buttons of a problem, for one entry or for all that it holds. */
import type { Problem } from '../books/problems.ts'
import { repairWords } from '../books/repair-words.ts'
import { asksForName, repairName } from '../books/repair.ts'
import { REPAIRS } from '../books/repairs.ts'
import type { Repair } from '../books/repair.ts'
import { FormToken } from './layout.tsx'
import type { Shell } from './layout.tsx'

/** On the page of a held entry; what concerns others as well stands with all that it holds. */
export function RepairsOfOne({
  shell,
  problem: { code },
  jobID,
  back,
}: {
  readonly shell: Shell
  readonly problem: Problem
  readonly jobID: number
  /** The page itself. */
  readonly back: string
}) {
  const repairs = Object.hasOwn(REPAIRS, code) ? REPAIRS[code] : []
  const [main] = repairs
  const isElsewhere = main !== undefined && !isForOne(main)
  return (
    <form class="tools" method="post" action="/problems">
      <FormToken value={shell.formToken} />
      <input type="hidden" name="cause" value={code} />
      <input type="hidden" name="back" value={back} />
      {isElsewhere ? <OfAll code={code} main={main} /> : null}
      <Buttons repairs={repairs.filter(isForOne)} jobID={jobID} main={main} />
      {isElsewhere ? null : <OfAll code={code} main={null} />}
    </form>
  )
}

/** A button of the problem itself sends the entry: the queue's own would do the same once more. */
export function hasSendAgain({ code }: Pick<Problem, 'code'>): boolean {
  const repairs = Object.hasOwn(REPAIRS, code) ? REPAIRS[code] : []
  return repairs.some(({ kind }) => kind === 'send-again')
}

/** Where what is done as a rule is no button of one entry, it leads there. */
function OfAll({ code, main }: { readonly code: string; readonly main: Repair | null }) {
  const text = main !== null && asksForName(main) ? 'Choose…' : 'All that this holds'
  return (
    <a class={main === null ? 'button' : 'button main'} href={`/problems?cause=${code}`}>
      {text}
    </a>
  )
}

/** A setting counts for all orders, but where it names these alone; the lists are read once. */
export function isForOne(repair: Repair): boolean {
  switch (repair.kind) {
    case 'send-again':
    case 'push':
    case 'adopt-document':
    case 'let-it-stand':
      return true
    case 'adjust-settings':
      return repair.adjustment === 'pass-rule'
    case 'read-lists-again':
    case 'set-setting':
    case 'accept-suggestion':
    case 'choose':
    case 'link-entry':
    case 'verify-books':
    case 'pin-company-again':
    case 'begin-afresh':
    case 'ask-shop':
    case 'new-password':
      return false
  }
}

export function Buttons({
  repairs,
  jobID,
  name,
  main,
}: {
  readonly repairs: readonly Repair[]
  readonly jobID: number | null
  readonly name?: string
  /** What is done as a rule; without one they all look like links. */
  readonly main?: Repair | undefined
}) {
  return (
    <>
      {repairs
        .filter((repair) => !asksForName(repair))
        .map((repair) => {
          const { label, warning } = repairWords(repair)
          const text = warning === null ? label : `${label}…`
          return (
            <button
              type="submit"
              name="press"
              value={`${repairName(repair)}|${jobID ?? ''}`}
              class={classOf(repair, main)}
              aria-label={name === undefined ? undefined : `${text} (${name})`}
            >
              {text}
            </button>
          )
        })}
    </>
  )
}

function classOf(repair: Repair, main: Repair | undefined): string | undefined {
  if (main === undefined) {
    return 'plain'
  }
  return repair === main ? 'main' : undefined
}
