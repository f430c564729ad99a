/** What the buttons of the queue do, for one entry or for all that were chosen. */
import type { Context } from 'hono'
import { subjectName } from '../../books/sentence-words.ts'
import { openDatabase } from '../../db/database.ts'
import type { JobFilter } from '../../queue/list-jobs.ts'
import { cancelByHand, moveByHand, pauseByHand, retryByHand } from '../../session/queue-by-hand.ts'
import type { Hand, Handled } from '../../session/queue-by-hand.ts'
import { whoOf } from '../../stores/person.ts'
import { counted } from '../../ui/moment.tsx'
import type { OwnerEnv } from '../owner.ts'
import { redirectWithFlash } from './shell.ts'

type Act = {
  readonly run: (filter: JobFilter, hand: Hand) => Promise<Handled>
  /** After `Order 1042` or `3 entries`. */
  readonly done: string
}

const ACTS: Readonly<Record<string, Act>> = {
  retry: { run: retryByHand, done: 'tried at the next update' },
  first: { run: (filter, hand) => moveByHand(filter, 'first', hand), done: 'moved up' },
  last: { run: (filter, hand) => moveByHand(filter, 'last', hand), done: 'moved to the end' },
  pause: { run: pauseByHand, done: 'paused until you try it again or it changes in the shop' },
  cancel: {
    run: cancelByHand,
    done: 'deleted from the queue until it changes in the shop or is sent there by hand',
  },
}

/** More than a page holds is nobody's choice. */
const CHOSEN_MAX = 200
/** What one press does; a request may take only so long. */
const ENTRIES_MAX = 2_000
const STAYING_NAMED_MAX = 2

export async function actOnQueue(context: Context<OwnerEnv>): Promise<Response> {
  const form = await context.req.formData()
  const to = wayBack(form.get('back'))
  const asked = askedIn(form)
  if (asked === null) {
    return redirectWithFlash(context, { to, sentence: 'Choose an entry first: nothing was done.' })
  }
  const { store, who } = context.get('owner')
  const handled = await asked.act.run(asked.filter, {
    db: openDatabase(context.env.DB),
    storeID: store.storeID,
    who: whoOf(who),
    nowMs: Date.now(),
    entriesMax: ENTRIES_MAX,
  })
  return redirectWithFlash(context, { to, sentence: sentenceOf(handled, asked.act.done) })
}

function askedIn(form: FormData): { readonly act: Act; readonly filter: JobFilter } | null {
  const [word = '', id = ''] = textOf(form.get('one')).split(':')
  const single = ACTS[word]
  if (single !== undefined) {
    return { act: single, filter: { ids: idsIn([id]) } }
  }
  const named = textOf(form.get('act'))
  const cause = textOf(form.get('cause'))
  if (named === 'retry-cause' && cause !== '') {
    return { act: RETRY, filter: { state: 'blocked', cause } }
  }
  const act = ACTS[named]
  const ids = idsIn(form.getAll('job').map(textOf))
  return act === undefined || ids.length === 0 ? null : { act, filter: { ids } }
}

const RETRY: Act = { run: retryByHand, done: 'tried at the next update' }

function idsIn(texts: readonly string[]): number[] {
  return texts
    .filter((text) => /^[1-9]\d{0,14}$/.test(text))
    .slice(0, CHOSEN_MAX)
    .map(Number)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** To the page of the queue where the button was, and nowhere else. */
function wayBack(back: unknown): string {
  const path = textOf(back)
  return /^\/(queue|orders|customers)([/?][\w.=&%+@/-]*)?$/.test(path) ? path : '/queue'
}

function sentenceOf({ subjects, leftAlone, isCut }: Handled, done: string): string {
  const [first] = subjects
  const what =
    subjects.length === 1 && first !== undefined
      ? subjectName(first)
      : counted(subjects.length, 'entry').replace(/entrys$/, 'entries')
  const was = subjects.length === 1 ? 'is' : 'are'
  return [
    subjects.length === 0 ? 'Nothing was done.' : `${what} ${was} ${done}.`,
    ...leftAlone
      .slice(0, STAYING_NAMED_MAX)
      .map(({ subject, because }) => `${subjectName(subject)} stays: ${because}.`),
    ...(leftAlone.length > STAYING_NAMED_MAX
      ? [`${leftAlone.length - STAYING_NAMED_MAX} more stay.`]
      : []),
    ...(isCut ? ['There are more: press again.'] : []),
  ].join(' ')
}
