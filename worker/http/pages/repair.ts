/** What the buttons of a problem do. */
import type { Context } from 'hono'
import type { ProblemCode } from '../../books/problems.ts'
import { repairWords } from '../../books/repair-words.ts'
import { repairNamed } from '../../books/repairs.ts'
import { isOfStore } from '../../books/repair.ts'
import type { Repair } from '../../books/repair.ts'
import { subjectName } from '../../books/sentence-words.ts'
import { openDatabase } from '../../db/database.ts'
import { repairByHand } from '../../session/repair-by-hand.ts'
import type { Repaired } from '../../session/repair-by-hand.ts'
import { whoOf } from '../../stores/person.ts'
import { standingNotices } from '../../stores/watch.ts'
import { countText } from '../../ui/moment.tsx'
import type { OwnerEnv } from '../owner.ts'
import { repairStore } from './repair-store.ts'
import { redirectWithFlash } from './shell.ts'

/** What one press does; a request may take only so long. */
const ENTRIES_MAX = 2_000
const NAME_CHARACTERS_MAX = 209
/** A business is known by its whole name, which nothing limits but the shop. */
const SUBJECT_CHARACTERS_MAX = 1_000
const CHANGES_TOLD_MAX = 3

export async function repair(context: Context<OwnerEnv>): Promise<Response> {
  const form = await context.req.formData()
  const code = textOf(form.get('cause'))
  const [name = '', jobID = ''] = textOf(form.get('press')).split('|')
  const pressed = repairNamed(code, name)
  const isJobOdd = jobID !== '' && !/^[1-9]\d{0,14}$/.test(jobID)
  const { store, who } = context.get('owner')
  // What is done to the whole store is done only while the store has that problem.
  const isOver =
    pressed !== null &&
    isOfStore(pressed) &&
    standingNotices(store).every((notice) => notice.code !== code)
  if (pressed === null || isJobOdd || isOver) {
    return redirectWithFlash(context, {
      to: '/problems',
      sentence: 'Nothing was done: there is no such button for this problem now.',
    })
  }
  if (repairWords(pressed).warning !== null && form.get('confirmed') !== 'yes') {
    const query = new URLSearchParams({ cause: code, repair: name })
    if (jobID !== '') {
      query.set('job', jobID)
      query.set('after', String(Number(jobID) - 1))
    }
    return context.redirect(`/problems?${query.toString()}`, 303)
  }
  if (isOfStore(pressed)) {
    return repairStore(context, pressed)
  }
  const done = await repairByHand(
    {
      code: code as ProblemCode,
      repair: pressed,
      ...(jobID === '' ? {} : { ids: [Number(jobID)] }),
      chosen: { name: shortText(form.get('name')), instead: shortText(form.get('instead')) },
      subject: textOf(form.get('subject')).slice(0, SUBJECT_CHARACTERS_MAX),
    },
    {
      db: openDatabase(context.env.DB),
      storeID: store.storeID,
      who: whoOf(who),
      nowMs: Date.now(),
      entriesMax: ENTRIES_MAX,
    },
  )
  const back = wayBack(form.get('back'))
  const to = done.refusal === null ? back : `/problems?cause=${code}`
  return redirectWithFlash(context, { to, sentence: sentenceOf(done, pressed) })
}

/** To the page of the order where the button was, or to all problems. */
function wayBack(back: unknown): string {
  const path = textOf(back)
  return /^\/(orders|customers)\/\d{1,15}$/.test(path) ? path : '/problems'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function shortText(value: unknown): string {
  return textOf(value).slice(0, NAME_CHARACTERS_MAX)
}

const NEXT = 'decided anew at the next update'

const DONE: Readonly<Partial<Record<Repair['kind'], string>>> = {
  'adopt-document': 'linked with the document, and compared with it at the next update',
  'let-it-stand': 'marked as done',
}

function sentenceOf(done: Repaired, { kind }: Repair): string {
  if (done.refusal !== null) {
    return done.refusal
  }
  const { subjects, leftAlone, isCut, changes, linked } = done
  const [first] = subjects
  const what =
    subjects.length === 1 && first !== undefined
      ? `${subjectName(first)} is`
      : `${countText(subjects.length)} entries are`
  const [left] = leftAlone
  return [
    changes.length === 0
      ? ''
      : `Settings: ${changes.slice(0, CHANGES_TOLD_MAX).map(changeText).join('; ')}.`,
    linked === null ? '' : `${linked.name} is “${linked.fullName}” in QuickBooks from now on.`,
    subjects.length === 0 ? nothingHeld(done) : `${what} ${DONE[kind] ?? NEXT}.`,
    left === undefined ? '' : `${subjectName(left.subject)} was left as it is: ${left.because}.`,
    isCut ? 'There are more: press it once more.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** A problem of the whole store holds none, and its setting was changed all the same. */
function nothingHeld({ changes }: Repaired): string {
  return changes.length === 0 ? 'No entry was held by this.' : ''
}

function changeText({ key, after }: Repaired['changes'][number]): string {
  const value = typeof after === 'object' && after !== null ? nameIn(after) : String(after)
  return `${key} is ${value === '' ? 'empty' : `“${value}”`}`
}

/** Of a mapped item or gateway its name. */
function nameIn(entry: object): string {
  const { name, paymentMethodName, depositAccountName } = entry as Readonly<Record<string, unknown>>
  const found = [name, depositAccountName, paymentMethodName].find((one) => typeof one === 'string')
  return typeof found === 'string' ? found : JSON.stringify(entry)
}
